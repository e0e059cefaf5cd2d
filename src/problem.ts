import type { RuleId } from './appspec/rules.ts';
import type { ProblemCode } from './problem-codes.ts';

/** One thing that is wrong, where it is, and what to do about it. Text: lower-case start, no final full stop. */
export type Problem = {
  /** What kind of problem it is, for scripts and `fanout explain`: one of a fixed list, or the rule of a finding. */
  code: ProblemCode | RuleId;
  /** What is wrong, with the wrong value in quotes; without the destination. */
  message: string;
  /** The destination it is about, as users see it: `retail/eu-west-1`. */
  destination?: string;
  /** As the user named it, relative to the working folder. */
  file?: string;
  /** From 1. */
  line?: number;
  /** From 1. */
  column?: number;
  /** What to do. */
  hint?: string;
  /** What is behind it, where other problems may have the same reason in other words; never shown. */
  cause?: string;
};

/** Usage, configuration, AppSpec file or bundle are wrong: exit code 2. Carries every mistake that was found. */
export class UsageError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(saidOf).join('\n'), options);
    this.name = 'UsageError';
    this.problems = problems;
  }
}

/** The run may not begin (preflight, lock, hold, order, missing proof): exit code 3. No deployment was created. */
export class RefusedError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(saidOf).join('\n'), options);
    this.name = 'RefusedError';
    this.problems = problems;
  }
}

/** `retail/eu-west-1: no such group`: the message after the destination it is about. */
export function saidOf({
  destination,
  message,
}: {
  destination?: string | undefined;
  message: string;
}): string {
  return destination === undefined ? message : `${destination}: ${message}`;
}

/** What is wrong in the same way in several destinations is said once, and names them all. */
export function together(problems: readonly Problem[]): Problem[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { destination, ...rest } = problem;
    const key = JSON.stringify(destination === undefined ? problem : rest);
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    const ids = same.flatMap(({ destination }) => destination ?? []);
    if (!first) return [];
    return ids.length < 2 ? same : [{ ...first, destination: listed([...new Set(ids)]) }];
  });
}

function listed(ids: readonly string[]): string {
  if (ids.length <= 4) return ids.join(', ');
  return `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more`;
}
