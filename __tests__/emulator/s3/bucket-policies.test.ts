import {
  DeleteBucketPolicyCommand,
  DeleteObjectsCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { objectReader } from '../../../src/emulator/s3/object-reader.ts';
import { seededState, store } from '../../../src/emulator/s3/state.ts';
import { seededRandom } from '../../../src/random.ts';
import { anEmulator, aSeed, dev, devRole, refusal, retailRole, s3Of } from '../an-emulator.ts';

const Bucket = 'dev-ireland';
const Key = 'orders/1.zip';
const resource = `arn:aws:s3:::${Bucket}/*`;

type Conditions = Record<string, Record<string, string | boolean | string[]>>;

function aPolicy(statement: {
  Action: string | string[];
  Effect?: string;
  Principal?: unknown;
  Condition?: Conditions;
}): string {
  const filled = { Effect: 'Deny', Principal: '*', Resource: resource, ...statement };
  return JSON.stringify({ Version: '2012-10-17', Statement: [filled] });
}

const setPolicy = (s3: S3Client, Policy: string) =>
  s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
const get = (s3: S3Client) => s3.send(new GetObjectCommand({ Bucket, Key }));
const tagged = (...pairs: string[]) =>
  new PutObjectTaggingCommand({
    Bucket,
    Key,
    Tagging: { TagSet: pairs.map((pair) => ({ Key: pair, Value: 'yes' })) },
  });

async function withObject(): Promise<S3Client> {
  const s3 = await s3Of(await anEmulator());
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  return s3;
}

test('A policy is put, told and taken away; a bucket without one answers `NoSuchBucketPolicy`.', async () => {
  const s3 = await s3Of(await anEmulator());
  const policy = aPolicy({ Action: 's3:GetObject' });
  expect(await refusal(s3.send(new GetBucketPolicyCommand({ Bucket })))).toMatchObject({
    name: 'NoSuchBucketPolicy',
  });
  await setPolicy(s3, policy);
  expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(policy);
  await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
  expect(await refusal(s3.send(new GetBucketPolicyCommand({ Bucket })))).toMatchObject({
    name: 'NoSuchBucketPolicy',
  });
});

describe("What a policy denies is refused whoever asks, the bucket's own account too, which is told why.", () => {
  test('a read', async () => {
    const s3 = await withObject();
    await setPolicy(s3, aPolicy({ Action: 's3:getobject' }));
    expect(await refusal(get(s3))).toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:sts::${dev}:assumed-role/deploy/test is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::${Bucket}/${Key}" with an explicit deny in a resource-based policy`,
    });
  });

  test('each of several objects', async () => {
    const s3 = await withObject();
    const only = { ...JSON.parse(aPolicy({ Action: 's3:DeleteObject' })) };
    only.Statement[0].Resource = `arn:aws:s3:::${Bucket}/orders/*`;
    await setPolicy(s3, JSON.stringify(only));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'else', Body: 'x' }));
    const Objects = [{ Key }, { Key: 'else' }];
    const answer = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(answer.Errors?.map(({ Key: key, Code }) => [key, Code])).toEqual([
      [Key, 'AccessDenied'],
    ]);
    expect(answer.Deleted?.map(({ Key: key }) => key)).toEqual(['else']);
  });
});

test('What a policy allows to another account is allowed as by a seeded grant.', async () => {
  const emulator = await anEmulator();
  const s3 = await s3Of(emulator);
  const theirs = await s3Of(emulator, { role: retailRole });
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  expect(await refusal(get(theirs))).toMatchObject({ name: 'AccessDenied' });
  const Principal = { AWS: [retailRole] };
  await setPolicy(s3, aPolicy({ Effect: 'Allow', Action: 's3:GetObject', Principal }));
  expect(await (await get(theirs)).Body?.transformToString()).toBe('x');
});

