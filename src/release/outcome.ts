/**
 * What may become of one destination. `ready`: the new instances of blue/green wait for their traffic, as `onReady: leave` has it;
 * what ran before has it still, and nothing is proven.
 */
export const outcomes = [
  'succeeded',
  'not-rehearsed',
  'ready',
  'failed',
  'rolled-back',
  'stopped',
  'timed-out',
  'not-verified',
  'never-started',
  'skipped',
] as const;

export type Outcome = (typeof outcomes)[number];

/**
 * What became of the run: the outcome that all destinations share, `split` where they do not, or that it never got to deploying;
 * `superseded`: not even begun, since all of them run a newer version, and `onOlder` has that end well.
 */
export const verdicts = [
  ...outcomes,
  'split',
  'superseded',
  'cancelled',
  'refused',
  'invalid',
] as const;

export type Verdict = (typeof verdicts)[number];

/** Whether all went well: `not-rehearsed` is what a rehearsal says where its hosts could not do all that was asked of them. */
export function isGood(outcome: Outcome | Verdict): boolean {
  return outcome === 'succeeded' || outcome === 'not-rehearsed';
}

/** Whether it came to where it was to come to: what is left ready is neither verified nor a failure. */
export function isAsAsked(outcome: Outcome | Verdict): boolean {
  return isGood(outcome) || outcome === 'ready';
}

/** Instances of one deployment by state, as CodeDeploy counts them. */
export type InstanceCounts = {
  pending: number;
  inProgress: number;
  succeeded: number;
  failed: number;
  skipped: number;
  ready: number;
};

/** Why something failed. Causes that are equal but for the instance are one. Text from instances is hostile. */
export type Cause = {
  /** Instances that failed in this way; empty where CodeDeploy names none. */
  instances: string[];
  /** How many instances the deployment had. */
  of: number;
  /** Lifecycle event. */
  event?: string;
  script?: string;
  /** CodeDeploy's error code, of the instance or else of the deployment. */
  code?: string;
  message: string;
  /** The last lines of the script's output. */
  log?: string;
  /** What to do about it. */
  advice?: string;
};

/** The code of a cause that is not a failure: what the host of a rehearsal could not do. */
export const notRehearsed = 'NotRehearsed';

/** How a rollback ended; of the last two, nobody knows whether it has. */
export const rollbackStatuses = ['succeeded', 'failed', 'stopped', 'timed-out', 'unknown'] as const;

/** A deployment that put back what ran before. */
export type Rollback = {
  deploymentId: string;
  status: (typeof rollbackStatuses)[number];
  /** What runs again; undefined where the revision is not one of ours. */
  version?: string;
  /** Every instance is back. */
  complete: boolean;
  by: 'codedeploy' | 'fanout';
};

/** `inconclusive`: it could not be told. */
export type GateVerdict = 'pass' | 'fail' | 'inconclusive';

/** What an alarm or a metric came to that was watched. */
export type GateResult = {
  kind: 'alarm' | 'metric';
  name: string;
  verdict: GateVerdict;
  message: string;
  /** Nothing follows from it. */
  dryRun?: true;
};

/** What a check after the deployment came to. */
export type CheckResult = {
  name: string;
  passed: boolean;
  seconds: number;
  message?: string;
  /** It could not be made in this rehearsal. */
  notRehearsed?: true;
};

export type DestinationResult = {
  destination: string;
  outcome: Outcome;
  /** What was to be deployed. */
  version?: string;
  /** What ran when the run began, where that is one of ours. */
  before?: string;
  deploymentId?: string;
  rollback?: Rollback;
  /** From creation to the end of following, rollback included. */
  seconds: number;
  instances: InstanceCounts;
  causes: Cause[];
  /** Absent where nothing was checked. */
  checks?: CheckResult[];
  /** Absent where neither alarms nor metrics were watched. */
  gates?: GateResult[];
  /** In words, where the outcome alone does not tell: why never started, how long it was followed. */
  reason?: string;
  consoleUrl?: string;
  /** How its deployment ended, or whether there is one, could not be told: `outcome` is the worst that it may be. */
  isUnknown?: true;
  /** It was to be stopped, and was still under way when the run ended. */
  goesOn?: true;
  /** Its deployment succeeded, and the run ended before its checks did. */
  isUnchecked?: true;
};

export const noInstances: InstanceCounts = {
  pending: 0,
  inProgress: 0,
  succeeded: 0,
  failed: 0,
  skipped: 0,
  ready: 0,
};

export function countAll(counts: InstanceCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
