import { expect, test } from '@jest/globals';
import { openAws } from '../../src/aws/session.ts';
import { policyOfBucket } from '../../src/bootstrap/bucket-resources.ts';
import { bucketDifferences, groupDifferences } from '../../src/bootstrap/differences.ts';
import type { Identities } from '../../src/bootstrap/identities.ts';
import { letInWrongly } from '../../src/bootstrap/let-in.ts';
import { isAllThere, lookLines } from '../../src/bootstrap/looks.ts';
import { needsOf } from '../../src/bootstrap/needs.ts';
import { lookAround } from '../../src/cli/look-around.ts';
import { defined } from '../../src/defined.ts';
import { aDestination, anEnvironment, aWave } from '../release/makers.ts';
import { openWorld } from '../release/world.ts';

const here = aDestination({ deploymentConfig: 'CodeDeployDefault.OneAtATime' });
const production = anEnvironment({ waves: [aWave({ destinations: [here] })] });
const bucket = {
  name: 'b',
  region: 'eu-west-1',
  partition: 'aws',
  accountId: '222222222222',
  owners: [{ application: 'orders' }],
  guests: ['111111111111'],
};

async function lookAt(...destinations: ReturnType<typeof aDestination>[]) {
  return lookAs({ providers: [], principals: [] }, ...destinations);
}

async function lookAs(identities: Identities, ...destinations: ReturnType<typeof aDestination>[]) {
  const world = await openWorld({ environment: production, instances: 1 });
  const from = world.emulator.calls.length;
  const aws = openAws({
    clock: world.clock,
    env: {
      AWS_ENDPOINT_URL: world.emulator.url,
      AWS_ACCESS_KEY_ID: world.emulator.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: world.emulator.credentials.secretAccessKey,
    },
    mask: () => undefined,
    run: { application: 'orders', environment: 'bootstrap', id: 'look', tags: {} },
    access: 'deploy',
    signal: new AbortController().signal,
  });
  const environment = anEnvironment({ waves: [aWave({ destinations })] });
  const looks = await lookAround(
    needsOf([environment], { regions: ['eu-west-1'] }),
    identities,
    aws,
  );
  aws.close();
  const calls = world.emulator.calls.slice(from).map(({ operation }) => operation);
  return { looks, calls };
}

test('what is there is told, and what could not be looked at is told as that', async () => {
  const { looks, calls } = await lookAt(here);
  expect(looks.map(({ what, is }) => `${what}: ${is}`)).toEqual([
    'role: there',
    'bucket: there',
    'bucket settings: differs',
    'deployment group: there',
    'deployment configuration: there',
  ]);
  expect(isAllThere(looks)).toBe(false);
  expect(calls.filter((one) => !/^(?:Get|GET |Head|AssumeRole)/.test(one))).toEqual([]);
});

test('what is missing is told as missing', async () => {
  const elsewhere = aDestination({
    deploymentGroup: 'orders-staging',
    bucket: 'nobody-has-this-one',
    deploymentConfig: 'of-nobody',
  });
  const { looks } = await lookAt(elsewhere);
  expect(looks.map(({ what, is }) => `${what}: ${is}`)).toEqual([
    'role: there',
    'bucket: missing',
    'deployment group: missing',
    'deployment configuration: missing',
  ]);
  expect(lookLines(looks).at(-1)).toBe('1 there, 3 missing');
});

test('behind a role that lets nobody in nothing can be looked at, and nothing is said to be missing', async () => {
  const role = { arn: 'arn:aws:iam::222222222222:role/of-nobody', sessionTags: false };
  const { looks } = await lookAt(aDestination({ role }));
  expect(looks.map(({ what, is }) => `${what}: ${is}`)).toEqual(['role: could not look']);
});

test('a role that lets in who is named for another environment differs, and not from whoever is named for its own', async () => {
  const arn = 'arn:aws:iam::000000000000:user/fanout';
  const named = (...only: (string | undefined)[]) => ({
    providers: [],
    principals: only.map((one) => ({ arn, ...defined({ only: one }) })),
  });
  const role = async (identities: Identities) => (await lookAs(identities, here)).looks[0];
  expect(await role(named('test', 'staging'))).toMatchObject({
    is: 'differs',
    says: `it lets in ${arn}, who is named only for test, staging`,
  });
  for (const meant of [named('test', 'production'), named(undefined), named('test', undefined)])
    expect((await role(meant))?.is).toBe('there');
  const other = { providers: [], principals: [{ arn: `${arn}-of-others`, only: 'test' }] };
  expect((await role(other))?.is).toBe('there');
});

test('a caller is known by its role, whatever path that has, and by its account', () => {
  const caller = 'arn:aws:sts::999999999999:assumed-role/ci/fanout-1';
  const said = (arn: string, who = caller) =>
    letInWrongly(who, ['production'], { providers: [], principals: [{ arn, only: 'test' }] });
  expect(said('arn:aws:iam::999999999999:role/ci')).toContain('named only for test');
  expect(said('arn:aws:iam::999999999999:role/teams/ci')).toContain('named only for test');
  expect(said('arn:aws:iam::888888888888:role/ci')).toBeUndefined();
  expect(said('arn:aws:iam::999999999999:role/teamcity-ci')).toBeUndefined();
  expect(said('arn:aws:iam::999999999999:user/ci')).toBeUndefined();
  const user = 'arn:aws:iam::999999999999:user/ci';
  expect(said(user, user)).toContain('named only for test');
});

test('a policy that AWS has written its own way is the same', () => {
  const { Version, Statement } = policyOfBucket(bucket);
  const rewritten = Statement.map(({ Action, Resource, Sid, ...rest }) => ({
    ...rest,
    Sid: `Other${Sid}`,
    Resource: [Resource].flat().toReversed(),
    Action: [Action].flat().length === 1 ? [Action].flat()[0] : [Action].flat().toReversed(),
  }));
  const policy = JSON.stringify({ Version, Statement: rewritten });
  expect(bucketDifferences(bucket, { isVersioned: true, policy })).toEqual([]);
});

test('each statement that a bucket lacks is named', () => {
  const { Version, Statement } = policyOfBucket(bucket);
  const weaker = Statement.filter(({ Sid }) => Sid !== 'NoDeletion');
  const policy = JSON.stringify({ Version, Statement: weaker });
  expect(bucketDifferences(bucket, { isVersioned: false, policy })).toEqual([
    'it keeps no versions',
    'its policy has no statement like NoDeletion',
  ]);
  expect(bucketDifferences(bucket, { isVersioned: true })).toEqual(['it has no policy']);
});

test('alarms that are named and not wired are told', () => {
  const alarms = { names: ['errors', 'slow'], ignorePollFailure: false };
  const found = { alarmConfiguration: { enabled: true, alarms: [{ name: 'slow' }] } };
  expect(groupDifferences({ alarms }, found)).toEqual(['it has no alarm errors']);
  const off = {
    alarmConfiguration: { enabled: false, alarms: [{ name: 'errors' }, { name: 'slow' }] },
  };
  expect(groupDifferences({ alarms }, off)).toHaveLength(2);
});
