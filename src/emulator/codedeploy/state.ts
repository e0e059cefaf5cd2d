import type { SeedGroup } from '../service.ts';
import type { Enums, Structures } from './model.generated.ts';

// Times are milliseconds since the epoch, by the emulator's clock.

/** CodeDeploy, and what it deploys to, in one account and region. */
export type Scope = {
  account: string;
  region: string;
  partition: string;
  applications: Map<string, Application>;
  configs: Map<string, DeploymentConfig>;
  /** In the order of their creation. */
  deployments: Map<string, Deployment>;
  fleet: Set<Instance>;
  /** Names of the CloudWatch alarms that are in alarm. */
  alarms: Set<string>;
};

export type Application = {
  id: string;
  name: string;
  createTime: number;
  groups: Map<string, Group>;
  /** By {@link revisionKey}. */
  revisions: Map<string, Revision>;
  tags: Map<string, string>;
};

export type DeploymentConfig = {
  id: string;
  name: string;
  createTime: number;
  minimumHealthy: MinimumHealthy;
  /** Goes zone by zone. */
  zonal?: Structures['ZonalConfig'];
  predefined: boolean;
};

export type MinimumHealthy = {
  /** MOST_CONCURRENCY is `CodeDeployDefault.OneAtATime`: so many at a time. */
  type: Enums['MinimumHealthyHostsType'] | 'MOST_CONCURRENCY';
  value: number;
};

export type Revision = {
  location: Structures['RevisionLocation'];
  description?: string | undefined;
  registerTime: number;
  firstUsedTime?: number;
  lastUsedTime?: number;
};

/** What CreateDeploymentGroup and UpdateDeploymentGroup set. */
export type GroupSettings = Omit<
  Structures['UpdateDeploymentGroupInput'],
  'applicationName' | 'currentDeploymentGroupName' | 'newDeploymentGroupName' | 'serviceRoleArn'
> & { deploymentConfigName: string; serviceRoleArn: string };

export type Group = {
  id: string;
  name: string;
  application: Application;
  settings: GroupSettings;
  tags: Map<string, string>;
  /** How a scenario and the hosts know it. */
  seed: SeedGroup;
  /** What was last deployed with success. */
  targetRevision?: Structures['RevisionLocation'];
  lastSuccessful?: Deployment;
  lastAttempted?: Deployment;
  /** Holds the place of the group's one active deployment, until a rollback that is due has begun. */
  active?: Deployment;
  /** How many deployments but rollbacks it has had since the outcomes were last set. */
  count: number;
};

export type Instance = {
  id: string;
  tags: Readonly<Record<string, string>>;
  autoScalingGroup: string;
  /** The seeded or created group it was made for. */
  seed: SeedGroup;
  /** From 1 within that group: how a scenario counts. */
  number: number;
  /** By id of the deployment group. */
  health: Map<string, Health>;
};

type Health = {
  /** {@link revisionKey} of what was last installed with success. */
  revision?: string | undefined;
  /** Whether the last deployment to the instance succeeded. */
  healthy: boolean;
};

export type LifecycleEvent = {
  name: string;
  status: Enums['LifecycleEventStatus'];
  startTime?: number;
  endTime?: number;
  diagnostics?: Structures['Diagnostics'];
};

export type Target = {
  instance: Instance;
  status: Enums['TargetStatus'];
  label?: Enums['TargetLabel'];
  updatedAt: number;
  events: LifecycleEvent[];
};

export type S3Revision = { bucket: string; key: string; bundleType: string } & Pick<
  Structures['S3Location'],
  'version' | 'eTag'
>;

export type Deployment = {
  id: string;
  scope: Scope;
  group: Group;
  creator: Enums['DeploymentCreator'];
  /** Which one of the group's, from 1, rollbacks not counted; a rollback has none. */
  number?: number;
  description?: string | undefined;
  revision: Structures['RevisionLocation'];
  bundle: S3Revision;
  previousRevision?: Structures['RevisionLocation'] | undefined;
  config: DeploymentConfig;
  settings: GroupSettings;
  ignoreApplicationStopFailures: boolean;
  updateOutdatedInstancesOnly: boolean;
  fileExistsBehavior: Enums['FileExistsBehavior'];
  targetInstances?: Structures['TargetInstances'] | undefined;
  autoRollback: Structures['AutoRollbackConfiguration'];
  alarms?: Structures['AlarmConfiguration'] | undefined;
  overrideAlarms?: Structures['AlarmConfiguration'] | undefined;
  status: Enums['DeploymentStatus'];
  createTime: number;
  startTime?: number;
  completeTime?: number;
  error?: Structures['ErrorInformation'] | undefined;
  statusInfo?: string;
  /** Known once it has started. */
  targets?: Target[];
  rollback?: Structures['RollbackInfo'];
  related?: Structures['RelatedDeployments'];
  terminationWaitStarted: boolean;
  /** Why it is to end before its time. */
  halt?: Halt;
  /** Aborted when the emulator closes. */
  closing: AbortSignal;
  /** Aborted with {@link halt}: ends what only waits. */
  halting: AbortController;
  /** The deployment that this one rolls back. */
  undoes?: Deployment;
  /** Of the mode RESTART: the deployment whose revision is started again. */
  restarts?: Deployment;
  /** Instances made for this deployment, as long as they may have to go again. */
  provisioned?: Instance[];
  /** A wait of a blue/green deployment that ContinueDeployment ends. */
  wait?: { kind: Enums['DeploymentWaitType']; over: AbortController };
  /** What BatchGetDeployments and ListDeployments tell of, as it was at earlier moments; oldest first. */
  history: Snapshot[];
};

export type Halt = {
  status: 'Failed' | 'Stopped';
  error: Structures['ErrorInformation'];
  /** Whether to roll back; undefined leaves it to the automatic rollback configuration. */
  rollBack?: boolean | undefined;
};

export type Snapshot = { at: number } & Pick<
  Deployment,
  | 'status'
  | 'error'
  | 'startTime'
  | 'completeTime'
  | 'rollback'
  | 'related'
  | 'terminationWaitStarted'
> & { overview?: Structures['DeploymentOverview'] | undefined };

const ends: readonly string[] = ['Succeeded', 'Failed', 'Stopped'];

export function hasEnded(deployment: { status: string }): boolean {
  return ends.includes(deployment.status);
}

/** Equal for what CodeDeploy takes for the same revision: bucket, key and type, and version and eTag where given. */
export function revisionKey({
  revisionType,
  s3Location,
  gitHubLocation,
}: Structures['RevisionLocation']): string {
  if (revisionType === 'GitHub') {
    return JSON.stringify(['GitHub', gitHubLocation?.repository, gitHubLocation?.commitId]);
  }
  const { bucket, key, bundleType, version, eTag } = s3Location ?? {};
  return JSON.stringify([bucket, key, bundleType, version, eTag?.replaceAll('"', '')]);
}
