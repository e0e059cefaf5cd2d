import type { Destination, Environment, Wave } from '../config/destination.ts';
import type { Problem } from '../problem.ts';
import type { BundleChanges, BundleListing } from './bundle-changes.ts';
import type { Untold } from './changes.ts';
import type { Current, LastAttempt } from './environment-status.ts';
import type { ReleaseRecord } from './release-record.ts';

export type PlanRequest = {
  environment: Environment;
  version: string;
  /** The version was asked for by name, so it may well be another commit's. */
  versionGiven: boolean;
  commit?: string | undefined;
  allowOlder: boolean;
  /** The environments that this one comes after, in which the version must be proven. */
  sources?: readonly Environment[] | undefined;
  /** What the job that built it gave; any other content is refused. */
  digest?: string | undefined;
  /** What a zip lists that would be deployed, where there is no release of the version yet. */
  listing?: BundleListing | undefined;
  /** Why it would be deployed without their proof. */
  force?: string | undefined;
};

/** A release of the version, and in how many of the environment's buckets it is. */
export type PlannedRelease =
  | { exists: true; record: ReleaseRecord; buckets: number; of: number }
  | { exists: false };

export type PlannedDestination = {
  destination: Destination;
  /** What would run; absent where nothing is known to be deployed there. */
  version?: string;
  /** Whether it could be read what runs there. */
  read: boolean;
  /** Absent where it could be read: nothing was ever deployed with success. */
  current?: Current;
  lastAttempt?: LastAttempt;
  /** What would be in its way. */
  inTheWay: Problem[];
  /** Worth knowing, but in nobody's way. */
  notes: Problem[];
  /** What could not be checked, and why. */
  unchecked: Problem[];
};

export type PlannedWave = Pick<
  Wave,
  'name' | 'bake' | 'maxParallel' | 'maxFailures' | 'failureMode'
> & {
  destinations: PlannedDestination[];
};

/** How the files of what would come differ from those of what runs in some destinations; what runs most comes first. */
export type PlannedFiles = {
  /** What runs, as it is: `s3://bucket/key`. */
  revision: string;
  /** Absent where it is not a release. */
  from?: string;
  to?: string;
  destinations: string[];
  /** The content is, by its digest. */
  isSameContent: boolean;
  files: BundleChanges | Untold;
};

/** What may be planned. */
export type Plannable = 'deploy' | 'promote' | 'rollback';

/** What a run would do, as far as it is known without changing anything. */
export type Plan = {
  command: Plannable;
  /** What all destinations would get; absent where that is not known, or differs between them. */
  version?: string;
  /** Of the content, as far as it is known. */
  digest?: string;
  /** In words, how that came to be chosen. */
  how?: string;
  environment: string;
  application: string;
  bundleName?: string;
  /** How many destinations the environment has, where the plan is for some of them only. */
  of?: number;
  /** Why nothing was asked of AWS; absent where it was. */
  offline?: string;
  /** Absent: it is not known. */
  release?: PlannedRelease;
  waves: PlannedWave[];
  /** Absent where AWS was not asked. */
  files?: PlannedFiles[];
  /** Of the environment as a whole. */
  inTheWay: Problem[];
  notes: Problem[];
};

/** Everything that is in the way, of destinations too. */
export function obstacles({ inTheWay, waves }: Plan): Problem[] {
  const rows = waves.flatMap(({ destinations }) => destinations);
  return [...inTheWay, ...rows.flatMap((row) => row.inTheWay)];
}

/** How many destinations of a wave deploy at the same time, once so many have failed. */
export function atOnce(
  {
    maxParallel,
    maxFailures,
    failureMode,
  }: Pick<Wave, 'maxParallel' | 'maxFailures' | 'failureMode'>,
  failed = 0,
): number {
  if (failureMode === 'soft') return maxParallel;
  return Math.max(1, Math.min(maxParallel, maxFailures + 1 - failed));
}
