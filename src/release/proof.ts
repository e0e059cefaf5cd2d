import type { DestinationRecord, RunRecord } from './records.ts';

/** What the records of a destination say about one version. */
export type Proof = { proven: true; run: string; digest: string } | { proven: false; why: string };

/**
 * Whether a version is proven in a destination. The latest run that had to do with the version there
 * decides: a failure un-proves its own version, never an earlier one.
 */
export function proofOf(version: string, destination: string, runs: readonly RunRecord[]): Proof {
  for (const run of runs) {
    const entry = run.destinations.find((one) => one.destination === destination);
    if (!entry) continue;
    if (run.version === version) return judge(run, entry);
    if (run.command === 'rollback' && entry.before === version && isDone(entry))
      return { proven: false, why: `rolled back to ${run.version} by run ${run.run}` };
  }
  return { proven: false, why: 'not deployed there' };
}

/** The versions that any run deployed to a destination with success, newest first. */
export function versionsOf(destination: string, runs: readonly RunRecord[]): string[] {
  const versions = runs
    .filter((run) => run.destinations.some((one) => one.destination === destination && isDone(one)))
    .map(({ version }) => version);
  return [...new Set(versions)];
}

function judge({ run, digest }: RunRecord, entry: DestinationRecord): Proof {
  if (!isDone(entry)) return { proven: false, why: `${entry.outcome} in run ${run}` };
  if (!entry.verified) return { proven: false, why: `not verified in run ${run}` };
  return { proven: true, run, digest };
}

function isDone({ outcome }: DestinationRecord): boolean {
  return outcome === 'succeeded';
}
