import type { Agents } from '../appspec/agent-versions.ts';
/** A role to assume in a destination's account. */
export type Role = {
  arn: string;
  externalId?: string;
  /** ARN of a role to assume first, from which `arn` is assumed. */
  via?: string;
  /** Session tags of the run: true demands them, false sends none; absent, they are sent if the trust policy allows `sts:TagSession`. */
  sessionTags?: boolean;
  /** Session tags beside those of the run. */
  ownTags?: Readonly<Record<string, string>>;
  /** Instead of the run's. */
  sessionName?: string;
  /** Whether who started the run is the session's source identity. */
  sourceIdentity?: boolean;
};

export type FileExistsBehavior = 'DISALLOW' | 'OVERWRITE' | 'RETAIN';

type AutoRollbackEvent =
  | 'DEPLOYMENT_FAILURE'
  | 'DEPLOYMENT_STOP_ON_ALARM'
  | 'DEPLOYMENT_STOP_ON_REQUEST';

/** Replaces the alarms of the deployment group for one deployment; no names switch them off. */
type AlarmOverride = {
  names: string[];
  ignorePollFailure: boolean;
  /** What follows where we cannot read one; `stop` unless told otherwise. */
  onInconclusive?: OnInconclusive;
};

/** What follows where it is unknown whether a destination is well. */
export type OnInconclusive = 'stop' | 'continue' | 'rollback';

/** A metric that is watched while a wave bakes. */
export type Gate = {
  name: string;
  metric: { namespace: string; name: string; dimensions: Record<string, string> };
  stat: string;
  /** Milliseconds, in whole minutes. */
  period: number;
  /** It fails above this, or below that. */
  above?: number;
  below?: number;
  minSamples: number;
  interval: number;
  /** How many looks in a row must fail, or be inconclusive. */
  failures: number;
  onInconclusive: OnInconclusive;
  /** Told and recorded, and nothing follows. */
  dryRun: boolean;
};

/** What to do differently when this tool, rather than CodeDeploy, rolls a destination back. */
type RollbackPolicy = {
  /** Overrides the group's automatic rollback; `[]` switches it off, absent leaves the group's own. */
  auto?: AutoRollbackEvent[];
  ignoreApplicationStopFailures?: boolean;
  fileExistsBehavior?: FileExistsBehavior;
};

/** One deployment group in one account and region, with everything that is set for it. Durations are milliseconds. */
export type Destination = {
  /** `retail/eu-west-1`, or `retail/eu-west-1/orders-legacy` where an environment has two groups there. */
  id: string;
  account: {
    name: string;
    /** Twelve digits. Absent only without a configuration file, until the credentials have told it. */
    id?: string;
    /** Whose credentials are used there, instead of the job's. */
    profile?: string;
  };
  region: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  partition: string;
  application: string;
  deploymentGroup: string;
  /** Absent: the credentials of the job are used as they are. */
  role?: Role;
  /** A role that may only read, for commands that change nothing. */
  readRole?: Role;
  bucket: string;
  /** The account the bucket must belong to; the destination's own unless told otherwise. */
  bucketOwner?: string;
  /** Full ARN of the key for SSE-KMS. */
  kms?: string;
  /** The tag without which hosts may not read a bundle. */
  guardTag?: string;
  /** Writes ask for S3's own encryption by name. */
  sse?: 'AES256';
  deploymentConfig?: string;
  fileExistsBehavior?: FileExistsBehavior;
  ignoreApplicationStopFailures: boolean;
  updateOutdatedInstancesOnly: boolean;
  alarms?: AlarmOverride;
  rollback: RollbackPolicy;
  /** One deployment, creation to end; on expiry it is stopped. */
  timeout: number;
  onBusy: 'wait' | 'fail' | 'stop';
  busyTimeout: number;
  onReady: 'continue' | 'wait' | 'verify-then-continue' | 'leave';
  failedInstances: 'warn' | 'fail';
  empty: 'fail' | 'skip';
  gates?: Gate[];
  verify: Check[];
};

