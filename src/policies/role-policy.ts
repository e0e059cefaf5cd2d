import { guardValue } from '../config/guard-tag.ts';
import { keyPatterns, type Owner } from '../release/object-keys.ts';
import { allow, type PolicyDocument, policyOf, type Statement } from './statement.ts';

/**
 * What a job is for. `build` has no identity at all; `read` looks, also for what promotes into the next environment;
 * `promote` deploys what is proven; `deploy` does that and all else: rollbacks, holds, what an interrupted run left.
 */
export type JobRole = 'build' | 'read' | 'promote' | 'deploy';

/** For what in which account a role is. */
export type Scope = {
  partition: string;
  accountId: string;
  owner: Owner;
  /** The CodeDeploy application, where it is another than the owner's. */
  application?: string;
  /** The environment; `*` for all of them. */
  environment: string;
  /** Names of buckets; `*` may stand in them. */
  buckets: readonly string[];
  /** Whose they are, where they are another account's. */
  bucketOwner?: string;
  /** What is watched while waves bake; nothing of CloudWatch is asked for otherwise. */
  watches?: { alarms: boolean; metrics: boolean };
  /** ARN of the key that the buckets are encrypted with. */
  kms?: string;
  /** The tag without which hosts may not read a bundle. */
  guardTag?: string;
  /** Where it is promoted from: S3 copies from there. */
  copiesFrom?: readonly CopySource[];
};

/** Buckets of an environment that another one is promoted from, with the keys that encrypt them. */
export type CopySource = {
  owner: Owner;
  accountId: string;
  /** Names; `*` may stand in them. */
  buckets: readonly string[];
  kms: readonly string[];
};

/** Everything that a role may do, and why; nothing else is called. */
export function statementsFor(role: JobRole, scope: Scope): Statement[] {
  const { read, create, records, holds } = statementsOf(scope);
  const byRole = {
    build: [],
    read,
    promote: [...read, ...create, ...records],
    deploy: [...read, ...create, ...records, ...holds],
  };
  return byRole[role];
}

export function policyFor(role: JobRole, scope: Scope): PolicyDocument {
  return policyOf(statementsFor(role, scope));
}

function statementsOf(scope: Scope) {
  const [codedeploy, s3] = [codedeployStatements(scope), s3Statements(scope)];
  const { alarms, metrics } = watchStatements(scope);
  return {
    ...s3,
    read: [...codedeploy.read, ...s3.read, ...alarms],
    create: [...codedeploy.create, ...s3.create, ...copyStatements(scope), ...metrics],
  };
}

/** Composite alarms are told only to who may read all, and metrics cannot be limited: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html */
function watchStatements({ watches = { alarms: false, metrics: false } }: Scope) {
  return {
    alarms: watches.alarms
      ? [
          allow(
            'LookAtAlarms',
            '*',
            ['cloudwatch:DescribeAlarms'],
            'an alarm that is on keeps a wave from starting, and ends its bake',
          ),
        ]
      : [],
    metrics: watches.metrics
      ? [
          allow(
            'LookAtMetrics',
            '*',
            ['cloudwatch:GetMetricData'],
            'gates, while a wave bakes; AWS cannot limit it',
          ),
        ]
      : [],
  };
}

/** S3 reads the source of a copy with the rights of who asks for it. */
function copyStatements({ partition, copiesFrom = [] }: Scope): Statement[] {
  return copiesFrom.flatMap(({ owner, accountId, buckets, kms }) => [
    {
      ...allow(
        'CopyBundles',
        buckets.map(
          (one) => `arn:${partition}:s3:::${one}/${keyPatterns({ ...owner, name: '*' }).bundles}`,
        ),
        ['s3:GetObject'],
        'S3 itself copies what is promoted',
      ),
      Condition: { StringEquals: { 'aws:ResourceAccount': accountId } },
    },
    ...(kms.length > 0
      ? [allow('DecryptSource', kms, ['kms:Decrypt'], 'what is copied may be encrypted')]
      : []),
  ]);
}

