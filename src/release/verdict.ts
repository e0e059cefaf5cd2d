import {
  type DestinationResult,
  isAsAsked,
  isGood,
  type Outcome,
  type Verdict,
} from './outcome.ts';

/** The signal that cancelled a run, if one did. */
export type Cancellation = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGBREAK';

/**
 * Judges a run by its destinations: one word where all share it, else `split`. A destination that was skipped because it
 * has no instances does not make a run worse, but a run in which nothing at all was deployed has not succeeded. What could not
 * be rehearsed somewhere was not rehearsed, also where all else went well; and what waits somewhere for its traffic is ready.
 */
export function judge(
  results: readonly DestinationResult[],
  cancelled?: Cancellation,
): { verdict: Verdict; exitCode: number } {
  if (cancelled) return { verdict: 'cancelled', exitCode: exitCodeOf(cancelled) };
  const verdict = sharedOutcome(results.map((result) => result.outcome));
  return { verdict, exitCode: isAsAsked(verdict) ? 0 : 1 };
}

/** A lost terminal ends a run as SIGTERM does. */
export function exitCodeOf(cancelled: Cancellation): number {
  return cancelled === 'SIGTERM' || cancelled === 'SIGHUP' ? 143 : 130;
}

function sharedOutcome(outcomes: readonly Outcome[]): Verdict {
  if (outcomes.length === 0) return 'never-started';
  const [first, ...others] = new Set(outcomes.filter((outcome) => outcome !== 'skipped'));
  if (first === undefined) return 'skipped';
  const all = [first, ...others];
  if (all.every(isAsAsked) && all.includes('ready')) return 'ready';
  if (all.every(isGood) && others.length > 0) return 'not-rehearsed';
  return others.length === 0 ? first : 'split';
}
