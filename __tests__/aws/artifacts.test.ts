import { randomFillSync } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { faultOf } from '../../src/aws/faults.ts';
import { steadyClock } from '../../src/clock.ts';
import type { Destination } from '../../src/config/destination.ts';
import type { FaultRule } from '../../src/emulator/scenario/fault-definition.ts';
import type { Seed } from '../../src/emulator/service.ts';
import { RefusedError, UsageError } from '../../src/problem.ts';
import { timing } from '../../src/release/timing.ts';
import {
  aBundle,
  aDestination,
  aFolder,
  anEmulator,
  aSession,
  callsTo,
  failureOf,
  inRegions,
  sha256,
} from './makers.ts';

const regions = ['eu-west-1', 'us-east-1', 'ap-southeast-1'];
const key = 'orders/1.214-ddd.zip';
const never = new AbortController().signal;
const mebibyte = 1024 * 1024;

type Given = {
  faults?: Partial<FaultRule>[];
  change?: (seed: Seed) => void;
  overrides?: Partial<Destination>;
};

async function aBucket({ faults = [], change = () => undefined, overrides = {} }: Given = {}) {
  const destinations = inRegions(regions, overrides);
  const [destination = aDestination(), other = destination] = destinations;
  const clock = steadyClock(50);
  const emulator = await anEmulator(destinations, { faults, change, clock });
  const aws = aSession(emulator);
  return {
    emulator,
    aws,
    destination,
    destinations,
    other,
    bucket: aws.artifacts(destination),
    inside: destination.bucket,
  };
}

function bytes(size: number): Buffer {
  return randomFillSync(Buffer.alloc(size));
}