describe("Tags of the object, tags that it is to have, `If-None-Match`, whether an object comes into being, and the caller's role and account are conditions.", () => {
  test('a read of what has no tag, and of what has it', async () => {
    const s3 = await withObject();
    const Condition = { StringNotEquals: { 's3:ExistingObjectTag/fanout-test': 'yes' } };
    await setPolicy(s3, aPolicy({ Action: 's3:GetObject*', Condition }));
    await s3.send(tagged('fanout-production'));
    expect(await refusal(get(s3))).toMatchObject({ name: 'AccessDenied' });
    await s3.send(tagged('fanout-test'));
    await expect(get(s3)).resolves.toBeDefined();
  });

  test.each([
    ['s3:RequestObjectTag/fanout-test', 'StringEquals', 'yes'],
    ['s3:RequestObjectTagKeys', 'ForAnyValue:StringLike', 'fanout-*'],
  ])('%s', async (key, operator, value) => {
    const s3 = await withObject();
    const Condition = { [operator]: { [key]: value } };
    await setPolicy(s3, aPolicy({ Action: 's3:PutObjectTagging', Condition }));
    expect(await refusal(s3.send(tagged('else', 'fanout-test')))).toMatchObject({
      name: 'AccessDenied',
    });
    await expect(s3.send(tagged('else'))).resolves.toBeDefined();
    const Tagging = 'fanout-test=yes';
    const put = new PutObjectCommand({ Bucket, Key: 'new', Body: 'x', Tagging });
    expect(await refusal(s3.send(put))).toMatchObject({ name: 'AccessDenied' });
  });

  test('a write that brings a tag', async () => {
    const s3 = await withObject();
    const Condition = { StringEquals: { 's3:RequestObjectTag/fanout-test': 'yes' } };
    await setPolicy(s3, aPolicy({ Action: 's3:PutObject', Condition }));
    const put = (Tagging: string) =>
      s3.send(new PutObjectCommand({ Bucket, Key: 'new', Body: 'x', Tagging }));
    expect(await refusal(put('fanout-test=yes'))).toMatchObject({ name: 'AccessDenied' });
    await expect(put('else=yes')).resolves.toBeDefined();
  });

  test.each<[string, string, Conditions, boolean]>([
    ['its own role', 's3:GetObject', { ArnNotLike: { 'aws:PrincipalArn': [devRole] } }, true],
    ['another role', 's3:GetObject', { ArnNotLike: { 'aws:PrincipalArn': ['x'] } }, false],
    ['its own account', 's3:GetObject', { StringEquals: { 'aws:PrincipalAccount': dev } }, false],
    [
      'both of two',
      's3:GetObject',
      { Null: { 'aws:PrincipalArn': 'true' }, Bool: { 'aws:SecureTransport': 'true' } },
      true,
    ],
    ['what is written as a truth', 's3:*', { Null: { 'aws:PrincipalArn': false } }, false],
    ['a truth that does not hold', 's3:*', { Bool: { 'aws:SecureTransport': false } }, true],
    [
      'what is absent, if it exists',
      's3:GetObject',
      { StringEqualsIfExists: { 's3:ExistingObjectTag/x': 'y' } },
      false,
    ],
    [
      'every value of none',
      's3:GetObject',
      { 'ForAllValues:StringEquals': { 's3:RequestObjectTagKeys': 'y' } },
      false,
    ],
  ])('%s', async (_, Action, Condition, passes) => {
    const s3 = await withObject();
    await setPolicy(s3, aPolicy({ Action, Condition }));
    const code = await get(s3).then(
      () => 'passed',
      () => 'denied',
    );
    expect(code).toBe(passes ? 'passed' : 'denied');
  });

  test('a write without If-None-Match where an object comes into being', async () => {
    const s3 = await withObject();
    const Condition = {
      Null: { 's3:if-none-match': 'true' },
      Bool: { 's3:ObjectCreationOperation': 'true' },
    };
    await setPolicy(s3, aPolicy({ Action: 's3:PutObject', Condition }));
    const put = { Bucket, Key: 'new', Body: 'x' };
    expect(await refusal(s3.send(new PutObjectCommand(put)))).toMatchObject({
      name: 'AccessDenied',
    });
    await expect(
      s3.send(new PutObjectCommand({ ...put, IfNoneMatch: '*' })),
    ).resolves.toBeDefined();
  });
});

test('Every request counts as one over TLS.', async () => {
  const s3 = await withObject();
  const Condition = { Bool: { 'aws:SecureTransport': 'false' } };
  await setPolicy(s3, aPolicy({ Action: 's3:*', Condition }));
  await expect(get(s3)).resolves.toBeDefined();
});

describe('A policy with other conditions, operators or elements is refused with HTTP 501; one that is invalid is a `MalformedPolicy`.', () => {
  test.each<[string, string, number]>([
    ['a key', aPolicy({ Action: 's3:*', Condition: { StringEquals: { 's3:prefix': 'x' } } }), 501],
    ['an operator', aPolicy({ Action: 's3:*', Condition: { DateLessThan: {} } }), 501],
    ['a service', aPolicy({ Action: 's3:*', Principal: { Service: 'ec2.amazonaws.com' } }), 501],
    ['no JSON', '{', 400],
    ['no statement', '{"Version":"2012-10-17"}', 400],
    ['another bucket', aPolicy({ Action: 's3:*' }).replaceAll(Bucket, 'else'), 400],
    ['no action', aPolicy({ Action: 's3:*' }).replace('"Action":"s3:*"', '"Sid":"x"'), 400],
    ['a statement that is none', '{"Statement":[null]}', 400],
    ['an action that is none', aPolicy({ Action: 's3:*' }).replace('"s3:*"', '[{}]'), 400],
    ['a principal that is none', aPolicy({ Action: 's3:*', Principal: null }), 400],
    [
      'a condition that is none',
      aPolicy({ Action: 's3:*', Condition: { Bool: null as never } }),
      400,
    ],
    [
      'a value that is none',
      aPolicy({ Action: 's3:*', Condition: { Bool: { x: null as never } } }),
      400,
    ],
    ['no effect', aPolicy({ Action: 's3:*', Effect: 'Perhaps' }), 400],
  ])('%s', async (_, policy, status) => {
    const s3 = await s3Of(await anEmulator());
    expect(await refusal(setPolicy(s3, policy))).toMatchObject({ status });
  });
});

test('Instances read under the policy of the bucket, as a role that no configuration names.', () => {
  const Condition = { StringNotEquals: { 's3:ExistingObjectTag/fanout-test': 'yes' } };
  const policy = aPolicy({ Action: 's3:GetObject', Condition });
  const state = seededState(
    aSeed({ buckets: [{ name: Bucket, region: 'eu-west-1', account: dev, policy }] }),
    {
      clock: { now: () => 0, sleep: async () => undefined },
      random: seededRandom(1),
      sequence: () => 1,
      pageSize: 10,
    },
  );
  const bucket = state.buckets.get(Bucket);
  if (!bucket) throw new Error('no bucket');
  const put = (tags: [string, string][]) =>
    store(state, bucket, Key, {
      body: [Buffer.from('x')],
      size: 1,
      eTag: 'x',
      headers: {},
      encryption: { kind: 'AES256' },
      tags,
    });
  const where = { account: dev, region: 'eu-west-1', bucket: Bucket, key: Key };
  put([]);
  expect(() => objectReader(state).read(where)).toThrow('with an explicit deny');
  put([['fanout-test', 'yes']]);
  expect(objectReader(state).read(where).body.toString()).toBe('x');
  expect(() => objectReader(state).read({ ...where, tag: 'fanout-production=yes' })).toThrow(
    'no identity-based policy allows',
  );
});
