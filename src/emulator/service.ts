import type { Agents } from '../appspec/agent-versions.ts';

/** Who signed a request: told by the access key, which the emulator's STS minted or its seed named. */
export type Principal = {
  accessKeyId: string;
  account: string;
  arn: string;
  /** ARN of the role whose session it is. */
  role?: string;
};

/** One operation asked of CodeDeploy, already authenticated; account and region come from the signature. */
export type CodeDeployCall = {
  operation: string;
  account: string;
  region: string;
  principal: Principal;
  /** The JSON body as it came. */
  input: unknown;
  /** Lists leave out what is newer than this moment of the emulator's clock: a scenario's late lists. */
  asOf?: number;
};

/** An error as AWS words it on the wire. */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ServiceError';
    this.code = code;
    this.status = status;
  }
}

/** CodeDeploy, seen from the HTTP server: a plain value or undefined (empty body) is the answer, a {@link ServiceError} the refusal. */
export interface CodeDeployService {
  handle(call: CodeDeployCall): Promise<unknown>;
  /** Ends everything under way; nothing of it runs afterwards. */
  close(): Promise<void>;
}

/** The bytes of an object, as an instance would download them. */
type StoredObject = { body: Buffer; eTag: string; versionId?: string };

/** What CodeDeploy's instances may ask of S3. Throws a {@link ServiceError} as S3 would. */
export interface ObjectReader {
  read(location: {
    account: string;
    region: string;
    bucket: string;
    key: string;
    version?: string;
    eTag?: string;
    /** The tag that the instance's role asks of what it reads. */
    tag?: string;
  }): StoredObject;
}

/** What exists when the emulator starts. */
export type Seed = {
  accounts: SeedAccount[];
  buckets: SeedBucket[];
  groups: SeedGroup[];
  /** CloudWatch alarms that there are; off unless a scenario has it otherwise. */
  alarms?: SeedAlarm[];
  /** CloudWatch metrics that there are. */
  metrics?: SeedMetric[];
  /** Whose the base credentials are; an IAM user of account 000000000000 unless told otherwise. */
  base?: { account: string; arn?: string };
};

/** `destinations`: how a scenario names whose it is. */
export type SeedAlarm = { account: string; region: string; name: string; destinations: string[] };

export type SeedMetric = SeedAlarm & {
  namespace: string;
  /** What every statistic gives, unless a scenario has it otherwise. */
  value: number;
};

export type SeedBucket = {
  name: string;
  region: string;
  account: string;
  versioning?: boolean;
  /** Its policy, as it is put. */
  policy?: string;
  /** What a bucket policy allows to other accounts; actions as in IAM (`s3:GetObject`, `s3:*`). */
  grants?: { account: string; actions: string[] }[];
};

export type SeedAccount = {
  id: string;
  name: string;
  /** Roles that can be assumed; `externalId` must then be given, `trusts` names the accounts that may. */
  roles: SeedRole[];
  /** OpenID Connect providers; where an account names none, every issuer is taken. */
  identityProviders?: { issuer: string; audience: string }[];
};

export type SeedRole = {
  arn: string;
  externalId?: string;
  trusts?: string[];
  /** Seconds; 3600 unless told otherwise, as IAM creates roles. */
  maxSessionDuration?: number;
  /** Whether the trust policy allows `sts:TagSession`; it does unless told otherwise. */
  sessionTags?: boolean;
  /** Whether it allows `sts:SetSourceIdentity`; likewise. */
  sourceIdentity?: boolean;
  /** Conditions of its trust policy on what the session has. */
  asks?: { tags?: Readonly<Record<string, string>>; sourceIdentity?: string };
  /** Globs for the subject of a web identity; any subject unless told otherwise. */
  subjects?: string[];
};

export type SeedGroup = {
  account: string;
  region: string;
  application: string;
  deploymentGroup: string;
  instances: number;
  deploymentConfig?: string;
  loadBalancer?: boolean;
  /** The group names the Auto Scaling group that its instances belong to. */
  autoScaling?: boolean;
  blueGreen?: boolean;
  /** What its hosts run; agent 1, unless told otherwise. */
  agents?: Agents;
  /** Milliseconds, in whole minutes: how long blue/green waits to be continued. */
  readyWait?: number;
  /** Milliseconds, in whole minutes: how long old instances of blue/green are kept. */
  terminationWait?: number;
  autoRollback?: string[];
  /** The deployment configuration goes zone by zone. Milliseconds, in whole seconds. */
  zones?: {
    watch?: number | undefined;
    watchFirst?: number | undefined;
    healthy?: number | undefined;
  };
  /** CloudWatch alarms that stop a deployment. */
  alarms?: string[];
  /** `retail/eu-west-1`: how a scenario names this group. */
  destination: string;
  /** The role of its instances reads nothing of S3 but what has this tag, as `key=value`. */
  readsTagged?: string;
};

/** What one lifecycle event did on one instance, in the agent's words (the payload of PutHostCommandComplete). */
export type EventReport = {
  /** 0 succeeded; 1 to 7 as in the agent's instance_agent/plugins/codedeploy/hook_executor.rb. */
  errorCode: number;
  scriptName: string;
  message: string;
  log: string;
  /** What the host would have needed, so that the event tells nothing of the release; `isLater`: it was lacking in an earlier event. */
  lacking?: { what: string[]; isLater: boolean };
};

/** A lifecycle event for one instance to carry out. */
export type HostCommand = {
  event: string;
  deploymentId: string;
  deploymentGroupId: string;
  deploymentGroup: string;
  application: string;
  account: string;
  region: string;
  instance: string;
  creator: string;
  deploymentType: 'IN_PLACE' | 'BLUE_GREEN';
  fileExistsBehavior: 'DISALLOW' | 'OVERWRITE' | 'RETAIN';
  /** That the role of the instance asks of what it reads. */
  tag?: string;
  revision: { bucket: string; key: string; bundleType: string; version?: string; eTag?: string };
  /** The deployment whose unpacked bundle may be taken instead of a download: of the mode RESTART. */
  reuseOf?: string;
};

/** The agent on one instance. `perform` never throws for what the bundle does wrong: that is a report. */
export interface HostAgent {
  /** Whether it takes the event before the signal ends the offer. Absent where it takes every one at once. */
  offer?(command: HostCommand, signal: AbortSignal): Promise<boolean>;
  perform(command: HostCommand, signal: AbortSignal): Promise<EventReport>;
  /** Ends what its scripts started and removes its folder. */
  close(): Promise<void>;
}

/** Makes the agents of the instances; absent, instances are scripted and only take their time. */
export type HostFactory = (instance: string, group: SeedGroup) => HostAgent;