describe('a bundle', () => {
  test.each([
    ['empty', 0],
    ['small', 1000],
    ['of one part to the byte', 5 * mebibyte],
    ['of parts', 11 * mebibyte],
  ])('that is %s arrives in all buckets as it is', async (_, size) => {
    const { aws, emulator, destinations } = await aBucket();
    const content = bytes(size);
    const bundle = await aBundle(content);
    const uploaded = await Promise.all(
      destinations.map((each) => aws.artifacts(each).upload(key, bundle, never)),
    );
    for (const [index, each] of destinations.entries()) {
      expect(emulator.s3.read(each.bucket, key)?.equals(content)).toBe(true);
      const read: Uint8Array[] = [];
      for await (const piece of aws.artifacts(each).read(key, never)) read.push(piece);
      expect(Buffer.concat(read).equals(content)).toBe(true);
      const found = await aws.artifacts(each).find(key);
      expect(uploaded[index]).toEqual({ ...found, how: 'uploaded' });
      expect(found).toMatchObject({ size, sha256: bundle.sha256, digest: bundle.digest });
      expect(found?.eTag).toMatch(/^[0-9a-f]{32}(-3)?$/);
    }
  });

  test('that is there is not sent again', async () => {
    const { emulator, bucket } = await aBucket();
    const bundle = await aBundle(Buffer.alloc(timing.upload.part + 1));
    const { eTag } = await bucket.upload(key, bundle, never);
    expect(await bucket.upload(key, bundle, never)).toMatchObject({ how: 'present', eTag });
    expect(callsTo(emulator, 'CreateMultipartUpload')).toHaveLength(1);
  });

  test('that is there and fits one request is found by S3’s refusal, and by no look before', async () => {
    const { emulator, bucket } = await aBucket();
    const bundle = await aBundle();
    const { eTag } = await bucket.upload(key, bundle, never);
    expect(callsTo(emulator, 'HeadObject')).toHaveLength(0);
    expect(await bucket.upload(key, bundle, never)).toMatchObject({ how: 'present', eTag });
  });

  test('that is there without our metadata is read and compared', async () => {
    const { bucket } = await aBucket();
    await bucket.writeJson(key, { any: 1 }, { ifNoneMatch: true });
    const same = await aBundle(Buffer.from('{\n  "any": 1\n}\n'));
    expect(await bucket.upload(key, same, never)).toMatchObject({ how: 'present' });
    const other = await aBundle(Buffer.from('{\n  "any": 2\n}\n'));
    expect(await failureOf(bucket.upload(key, other, never))).toBeInstanceOf(RefusedError);
  });

  test('never replaces another one', async () => {
    const { bucket, emulator, inside } = await aBucket();
    await bucket.upload(key, await aBundle(Buffer.from('first')), never);
    const error = await failureOf(bucket.upload(key, await aBundle(Buffer.from('other')), never));
    expect(error).toBeInstanceOf(RefusedError);
    expect(error.message).toMatch(
      /^"s3:\/\/deploy-eu-west-1\/orders\/1\.214-ddd\.zip" already exists with other bytes: 5 bytes, sha256 /,
    );
    expect(emulator.s3.read(inside, key)?.toString()).toBe('first');
  });

  test('does not read what has another size, which may be as large as somebody likes', async () => {
    const { bucket, emulator } = await aBucket();
    await bucket.upload(key, await aBundle(Buffer.from('first')), never);
    const from = emulator.calls.length;
    const error = await failureOf(bucket.upload(key, await aBundle(Buffer.from('longer')), never));
    expect(error.message).toContain('already exists with other bytes: 5 bytes; ours: 6 bytes');
    const read = emulator.calls
      .slice(from)
      .filter(({ operation }) => /^GET|GetObject/.test(operation));
    expect(read).toEqual([]);
  });

  test.each([
    ['in one request', 1000],
    ['in parts', 6 * mebibyte],
  ])('that two runs bring at once %s is stored once', async (_, size) => {
    const { aws, emulator, destination, inside } = await aBucket();
    const bundle = await aBundle(bytes(size));
    const runs = [aws, aSession(emulator), aSession(emulator)];
    const uploaded = await Promise.all(
      runs.map((run) => run.artifacts(destination).upload(key, bundle, never)),
    );
    expect(uploaded.filter(({ how }) => how === 'uploaded')).toHaveLength(1);
    expect(new Set(uploaded.map(({ eTag }) => eTag)).size).toBe(1);
    expect(emulator.s3.objects(inside)).toMatchObject([{ key, versions: 1 }]);
    expect(emulator.s3.openUploads(inside)).toEqual([]);
  });

  test('that another run has brought meanwhile with other bytes is refused', async () => {
    const { aws, emulator, destination } = await aBucket();
    const bundles = await Promise.all([aBundle(bytes(2000)), aBundle(bytes(2000))]);
    const uploaded = await Promise.allSettled(
      bundles.map((bundle) => aws.artifacts(destination).upload(key, bundle, never)),
    );
    const refused = uploaded.find((each) => each.status === 'rejected');
    expect(refused?.reason).toBeInstanceOf(RefusedError);
    expect(callsTo(emulator, 'PutObject')).toHaveLength(2);
  });

  test('that changes while it is sent is not stored', async () => {
    const { bucket, emulator, inside } = await aBucket();
    for (const size of [1000, 6 * mebibyte]) {
      const bundle = await aBundle(bytes(size));
      await writeFile(bundle.path, bytes(size));
      const changed = await failureOf(bucket.upload(key, bundle, never));
      expect(changed).toBeInstanceOf(UsageError);
      expect(changed.message).toBe(`"${bundle.path}" changed after it was built`);
      await writeFile(bundle.path, bytes(size - 1));
      expect(await failureOf(bucket.upload(key, bundle, never))).toBeInstanceOf(UsageError);
    }
    expect(emulator.s3.objects(inside)).toEqual([]);
    expect(emulator.s3.openUploads(inside)).toEqual([]);
  });

  test('is encrypted with the given key', async () => {
    const kms = 'arn:aws:kms:eu-west-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const { bucket } = await aBucket({ overrides: { kms } });
    for (const size of [10, 6 * mebibyte]) {
      const name = `orders/${size}.zip`;
      const uploaded = await bucket.upload(name, await aBundle(bytes(size)), never);
      expect(uploaded.kms).toBe(kms);
      expect((await bucket.find(name))?.kms).toBe(kms);
    }
  });

  test('has its version where the bucket keeps versions', async () => {
    const { bucket } = await aBucket({
      change: ({ buckets }) => {
        for (const each of buckets) each.versioning = true;
      },
    });
    const { versionId } = await bucket.upload(key, await aBundle(), never);
    expect(versionId).toEqual(expect.any(String));
    expect(await bucket.find(key)).toHaveProperty('versionId', versionId);
  });

  test('is not sent to a bucket of another account', async () => {
    const { bucket, emulator, inside } = await aBucket({
      change: ({ accounts, buckets }) => {
        accounts.push({ id: '666666666666', name: 'squatter', roles: [] });
        for (const each of buckets) {
          each.account = '666666666666';
          each.grants = [{ account: '222222222222', actions: ['s3:*'] }];
        }
      },
    });
    const error = await failureOf(bucket.upload(key, await aBundle(), never));
    expect(faultOf(error).kind).toBe('denied');
    expect(emulator.s3.objects(inside)).toEqual([]);
  });
});

