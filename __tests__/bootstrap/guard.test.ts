import { runSimulation } from '@cloud-copilot/iam-simulate';
import { describe, expect, test } from '@jest/globals';
import { openAws } from '../../src/aws/session.ts';
import type { Resource } from '../../src/bootstrap/cloudformation-template.ts';
import { policyLines } from '../../src/bootstrap/policy-lines.ts';
import { lookAtAdmitted } from '../../src/cli/look-at-admitted.ts';
import { loadConfiguration } from '../../src/config/configuration.ts';
import { resolveEnvironment } from '../../src/config/environment.ts';
import { aDestination, anEnvironment, aWave } from '../release/makers.ts';
import { openWorld } from '../release/world.ts';
import { neededBy, templatesFor, twoAccounts } from './configured.ts';

const accountId = '222222222222';
const bucket = `deploy-${accountId}-eu-west-1`;
const zip = `arn:aws:s3:::${bucket}/orders/1.1-0123456789abcdef.zip`;
const guarded = twoAccounts.replace('source: build,', 'source: build, guard: true,');
/** Two environments in one bucket, each with roles of its own. */
const shared = guarded
  .replace('role/codedeploy-fanout', 'role/fanout-${environment}')
  .replace('accounts: [dev]', 'accounts: [retail]');

type Asked = {
  action: string;
  on?: string;
  context?: Record<string, string | string[]>;
};

const tls = { 'aws:SecureTransport': 'true', 'aws:ResourceAccount': accountId };
const has = (environment: string) => ({ [`s3:ExistingObjectTag/fanout-${environment}`]: 'yes' });
const gives = (environment: string) => ({
  [`s3:RequestObjectTag/fanout-${environment}`]: 'yes',
  's3:RequestObjectTagKeys': [`fanout-${environment}`],
});

const everything = [
  {
    name: 'everything',
    policy: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    },
  },
];

/** What IAM and S3 say together, by an evaluator that nobody here wrote. */
async function judged(text: string, role: string, { action, on = zip, context = {} }: Asked) {
  const resources = Object.values(
    templatesFor(text, { github: ['acme/orders'], also: ['promote'] }).get(
      `account-retail-${accountId}`,
    )?.template.Resources ?? {},
  );
  const [, environment] = /^instances of (\w+)$/.exec(role) ?? [];
  const own = resources.find(
    ({ Type, Properties }) =>
      Type === 'AWS::IAM::Role' &&
      (environment === undefined
        ? Properties.RoleName === role
        : JSON.stringify(Properties).includes(`ExistingObjectTag/fanout-${environment}`)),
  );
  const name = environment === undefined ? role : 'instances';
  const answer = await runSimulation(
    {
      request: {
        principal: `arn:aws:sts::${accountId}:assumed-role/${name}/job`,
        action,
        resource: { resource: on, accountId },
        contextVariables: {
          ...tls,
          // Of a session AWS tells its role.
          'aws:PrincipalArn': `arn:aws:iam::${accountId}:role/${name}`,
          ...context,
        },
      },
      identityPolicies: own ? policiesOf(own) : everything,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: resources.find(
        ({ Type, Properties }) =>
          Type === 'AWS::S3::BucketPolicy' && JSON.stringify(Properties).includes(`:::${bucket}"`),
      )?.Properties.PolicyDocument,
    },
    {},
  );
  if (answer.resultType === 'error') throw new Error(JSON.stringify(answer.errors));
  return answer.overallResult;
}

function policiesOf({ Properties }: Resource) {
  const policies = Properties.Policies as { PolicyName: string; PolicyDocument: unknown }[];
  return policies.map(({ PolicyName, PolicyDocument }) => ({
    name: PolicyName,
    policy: PolicyDocument,
  }));
}

const get = 's3:GetObject';
const tag = 's3:PutObjectTagging';
const deploy = 'codedeploy-fanout';

