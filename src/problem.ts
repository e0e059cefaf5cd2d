/** One thing that is wrong, where it is, and what to do about it. Text: lower-case start, no final full stop. */
export type Problem = {
  /** What is wrong, with the wrong value in quotes. */
  message: string;
  /** As the user named it, relative to the working folder. */
  file?: string;
  /** From 1. */
  line?: number;
  /** From 1. */
  column?: number;
  /** What to do. */
  hint?: string;
};

/** Usage, configuration, AppSpec file or bundle are wrong: exit code 2. Carries every mistake that was found. */
export class UsageError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[] | string, options?: ErrorOptions) {
    const list = typeof problems === 'string' ? [{ message: problems }] : problems;
    super(list.map((problem) => problem.message).join('\n'), options);
    this.name = 'UsageError';
    this.problems = list;
  }
}

/** The run may not begin (preflight, lock, hold, order, missing proof): exit code 3. No deployment was created. */
export class RefusedError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[] | string, options?: ErrorOptions) {
    const list = typeof problems === 'string' ? [{ message: problems }] : problems;
    super(list.map((problem) => problem.message).join('\n'), options);
    this.name = 'RefusedError';
    this.problems = list;
  }
}