/** What each action can be limited to: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodedeploy.html */
function codedeployStatements({ partition, accountId, owner, application }: Scope) {
  const arn = `arn:${partition}:codedeploy:*:${accountId}`;
  const name = application ?? owner.application;
  const group = `${arn}:deploymentgroup:${name}/*`;
  const of = `${arn}:application:${name}`;
  return {
    read: [
      allow(
        'LookAtGroups',
        group,
        ['codedeploy:BatchGetDeployments', 'codedeploy:GetDeploymentGroup'],
        'what a group runs, and how its deployments go',
      ),
      allow(
        'LookAtConfigurations',
        `${arn}:deploymentconfig:*`,
        ['codedeploy:GetDeploymentConfig'],
        'checked before a run; CreateDeployment asks for it too',
      ),
      allow(
        'LookAtInstances',
        '*',
        ['codedeploy:BatchGetDeploymentTargets', 'codedeploy:ListDeploymentTargets'],
        'causes of failures; AWS cannot limit these to an application',
      ),
    ],
    create: [
      allow(
        'CreateDeployments',
        group,
        ['codedeploy:CreateDeployment', 'codedeploy:ListDeployments'],
        'to deploy, and to find what was created when the answer was lost',
      ),
      allow(
        'RegisterRevisions',
        of,
        ['codedeploy:GetApplicationRevision', 'codedeploy:RegisterApplicationRevision'],
        'CreateDeployment asks for them',
      ),
      allow(
        'EndDeployments',
        '*',
        ['codedeploy:ContinueDeployment', 'codedeploy:StopDeployment'],
        'blue/green, timeouts, cancels; AWS cannot limit these to an application',
      ),
    ],
  };
}

function s3Statements(scope: Scope) {
  const { partition, owner, environment, buckets, kms, bucketOwner, accountId, guardTag } = scope;
  const keys = keyPatterns({ ...owner, name: environment });
  const inAll = (key?: string) =>
    buckets.map((bucket) => `arn:${partition}:s3:::${bucket}${key === undefined ? '' : `/${key}`}`);
  // Somebody else's bucket of that name gets nothing, whatever the tool is told.
  const ours = { StringEquals: { 'aws:ResourceAccount': bucketOwner ?? accountId } };
  const within = (...[sid, resource, actions, why]: Parameters<typeof allow>) => ({
    ...allow(sid, resource, actions, why),
    Condition: ours,
  });
  const tagged = (sid: string, verb: string, why: string, tag?: string) => {
    if (guardTag === undefined) return [];
    const actions = [`s3:${verb}ObjectTagging`, `s3:${verb}ObjectVersionTagging`];
    const { Condition, ...allowed } = within(sid, inAll(keys.bundles), actions, why);
    const asks = tag && { [`s3:RequestObjectTag/${tag}`]: guardValue };
    return [{ ...allowed, Condition: { StringEquals: { ...Condition.StringEquals, ...asks } } }];
  };
  const put = ['s3:PutObject'];
  const key = (sid: string, actions: string[], why: string) =>
    kms === undefined ? [] : [allow(sid, kms, actions, why)];
  return {
    read: [
      within('ReadBundlesAndRecords', inAll(keys.all), ['s3:GetObject'], 'bytes are hashed'),
      within(
        'ListBuckets',
        inAll(),
        ['s3:ListBucket'],
        'records are listed; without it S3 says "denied" for what does not exist',
      ),
      ...tagged('ReadTags', 'Get', 'whether hosts may read what they run'),
      ...key('Decrypt', ['kms:Decrypt'], 'to read what is encrypted'),
    ],
    create: [
      within(
        'WriteBundles',
        inAll(keys.bundles),
        ['s3:AbortMultipartUpload', ...put],
        'created, never overwritten',
      ),
      ...tagged('Admit', 'Put', 'hosts may read what has passed the checks', guardTag),
      within('WriteReleases', inAll(keys.releases), put, 'created, never overwritten'),
      ...key('Encrypt', ['kms:GenerateDataKey'], 'to write what is encrypted'),
    ],
    records: [
      within('WriteRuns', inAll(keys.runs), put, 'what a run did: created, never overwritten'),
      within('Lock', inAll(keys.lock), put, 'who is at work'),
    ],
    holds: [within('Hold', inAll(keys.hold), put, 'set by a rollback, and by hand')],
  };
}
