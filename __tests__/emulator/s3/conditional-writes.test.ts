import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import type { Clock } from '../../../src/clock.ts';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import { aHoldingClock, anEmulator, refusal, s3Of } from '../an-emulator.ts';

const Bucket = 'dev-ireland';
const Key = 'locks/production.json';

async function aBucket(options: { faults?: FaultRule[]; clock?: Clock } = {}) {
  const emulator = await anEmulator(options);
  const s3 = await s3Of(emulator);
  const put = (more: Partial<PutObjectCommandInput> = {}) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body: 'one', ...more }));
  const remove = (more: { IfMatch?: string } = {}) =>
    s3.send(new DeleteObjectCommand({ Bucket, Key, ...more }));
  const read = () => emulator.s3.read(Bucket, Key)?.toString();
  return { emulator, s3, put, remove, read };
}

async function anUpload(s3: S3Client) {
  const { UploadId } = await s3.send(
    new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: 'CRC32' }),
  );
  const part = { Bucket, Key, UploadId, PartNumber: 1 };
  const { ETag, ChecksumCRC32 } = await s3.send(
    new UploadPartCommand({ ...part, Body: 'in parts' }),
  );
  return (more: { IfNoneMatch?: string; IfMatch?: string } = {}) =>
    s3.send(
      new CompleteMultipartUploadCommand({
        ...{ Bucket, Key, UploadId },
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag, ChecksumCRC32 }] },
        ...more,
      }),
    );
}

const failed = { name: 'PreconditionFailed', status: 412 };
const conflict = { name: 'ConditionalRequestConflict', status: 409 };
/** The first call of an operation after so many takes effect only when it is let go. */
async function aBucketThatHolds(operation: string, skip = 0) {
  const { clock, ...hold } = aHoldingClock();
  const faults: FaultRule[] = [{ service: 's3', operation, skip, times: 1, then: { slow: 1 } }];
  return { ...(await aBucket({ clock, faults })), ...hold };
}

describe('conditional writes', () => {
  test('`If-None-Match: *` refuses to write over an object: 412.', async () => {
    const { put, read } = await aBucket();
    await expect(put({ IfNoneMatch: '*' })).resolves.toBeDefined();
    expect(await refusal(put({ IfNoneMatch: '*', Body: 'two' }))).toMatchObject(failed);
    expect(read()).toBe('one');
  });

  test('If-None-Match takes no ETag', async () => {
    const { put } = await aBucket();
    expect(await refusal(put({ IfNoneMatch: '"etag"' }))).toMatchObject({ status: 501 });
  });

  test('If-Match writes over its ETag alone', async () => {
    const { put, read } = await aBucket();
    const { ETag } = await put();
    await put({ IfMatch: ETag, Body: 'two' });
    expect(await refusal(put({ IfMatch: ETag, Body: 'three' }))).toMatchObject(failed);
    expect(read()).toBe('two');
  });

  test('`If-Match` refuses to write over another ETag: 412; where there is no object: 404.', async () => {
    const { put } = await aBucket();
    expect(await refusal(put({ IfMatch: '"etag"' }))).toMatchObject({
      name: 'NoSuchKey',
      status: 404,
    });
  });

  test('of many at the same time one writes', async () => {
    const { put } = await aBucket();
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => put({ IfNoneMatch: '*', Body: `${index}` })),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('A conditional write gives way to a delete that succeeds while it is under way: 409 `ConditionalRequestConflict`.', async () => {
    const { put, remove, held, release } = await aBucketThatHolds('PutObject', 1);
    await put();
    const slow = refusal(put({ IfNoneMatch: '*', Body: 'two' }));
    await held;
    await remove();
    release();
    expect(await slow).toMatchObject(conflict);
  });

  test('a completion writes over nothing with If-None-Match, and over its ETag with If-Match', async () => {
    const { s3, put, read } = await aBucket();
    const { ETag = '' } = await put();
    expect(await refusal((await anUpload(s3))({ IfNoneMatch: '*' }))).toMatchObject(failed);
    expect(await refusal((await anUpload(s3))({ IfMatch: '"other"' }))).toMatchObject(failed);
    await (await anUpload(s3))({ IfMatch: ETag });
    expect(read()).toBe('in parts');
  });

  test('A conditional completion of a multipart upload gives way to another one that ends while it is under way: 409.', async () => {
    const { s3, held, release } = await aBucketThatHolds('CompleteMultipartUpload');
    const [first, second] = [await anUpload(s3), await anUpload(s3)];
    const slow = refusal(first({ IfNoneMatch: '*' }));
    await held;
    await second({ IfNoneMatch: '*' });
    release();
    expect(await slow).toMatchObject(conflict);
    expect(await refusal(first({ IfNoneMatch: '*' }))).toMatchObject(failed);
  });

  test('a delete of another ETag is refused, and of nothing is 404', async () => {
    const { put, remove, read } = await aBucket();
    expect(await refusal(remove({ IfMatch: '"etag"' }))).toMatchObject({ status: 404 });
    const { ETag = '' } = await put();
    expect(await refusal(remove({ IfMatch: '"other"' }))).toMatchObject(failed);
    expect(read()).toBe('one');
    await remove({ IfMatch: ETag });
    expect(read()).toBeUndefined();
  });

  test('A conditional delete of another ETag is refused with 412, of nothing with 404, and gives way to what happens meanwhile with 409.', async () => {
    const { put, remove, held, release } = await aBucketThatHolds('DeleteObject');
    const { ETag = '' } = await put();
    const slow = refusal(remove({ IfMatch: ETag }));
    await held;
    await put({ Body: 'two' });
    release();
    expect(await slow).toMatchObject(conflict);
  });
});