test('without an account in the configuration, a bucket must be of the account that answered', async () => {
  const { role: _, bucketOwner: __, ...destination } = aDestination({ account: { name: 'here' } });
  const emulator = await anEmulator([aDestination()], {
    change: ({ buckets }) => {
      for (const each of buckets) each.grants = [{ account: '000000000000', actions: ['s3:*'] }];
    },
  });
  const aws = aSession(emulator);
  for (const work of [
    () => aws.artifacts(destination).writeJson(key, {}, { ifNoneMatch: true }),
    () => aws.artifacts(destination).list(''),
    () => aws.artifacts(destination).find(key),
    () => aws.artifacts(destination).check(),
  ])
    expect(faultOf(await failureOf(work())).kind).toBe('denied');
  const theirs = aws.artifacts({ ...destination, bucketOwner: '222222222222' });
  expect(await theirs.list('')).toEqual([]);
});

describe('an upload goes on after', () => {
  test.each<[string, FaultRule['then']]>([
    ['a reset', 'reset'],
    ['a 500', { status: 500 }],
    ['a page of a load balancer', { status: 503, html: true }],
    ['throttling', { status: 503, code: 'SlowDown' }],
    ['a lost answer', 'lost'],
    ['an end of the session', 'expire'],
  ])('%s', async (_, then) => {
    const content = bytes(6 * mebibyte);
    const { bucket, emulator, inside } = await aBucket({
      faults: ['PutObject', 'CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload'].map(
        (operation) => ({ service: 's3', operation: [operation], times: 1, then }),
      ),
    });
    await bucket.upload(key, await aBundle(content), never);
    await bucket.upload('orders/small.zip', await aBundle(), never);
    expect(emulator.s3.read(inside, key)?.equals(content)).toBe(true);
    expect(emulator.s3.read(inside, 'orders/small.zip')?.toString()).toBe('a bundle');
  });
});

describe('an upload that cannot go on', () => {
  test('leaves no parts behind', async () => {
    const { bucket, emulator, inside } = await aBucket({
      faults: [{ service: 's3', operation: ['UploadPart'], skip: 1, then: 'deny' }],
    });
    const error = await failureOf(bucket.upload(key, await aBundle(bytes(6 * mebibyte)), never));
    expect(faultOf(error).kind).toBe('denied');
    expect(emulator.s3.openUploads(inside)).toEqual([]);
    expect(emulator.s3.objects(inside)).toEqual([]);
  });

  test('also not after a cancel', async () => {
    const { bucket, emulator, inside } = await aBucket({
      faults: [{ service: 's3', operation: ['UploadPart'], then: { slow: 600_000 } }],
    });
    const cancel = new AbortController();
    const bundle = await aBundle(bytes(6 * mebibyte));
    const upload = failureOf(bucket.upload(key, bundle, cancel.signal));
    while (emulator.s3.openUploads(inside).length === 0) await new Promise(setImmediate);
    const reason = new Error('cancelled');
    cancel.abort(reason);
    expect(await upload).toBe(reason);
    expect(emulator.s3.openUploads(inside)).toEqual([]);
  });
});