describe('allowed', () => {
  test.each<[string, string, string, Asked]>([
    [
      'hosts read what is tagged',
      guarded,
      'instances of production',
      { action: get, context: has('production') },
    ],
    [
      'and a version of it',
      guarded,
      'instances of production',
      { action: 's3:GetObjectVersion', context: has('production') },
    ],
    [
      'hosts of a role of their own, too',
      guarded,
      'fleet',
      { action: get, context: has('production') },
    ],
    ['what deploys hashes what has no tag yet', guarded, deploy, { action: get }],
    ['it tags', guarded, deploy, { action: tag, context: gives('production') }],
    [
      'and a version',
      guarded,
      deploy,
      { action: 's3:PutObjectVersionTagging', context: gives('production') },
    ],
    [
      'so does what promotes',
      guarded,
      `${deploy}-promote`,
      { action: tag, context: gives('production') },
    ],
    ['it looks at tags', guarded, deploy, { action: 's3:GetObjectTagging' }],
    [
      'each of two environments reads its own',
      shared,
      'instances of test',
      { action: get, context: has('test') },
    ],
    [
      'each sets its own, beside the other',
      shared,
      'fanout-production',
      { action: tag, context: { ...gives('production'), ...gives('test'), ...has('test') } },
    ],
  ])('%s (%#)', async (_, text, role, asked) => {
    expect(await judged(text, role, asked)).toBe('Allowed');
  });
});

test('what promotes copies from where it is proven: its own policy and that of the bucket there let it', async () => {
  const made = templatesFor(twoAccounts, { github: ['acme/orders'], also: ['promote'] });
  const resources = (name: string) => Object.values(made.get(name)?.template.Resources ?? {});
  const source = 'arn:aws:s3:::deploy-111111111111-eu-west-1';
  const resourcePolicy = resources('account-dev-111111111111').find(
    ({ Type }) => Type === 'AWS::S3::BucketPolicy',
  )?.Properties.PolicyDocument;
  const judge = async (role: string, on: string, action = get) => {
    const own = resources(`account-retail-${accountId}`).find(
      ({ Properties }) => Properties.RoleName === role,
    );
    const answer = await runSimulation(
      {
        request: {
          principal: `arn:aws:sts::${accountId}:assumed-role/${role}/job`,
          action,
          resource: { resource: on, accountId: '111111111111' },
          contextVariables: { ...tls, 'aws:ResourceAccount': '111111111111' },
        },
        identityPolicies: own ? policiesOf(own) : everything,
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        resourcePolicy,
      },
      {},
    );
    return answer.resultType === 'error' ? 'error' : answer.overallResult;
  };
  const bundle = `${source}/orders/1.1-0123456789abcdef.zip`;
  expect(await judge(deploy, bundle)).toBe('Allowed');
  expect(await judge(`${deploy}-promote`, bundle)).toBe('Allowed');
  for (const on of [`${source}/orders/runs/test/1.json`, `${source}/billing/1.zip`])
    expect(await judge('somebody', on)).toMatch(/Denied$/);
  expect(await judge('somebody', bundle, 's3:PutObject')).toMatch(/Denied$/);
});

describe('refused', () => {
  test.each<[string, string, string, Asked]>([
    ['hosts read what has no tag', guarded, 'instances of production', { action: get }],
    ['hosts read a version that has none', guarded, 'fleet', { action: 's3:GetObjectVersion' }],
    ['hosts of any role do', guarded, 'fleet', { action: get, context: has('test') }],
    [
      'hosts read what lies beside bundles',
      guarded,
      'fleet',
      { action: get, on: `arn:aws:s3:::${bucket}/orders/evil.tgz` },
    ],
    ['a build tags', guarded, 'build', { action: tag, context: gives('production') }],
    [
      'a build tags a version',
      guarded,
      'build',
      { action: 's3:PutObjectVersionTagging', context: gives('production') },
    ],
    ['a build tags otherwise, as a copy might', guarded, 'build', { action: tag }],
    [
      'a build takes a tag away',
      guarded,
      'build',
      { action: 's3:DeleteObjectTagging', context: has('production') },
    ],
    [
      'hosts of production read what test has admitted',
      shared,
      'instances of production',
      { action: get, context: has('test') },
    ],
    [
      'test admits to production',
      shared,
      'fanout-test',
      { action: tag, context: gives('production') },
    ],
    [
      'test admits to production beside its own',
      shared,
      'fanout-test',
      { action: tag, context: { ...has('test'), ...gives('production') } },
    ],
    [
      'what deploys sets another tag alone',
      guarded,
      deploy,
      { action: tag, context: gives('test') },
    ],
  ])('%s (%#)', async (_, text, role, asked) => {
    expect(await judged(text, role, asked)).toMatch(/Denied$/);
  });
});

