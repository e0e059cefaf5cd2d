import type { Destination } from '../config/destination.ts';
import type { Problem } from '../problem.ts';
import type { Behind } from './behind.ts';
import type { Hold, PlannedFreeze } from './hold.ts';
import type { InstanceCounts } from './outcome.ts';

/** What a deployment brought, read by its revision. */
export type Revision = {
  /** Where the revision is one of ours. */
  version?: string;
  /** Of the object, where it came from S3. */
  key?: string;
  bucket?: string;
  /** The revision as it is: `s3://bucket/key`, `GitHub owner/repository@commit`. */
  text: string;
};

/** What runs in a destination: the last deployment that succeeded. */
export type Current = Revision & {
  deploymentId: string;
  since?: Date;
  /** Which run built it, as its release's record tells, else its deployment's description. */
  build?: string;
  commit?: string;
  /** Full content digest, where the release's record tells. */
  digest?: string;
  /** Who started the deployment, where it was none of ours: `by hand`, `by CodeDeploy's rollback`. */
  startedBy?: string;
  proven: boolean;
  /** Why it is not proven. */
  reason?: string;
  /** What else could not be read of it, or that the reason is that something could not be. */
  unread?: string;
  /** A run's record says that it failed here, rather than that nothing is known. */
  failed: boolean;
  /** Of the deployment. */
  instances: InstanceCounts;
};

/** The last deployment, where it is another one than what runs, or what was rolled back to what runs. */
export type LastAttempt = Revision & {
  deploymentId: string;
  /** CodeDeploy's: `Failed`, `Stopped`, `InProgress`, … */
  status: string;
  since?: Date;
  instances: InstanceCounts;
  /** CodeDeploy's own error. */
  message?: string;
};

/** What a status endpoint says; `says` holds only values that were compared. */
export type ProbeAnswer = { check: string; holds: boolean; says: string };

/** What a run did to a destination that does not answer now; `at`: when the run ended, ISO 8601. */
export type LastKnown = { at: string; run: string; version?: string; outcome: string };

export type DestinationStatus = {
  destination: Destination;
  /** Why nothing is known of it. */
  problem?: Problem;
  /** Where nothing is known of it: what a record in another region tells. */
  lastKnown?: LastKnown;
  /** Absent: nothing was ever deployed with success. */
  current?: Current;
  lastAttempt?: LastAttempt;
  /** Instances that are not on the current revision, as far as the deployments tell. */
  stale: string[];
  /** Some of these could not be named. */
  isNameless?: true;
  drift: string[];
  /** Absent: it was not asked. */
  probe?: ProbeAnswer[];
};

export type EnvironmentStatus = {
  environment: string;
  application: string;
  bundleName?: string;
  hold?: Hold;
  /** That are planned, or have begun. */
  freezes?: readonly PlannedFreeze[];
  /** The run that is at work. */
  lease?: { run: string; since: string };
  behind: Behind[];
  /** What of the environment itself could not be read. */
  problems: Problem[];
  destinations: DestinationStatus[];
};