describe('a copy', () => {
  test('is the same bytes in another region, and says what they are', async () => {
    const { aws, bucket, other, emulator } = await aBucket();
    const content = bytes(6 * mebibyte);
    const bundle = await aBundle(content);
    await bucket.upload(key, bundle, never);
    const target = aws.artifacts(other);
    expect(await target.copyFrom(bucket, key, bundle, never)).toMatchObject({ how: 'uploaded' });
    expect(emulator.s3.read(other.bucket, key)?.equals(content)).toBe(true);
    expect(await target.find(key)).toMatchObject({ sha256: bundle.sha256, digest: bundle.digest });
    expect(await target.copyFrom(bucket, key, bundle, never)).toMatchObject({ how: 'present' });
  });

  test('goes on where reading broke', async () => {
    const { aws, bucket, other, emulator } = await aBucket({
      faults: [{ service: 's3', operation: ['GetObject'], times: 2, then: 'truncate' }],
    });
    const content = bytes(6 * mebibyte);
    const bundle = await aBundle(content);
    await bucket.upload(key, bundle, never);
    await aws.artifacts(other).copyFrom(bucket, key, bundle, never);
    expect(emulator.s3.read(other.bucket, key)?.equals(content)).toBe(true);
    expect(callsTo(emulator, 'GetObject').length).toBeGreaterThan(1);
  });

  test.each([
    ['other', 1000, 1000],
    ['fewer', 999, 1000],
    ['other, in parts,', 6 * mebibyte, 6 * mebibyte],
  ])('of %s bytes than the release has does not appear', async (_, there, recorded) => {
    const { aws, bucket, other, emulator } = await aBucket();
    await bucket.upload(key, await aBundle(bytes(there)), never);
    const expected = { size: recorded, sha256: 'a'.repeat(64) };
    const error = await failureOf(aws.artifacts(other).copyFrom(bucket, key, expected, never));
    expect(error).toBeInstanceOf(RefusedError);
    expect(error.message).toMatch(/^"s3:\/\/deploy-eu-west-1\/.*" does not hold the bytes of its/);
    expect(emulator.s3.objects(other.bucket)).toEqual([]);
    expect(emulator.s3.openUploads(other.bucket)).toEqual([]);
  });
});

describe('a copy that S3 makes by itself', () => {
  const copied = async (fault: Partial<FaultRule>) => {
    const { aws, bucket, other, emulator } = await aBucket({
      faults: [{ service: 's3', operation: ['CopyObject'], ...fault }],
    });
    const bundle = await aBundle();
    const { eTag = '' } = await bucket.upload(key, bundle, never);
    const source = { artifacts: bucket, key, eTag, digest: bundle.digest };
    const copying = aws.artifacts(other).copyInside(source, key, bundle, never);
    return { copying, bundle, emulator, other };
  };

  test('is tried again where S3 is busy for a moment', async () => {
    const { copying, bundle, emulator, other } = await copied({ times: 3, then: { status: 503 } });
    await expect(copying).resolves.toMatchObject({ sha256: bundle.sha256, digest: bundle.digest });
    expect(callsTo(emulator, 'CopyObject')).toHaveLength(4);
    expect(emulator.s3.objects(other.bucket)).toHaveLength(1);
  });

  test('is given up after four tries, so that the bytes go another way', async () => {
    const { copying, emulator } = await copied({ then: { status: 503 } });
    expect(faultOf(await failureOf(copying)).kind).toBe('server');
    expect(callsTo(emulator, 'CopyObject')).toHaveLength(4);
  });
});