test('without the key nothing of it is in any policy', () => {
  const lines = (text: string) => policyLines(neededBy(text), { providers: [], principals: [] });
  expect(lines(twoAccounts).join('\n')).not.toMatch(/Tag/);
  expect(lines(guarded).join('\n')).toMatch(
    /where s3:ExistingObjectTag\/fanout-production StringNotEquals yes/,
  );
});

test('a destination without a role cannot be guarded', () => {
  const text = guarded.replace(/ {2}role: .*\n/, '');
  const loaded = loadConfiguration(text, 'fanout.yml');
  const problems = loaded.ok
    ? resolveEnvironment(loaded.configuration, 'test', { vars: {}, env: {} })
    : loaded;
  expect(JSON.stringify(problems)).toContain('bundle.guard needs a \\"role\\" for dev/eu-west-1');
});

test('what runs and what a rollback would bring are named where hosts could not read them, with the command that tags', async () => {
  const destination = aDestination();
  const open = anEnvironment({ waves: [aWave({ destinations: [destination] })] });
  const world = await openWorld({ environment: open, instances: 1, leaps: true });
  for (const version of ['1.1', '1.2'])
    expect((await world.deploy({ version, content: version })).exitCode).toBe(0);
  const aws = openAws({
    ...world.wire,
    mask: () => undefined,
    run: { application: 'orders', environment: 'bootstrap', id: 'look', tags: {} },
    access: 'deploy',
    signal: new AbortController().signal,
  });
  const [one] = open.waves[0]?.destinations ?? [];
  if (!one) throw new Error('no destination');
  const wanted = anEnvironment({
    waves: [aWave({ destinations: [{ ...one, guardTag: 'fanout-production' }] })],
  });
  const looks = await lookAtAdmitted(wanted, aws);
  expect(looks.map(({ is, says }) => `${is}: ${says}`)).toEqual([
    expect.stringMatching(
      /^differs: it runs, and has no tag fanout-production: aws s3api put-object-tagging --bucket deploy-\d+-eu-west-1 --key orders\/1\.2-\w+\.zip --tagging '\{"TagSet":\[\{"Key":"fanout-production","Value":"yes"\}\]\}'$/,
    ),
    expect.stringMatching(/^differs: it is proven, and has no tag .* --key orders\/1\.1-/),
  ]);

  // Whoever deploys by hand chooses the key, and an administrator pastes the command.
  const key = "orders/1.9;$(id) 'x'.zip";
  await world.putBundle(one, key, '1.9');
  const s3Location = { bucket: one.bucket, key, bundleType: 'zip' as const };
  await aws.codedeploy(one).create({
    applicationName: one.application,
    deploymentGroupName: one.deploymentGroup,
    revision: { revisionType: 'S3', s3Location },
  });
  await world.clock.sleep(600_000);
  expect((await lookAtAdmitted(wanted, aws))[0]?.says).toContain(
    ` --key 'orders/1.9;$(id) '\\''x'\\''.zip' --tagging `,
  );

  expect(
    (await world.deploy({ environment: wanted, version: '1.10', content: '1.10' })).exitCode,
  ).toBe(0);
  const [now] = await lookAtAdmitted(wanted, aws);
  expect(now).toMatchObject({ is: 'there', what: 'bundle' });
  aws.close();
});
