import type { DestinationResult, Outcome, Verdict } from './outcome.ts';

/** From the worst to the best: a run is what its worst destination is. */
const severity: readonly Outcome[] = [
  'failed',
  'timed-out',
  'stopped',
  'rolled-back',
  'not-verified',
  'never-started',
  'succeeded',
];

/** The signal that cancelled a run, if one did. */
export type Cancellation = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGBREAK';

/**
 * Judges a run by its destinations. A destination that was skipped because it has no instances does
 * not make a run worse, but a run in which nothing at all was deployed has not succeeded.
 */
export function judge(
  results: readonly DestinationResult[],
  cancelled?: Cancellation,
): { verdict: Verdict; exitCode: number } {
  if (cancelled) return { verdict: 'cancelled', exitCode: exitCodeOf(cancelled) };
  const verdict = worstOutcome(results.map((result) => result.outcome));
  return { verdict, exitCode: verdict === 'succeeded' ? 0 : 1 };
}

/** A lost terminal ends a run as SIGTERM does. */
export function exitCodeOf(cancelled: Cancellation): number {
  return cancelled === 'SIGTERM' || cancelled === 'SIGHUP' ? 143 : 130;
}

function worstOutcome(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.length === 0) return 'never-started';
  if (outcomes.every((outcome) => outcome === 'skipped')) return 'skipped';
  return severity.find((outcome) => outcomes.includes(outcome)) ?? 'failed';
}