describe('a download', () => {
  test('is a private file of the same bytes', async () => {
    const { bucket } = await aBucket();
    const bundle = await aBundle(bytes(3 * mebibyte));
    await bucket.upload(key, bundle, never);
    const path = join(await aFolder(), 'there.zip');
    expect(await bucket.download(key, path, never)).toEqual({
      size: bundle.size,
      sha256: bundle.sha256,
    });
    expect(sha256(await readFile(path))).toBe(bundle.sha256);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('that fails leaves no file', async () => {
    const { bucket } = await aBucket();
    const path = join(await aFolder(), 'there.zip');
    expect(faultOf(await failureOf(bucket.download(key, path, never))).kind).toBe('missing');
    await expect(stat(path)).rejects.toThrow('ENOENT');
  });
});

describe('a record', () => {
  test('is written once', async () => {
    const { bucket } = await aBucket();
    const first = await bucket.writeJson('r.json', { by: 'one' }, { ifNoneMatch: true });
    expect(first.written).toBe(true);
    expect(await bucket.writeJson('r.json', { by: 'two' }, { ifNoneMatch: true })).toEqual({
      written: false,
    });
    expect(await bucket.readJson('r.json')).toMatchObject({ value: { by: 'one' } });
  });

  test('is replaced only by who has seen it last', async () => {
    const { bucket } = await aBucket();
    await bucket.writeJson('r.json', { turn: 1 }, { ifNoneMatch: true });
    const { eTag = '' } = (await bucket.readJson('r.json')) ?? {};
    expect(await bucket.writeJson('r.json', { turn: 2 }, { ifMatch: eTag })).toHaveProperty('eTag');
    expect(await bucket.writeJson('r.json', { turn: 3 }, { ifMatch: eTag })).toEqual({
      written: false,
    });
    expect(await bucket.writeJson('gone.json', {}, { ifMatch: eTag })).toEqual({ written: false });
  });

  test('whose answer was lost is known to be ours', async () => {
    const { bucket } = await aBucket({
      faults: [{ service: 's3', operation: ['PutObject'], times: 1, then: 'lost' }],
    });
    const written = await bucket.writeJson('r.json', { by: 'us' }, { ifNoneMatch: true });
    expect(written).toMatchObject({
      written: true,
      eTag: (await bucket.readJson('r.json'))?.eTag,
    });
  });

  test('that is not JSON is refused by name', async () => {
    const { bucket } = await aBucket();
    await bucket.upload('r.json', await aBundle(Buffer.from('not json')), never);
    const error = await failureOf(bucket.readJson('r.json'));
    expect(error).toBeInstanceOf(RefusedError);
    expect(error.message).toBe('"s3://deploy-eu-west-1/r.json" is not JSON');
  });

  test('that is not there is nothing', async () => {
    const { bucket } = await aBucket();
    expect(await bucket.readJson('none.json')).toBeUndefined();
  });

  test('all are listed, page by page', async () => {
    const { bucket, emulator } = await aBucket();
    const keys = ['a/1.json', 'a/2.json', 'a/3.json', 'b/1.json'];
    for (const each of keys) await bucket.writeJson(each, {}, { ifNoneMatch: true });
    expect((await bucket.list('a/')).map(({ key }) => key)).toEqual(keys.slice(0, 3));
    expect(callsTo(emulator, 'ListObjectsV2')).toHaveLength(2);
  });
});

describe('nothing is taken for missing', () => {
  test.each([['find'], ['readJson']] as const)('by %s where it was denied', async (method) => {
    const { bucket } = await aBucket({ faults: [{ service: 's3', then: 'deny' }] });
    expect(faultOf(await failureOf(bucket[method](key))).kind).toBe('denied');
  });

  test('by readJson where the bucket is missing', async () => {
    const { aws, destination } = await aBucket();
    const bucket = aws.artifacts({ ...destination, bucket: 'nobody-has-this-bucket' });
    expect(faultOf(await failureOf(bucket.readJson(key))).name).toBe('NoSuchBucket');
  });

  test.each([['find'], ['readJson']] as const)('by %s where a proxy answers', async (method) => {
    const { bucket } = await aBucket({
      faults: [{ service: 's3', then: { status: 404, html: true } }],
    });
    expect(faultOf(await failureOf(bucket[method](key))).kind).toBe('unreachable');
  });
});

describe('a bucket', () => {
  test('that is as it should be is fine', async () => {
    const { bucket } = await aBucket();
    expect(await bucket.check()).toEqual({ region: 'eu-west-1' });
  });

  test('in another region is told with both', async () => {
    const { aws, destination, other } = await aBucket();
    const elsewhere = aws.artifacts({ ...destination, bucket: other.bucket });
    const error = await failureOf(elsewhere.check());
    expect(error.message).toBe('bucket "deploy-us-east-1" is in us-east-1, not in eu-west-1');
    expect(faultOf(error).kind).toBe('redirected');
  });

  test('that does not exist is missing', async () => {
    const { aws, destination } = await aBucket();
    const none = aws.artifacts({ ...destination, bucket: 'nobody-has-this-bucket' });
    expect(faultOf(await failureOf(none.check())).kind).toBe('missing');
  });
});
