/** Pipelines that `&&` and `||` join, up to a `;`, a `&` or the end of a line. */
export type AndOr = {
  pipelines: Pipeline[];
  /** What stands behind each pipeline but the last. */
  joins: ('&&' | '||')[];
  /** What an `if`, `while` or `until` asks. */
  isCondition: boolean;
  background: boolean;
  line: number;
};

export type Pipeline = {
  commands: Command[];
  /** Whether `|&` takes the errors of the command at the same place along. */
  withErrors: boolean[];
};

export type Command = Simple | Compound | Definition;

export type Simple = {
  kind: 'simple';
  assignments: Word[];
  words: Word[];
  redirects: Redirect[];
  line: number;
};

/** `( )`, `{ }`, `if`, `while`, `until`, `for`, `for ((`, `select`, `case`, `[[ ]]` and `(( ))`. */
export type Compound = {
  kind: 'compound';
  keyword: string;
  /** What it runs, in order; of an `if` or `while` also what it asks. */
  body: AndOr[];
  redirects: Redirect[];
  line: number;
};

type Definition = {
  kind: 'function';
  name: string;
  /** Begins with the word `function`. */
  hasKeyword: boolean;
  body: AndOr[];
  line: number;
};

export type Word = {
  /** As written. */
  text: string;
  /** Without quotes; what is expanded stands there as written. */
  value: string;
  /** Nothing in it is expanded or quoted. */
  isBare: boolean;
  isArray: boolean;
  /** The lists of `$( )`, backquotes and `<( )`. */
  substitutions: AndOr[][];
};

export type Redirect = { fd: number | undefined; operator: string; target: Word };

export type Script = {
  body: AndOr[];
  /** Here-documents without their last line. */
  unended: { word: string; line: number }[];
  /** Lines of comments that stand inside of a command which goes on behind them. */
  comments: number[];
};

/** What this parser does not understand: nothing is said of such a script. */
export class NotUnderstood extends Error {}
