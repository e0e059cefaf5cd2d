export type Severity = 'error' | 'warning';

export type Rule = {
  severity: Severity;
  /** In one line. */
  what: string;
  why: string;
  /** What to do. */
  fix: string;
  /** The smallest that breaks the rule. */
  bad: string;
  /** The same, mended. */
  good: string;
};
