import { countAll, type DestinationResult, isGood } from './outcome.ts';

/** What instances of a destination run once a run has ended, as far as the run knows. */
export type RunningRelease =
  /**
   * The release that the run brought; `verified` where its checks held, or there were none; `partial`: not on every instance;
   * `rehearsed`: the hosts could do all that was asked of them.
   */
  | {
      state: 'new';
      version: string | undefined;
      verified: boolean;
      partial: boolean;
      rehearsed: boolean;
    }
  /** What ran before, brought back. */
  | { state: 'back'; version: string | undefined }
  /** What ran before has its traffic still; the release of that name waits for it. */
  | { state: 'ready'; version: string | undefined; waits: string | undefined }
  /** What ran before, never touched. */
  | { state: 'untouched'; version: string | undefined }
  /** Part-way between two releases, or not known. */
  | { state: 'unknown'; why: 'rollback-failed' | 'untold' | 'failed' | 'stopped' | 'timed-out' };

/** What one destination runs. What is not known to have ended is unknown, never one of the two releases. */
export function runningOf(result: DestinationResult): RunningRelease {
  const { outcome, rollback, version, before, instances } = result;
  if (rollback) {
    if (rollback.status === 'succeeded' && rollback.complete)
      return { state: 'back', version: rollback.version };
    return { state: 'unknown', why: 'rollback-failed' };
  }
  if (result.isUnknown) return { state: 'unknown', why: 'untold' };
  const partial = instances.succeeded < countAll(instances) - instances.skipped;
  const rehearsed = outcome !== 'not-rehearsed';
  if (outcome === 'ready') return { state: 'ready', version: before, waits: version };
  if (isGood(outcome)) return { state: 'new', version, verified: true, partial, rehearsed };
  if (outcome === 'not-verified' && instances.succeeded > 0)
    return { state: 'new', version, verified: false, partial, rehearsed };
  if (outcome === 'never-started' || outcome === 'skipped')
    return { state: 'untouched', version: before };
  if (outcome === 'stopped' || outcome === 'timed-out') return { state: 'unknown', why: outcome };
  return { state: 'unknown', why: 'failed' };
}

/** The version that all destinations are known to run, if they do. */
export function onlyVersionOf(results: readonly DestinationResult[]): string | undefined {
  const versions = results.map((result) => {
    const running = runningOf(result);
    if (running.state === 'unknown' || (running.state === 'new' && running.partial))
      return undefined;
    return running.version;
  });
  const [first] = versions;
  return versions.every((version) => version === first) ? first : undefined;
}
