import type { PastRun, PastRuns } from '../release/past-run.ts';

export type ToldRun = Exclude<PastRun, { unread: string }>;

/** What the last runs of an environment come to, each figure with what it was made of. */
export type HistoryFigures = {
  /** Runs that are told, and how many there are in all. */
  told: number;
  of: number;
  /** That cannot be read; of these, how many are of a newer fanout. In no other figure. */
  unread: number;
  newer: number;
  /** Runs that deployed to a destination at least. */
  deployed: number;
  /** Of these, how many did not succeed. */
  failed: number;
  /** In percent; absent where nothing was deployed. */
  failedShare?: number;
  /** Of how many deployments in how many days; absent where nothing was deployed. */
  perWeek?: { deployments: number; days: number; value: number };
};

const DAY = 24 * 3_600_000;
const MOST_DAYS = 28;
const LEAST_DAYS = 7;

/** At a time in ms since the epoch. */
export function historyFigures({ runs, of }: PastRuns, now: number): HistoryFigures {
  const told = runs.filter((run): run is ToldRun => !('unread' in run));
  // What a stop ends was deployed by another run.
  const deployments = told.filter(({ deployed, command }) => deployed > 0 && command !== 'stop');
  const failed = deployments.filter(hasFailed).length;
  const counts = {
    told: runs.length,
    of,
    unread: runs.length - told.length,
    newer: runs.filter((run) => 'unread' in run && run.newer).length,
    deployed: deployments.length,
    failed,
  };
  if (deployments.length === 0) return counts;
  const days = daysOf(told, of > runs.length, now);
  const recent = deployments.filter(({ at }) => at >= now - days * DAY).length;
  return {
    ...counts,
    failedShare: (100 * failed) / deployments.length,
    perWeek: { deployments: recent, days, value: (recent * 7) / days },
  };
}

export function hasFailed({ command, verdict }: ToldRun): boolean {
  if (command === 'stop') return verdict !== 'stopped' && verdict !== 'rolled-back';
  return verdict !== 'succeeded' && verdict !== 'ready';
}

/** Four weeks, or as far back as is known: where older runs are left out, no further than the oldest that is told. */
function daysOf(told: readonly ToldRun[], isCut: boolean, now: number): number {
  const oldest = Math.min(...told.map(({ at }) => at));
  const known = (now - oldest) / DAY;
  return Math.min(MOST_DAYS, Math.max(isCut ? 1 / 24 : LEAST_DAYS, known));
}

/** In seconds: what deployments that succeeded took of late, by the middle one; absent where there are fewer than three. */
export function expectedSeconds(
  { runs }: PastRuns,
  command: string,
): { seconds: number; of: number } | undefined {
  const seconds = runs
    .filter((run): run is ToldRun => !('unread' in run))
    .filter((run) => run.command === command && run.deployed > 0 && !hasFailed(run))
    .flatMap((run) => run.seconds ?? [])
    .slice(0, 10)
    .toSorted((a, b) => a - b);
  const middle = seconds[Math.floor(seconds.length / 2)];
  return seconds.length < 3 || middle === undefined
    ? undefined
    : { seconds: middle, of: seconds.length };
}
