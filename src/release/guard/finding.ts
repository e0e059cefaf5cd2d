import { describeFault } from '../../aws/advice.ts';
import type { Destination } from '../../config/destination.ts';
import { type Problem, RefusedError, UsageError } from '../../problem.ts';

/** What a check before the first upload has found. */
export type Finding = {
  /** `unchecked`: the check could not be made, and nothing is known. */
  kind: 'problem' | 'warning' | 'unchecked';
  problem: Problem;
};

export function problemsOf(kind: Finding['kind'], findings: readonly Finding[]): Problem[] {
  return findings.filter((one) => one.kind === kind).map(({ problem }) => problem);
}

/** What a check says that rejected. */
export function problemsIn(error: unknown): Problem[] {
  if (error instanceof RefusedError || error instanceof UsageError) return [...error.problems];
  return [describeFault(error, {})];
}

/** A check that could not be made: `what` it would have told, and why it could not. */
export function notChecked(
  destination: Destination,
  what: string,
  operation: string,
  error: unknown,
): Finding {
  const { message: why, ...rest } = describeFault(error, { destination, operation });
  return { kind: 'unchecked', problem: { ...rest, message: `${what}: ${why}` } };
}