/** A check after a deployment. Its texts may still hold `${version}` and `${digest}`: `complete` of template.ts fills them in. */
export type Check = {
  name: string;
  timeout: number;
  interval: number;
  consecutive: number;
  /** How many in a row must fail during a bake. */
  failures: number;
} & (
  | {
      kind: 'http';
      url: string;
      status: number;
      json: Record<string, unknown>;
      headers: Record<string, string>;
      /** Text that the body must contain. */
      contains?: string;
    }
  | ConsulCheck
  | { kind: 'command'; command: string[] }
);

export type ConsulCheck = {
  kind: 'consul';
  url: string;
  service: string;
  meta: Record<string, string>;
  tags: string[];
  /** Where Consul has a host's id: `node`, `meta.KEY`, `nodeMeta.KEY`; `count`: nowhere. */
  instance: string;
  datacenter?: string;
  namespace?: string;
  token?: string;
};

/** Destinations deployed at the same time. */
export type Wave = {
  name: string;
  destinations: Destination[];
  maxParallel: number;
  /** How many destinations may fail before `onFailure` takes hold. */
  maxFailures: number;
  /** `strict`: never more at once than may still fail before `onFailure` takes hold. */
  failureMode: 'soft' | 'strict';
  /** Milliseconds to wait after the wave is verified. */
  bake: number;
};

/** When destinations may be deployed to, each week. */
export type Window = {
  /** Globs over ids. */
  match: string[];
  /** Of the week, Sunday being 0. */
  days: number[];
  /** Minutes after midnight, by a wall clock of the zone. */
  from: number;
  /** Minutes. */
  length: number;
  zone: string;
};

/** A time in which nothing is deployed, in milliseconds since the epoch. */
export type Freeze = { from: number; to: number; reason: string };

/** An environment as one run sees it: every variable resolved that is known before the bundle is built. */
export type Environment = {
  name: string;
  application: string;
  /** Of the services that share the application. */
  bundleName?: string;
  /** Below which all its keys are in every bucket. */
  prefix?: string;
  waves: Wave[];
  /** Environments in which a release must be proven before it is promoted here. */
  after: string[];
  /** By their name: for how many milliseconds it must have been proven there. */
  soak?: Readonly<Record<string, number>>;
  /** What the hosts run. Absent: agent 1. */
  agents?: Agents;
  /** Alarms that this run was told to pass over. */
  ignoredAlarms?: string[];
  onFailure: 'stop' | 'rollback' | 'continue';
  stopRunning: boolean;
  /** `skip`: a run that finds a newer version in all its destinations ends well, with nothing deployed. */
  onOlder: 'refuse' | 'skip';
  /** What goes back itself is never rolled back: on `stop-and-rollback` it is left to go on. */
  onCancel: 'stop-and-rollback' | 'stop' | 'leave';
  /**
   * In whose bucket lease and hold are kept: the first destination of the file, whatever its wave, perhaps with
   * another bucket. Absent: the first there is.
   */
  recordsDestination?: Destination;
  /** Where metrics of runs are sent, as StatsD. */
  metrics?: { statsd: string; tags: 'telegraf' | 'datadog' | 'none'; prefix: string };
  /** The webhook that hears about runs, and when. */
  notify?: { url: string; on: readonly ('start' | 'failure' | 'end')[] };
  /** Absent: it may be deployed to at any time. A run that goes back has none. */
  schedule?: { windows: Window[]; freezes: Freeze[] };
  /** Present where the run is for some of the destinations only. */
  part?: {
    /** All there are. */
    whole: Destination[];
    /** The waves before the one that is deployed by itself. */
    earlier: Wave[];
  };
};

/** Those that the run is for. */
export function allDestinations(environment: Environment): Destination[] {
  return environment.waves.flatMap((wave) => wave.destinations);
}

/** For what goes back, and for rehearsals: they may run at any time. */
export function atAnyTime(environment: Environment): Environment {
  const { schedule: _, soak: __, ...rest } = environment;
  return rest;
}

/** Those of the waves before the one that is deployed by itself. */
export function earlierOf({ part }: Pick<Environment, 'part'>): Destination[] {
  return part?.earlier.flatMap((wave) => wave.destinations) ?? [];
}

/** Those that the run is not for as well: a release may be in their buckets alone. */
export function wholeOf(environment: Environment): Destination[] {
  return environment.part?.whole ?? allDestinations(environment);
}
