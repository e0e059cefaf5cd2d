export type Severity = 'error' | 'warning';

export type Rule = {
  severity: Severity;
  /** Which agent it holds for; both, unless told otherwise. */
  agent?: '1' | '2';
  /** In one line. */
  what: string;
  why: string;
  /** What to do. */
  fix: string;
  /** The smallest that breaks the rule. */
  bad: string;
  /** The same, fixed. */
  good: string;
};
