import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  type ChecksumAlgorithm,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { checksumOf, compositeOf } from '../../../src/emulator/s3/checksums.ts';
import { anEmulator, refusal, s3Of } from '../an-emulator.ts';

const Bucket = 'dev-ireland';
const Key = 'key';
const Body = '123456789';

// The check values of https://reveng.sourceforge.io/crc-catalogue/all.htm, over "123456789".
const known = [
  ['CRC32', Buffer.from('cbf43926', 'hex').toString('base64')],
  ['CRC32C', Buffer.from('e3069283', 'hex').toString('base64')],
  ['CRC64NVME', Buffer.from('ae8b14860a799888', 'hex').toString('base64')],
  ['SHA1', createHash('sha1').update(Body).digest('base64')],
  ['SHA256', createHash('sha256').update(Body).digest('base64')],
] as const;

async function aPut(
  more: Partial<PutObjectCommandInput> = {},
  headers: Record<string, string> = {},
) {
  const s3 = await s3Of(await anEmulator(), { requestChecksumCalculation: 'WHEN_REQUIRED' });
  s3.middlewareStack.add(
    (next) => (args) => {
      Object.assign((args.request as { headers: object }).headers, headers);
      return next(args);
    },
    { step: 'build' },
  );
  return { s3, answer: s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more })) };
}

describe('checksums', () => {
  test.each(known)('%s of any pieces is right', (algorithm, value) => {
    const pieces = [...Body].map((digit) => Buffer.from(digit));
    expect(checksumOf(pieces, algorithm)).toBe(value);
    expect(checksumOf([Buffer.from(Body)], algorithm)).toBe(value);
    expect(compositeOf([value, value], algorithm)).toBe(
      `${checksumOf([Buffer.from(value, 'base64'), Buffer.from(value, 'base64')], algorithm)}-2`,
    );
  });

  describe('They come back with the write, and with a read that asks `x-amz-checksum-mode: ENABLED`.', () => {
    test.each(known)('%s', async (algorithm, value) => {
      const name = `Checksum${algorithm}`;
      const { s3, answer } = await aPut({ [name]: value });
      expect(await answer).toMatchObject({ [name]: value, ChecksumType: 'FULL_OBJECT' });
      const asked = { Bucket, Key, ChecksumMode: 'ENABLED' as const };
      expect(await s3.send(new HeadObjectCommand(asked))).toMatchObject({ [name]: value });
      expect(await s3.send(new GetObjectCommand(asked))).toMatchObject({ [name]: value });
      const part = await s3.send(new GetObjectCommand({ ...asked, Range: 'bytes=0-1' }));
      expect(part).not.toHaveProperty(name);
    });
  });
});

describe('CRC32, CRC32C, CRC64NVME, SHA1 and SHA256 are verified, in a header or behind the body, and so is Content-MD5: `BadDigest`.', () => {
  test.each(known)('a body that is not of its %s is a BadDigest', async (algorithm, value) => {
    const { answer } = await aPut({ [`Checksum${algorithm}`]: value, Body: 'other' });
    expect(await refusal(answer)).toEqual({
      name: 'BadDigest',
      status: 400,
      message: `The ${algorithm} you specified did not match the calculated checksum.`,
    });
  });

  test.each(known)('%s may come behind a body that is streamed', async (algorithm, value) => {
    const s3 = await s3Of(await anEmulator());
    const answer = await s3.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: Readable.from([Buffer.from('1234'), Buffer.from('56789')]),
        ContentLength: 9,
        ChecksumAlgorithm: algorithm as ChecksumAlgorithm,
      }),
    );
    expect(answer).toMatchObject({ [`Checksum${algorithm}`]: value });
  });

  test('An object that came without one gets a CRC64NVME; one that came in parts, when it is first asked for.', async () => {
    const { s3, answer } = await aPut();
    expect(await answer).toMatchObject({ ChecksumCRC64NVME: known[2][1] });
    expect(
      await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' })),
    ).toMatchObject({ ChecksumCRC64NVME: known[2][1], ChecksumType: 'FULL_OBJECT' });
  });

  test('Content-MD5 is verified', async () => {
    const right = createHash('md5').update(Body).digest('base64');
    const wrong = createHash('md5').update('other').digest('base64');
    await expect((await aPut({ ContentMD5: right })).answer).resolves.toBeDefined();
    expect(await refusal((await aPut({ ContentMD5: wrong })).answer)).toMatchObject({
      name: 'BadDigest',
    });
    expect(await refusal((await aPut({ ContentMD5: 'short' })).answer)).toMatchObject({
      name: 'InvalidDigest',
    });
  });

  describe('Two checksums, one that is announced and missing, or one of the wrong length are an `InvalidRequest`.', () => {
    const two = { 'x-amz-checksum-crc32': known[0][1], 'x-amz-checksum-sha1': known[3][1] };

    test.each<[Record<string, string>, RegExp]>([
      [two, /Multiple checksum Types are not allowed/],
      [{ 'x-amz-sdk-checksum-algorithm': 'SHA256' }, /no corresponding/],
      [{ 'x-amz-checksum-sha256': known[0][1] }, /x-amz-checksum-sha256 header is invalid/],
    ])('%j', async (headers, message) => {
      const { answer } = await aPut({}, headers);
      expect(await refusal(answer)).toEqual({
        name: 'InvalidRequest',
        status: 400,
        message: expect.stringMatching(message),
      });
    });
  });

  test('Checksums that are newer (SHA512, XXHASH, MD5) are refused with HTTP 501.', async () => {
    for (const name of ['sha512', 'xxhash3', 'md5']) {
      const { answer } = await aPut({}, { [`x-amz-checksum-${name}`]: 'AA==' });
      expect(await refusal(answer)).toMatchObject({ name: 'NotImplemented', status: 501 });
    }
  });

  test('The body must be the one that was signed, unless S3 is told `UNSIGNED-PAYLOAD`.', async () => {
    const { answer } = await aPut(
      {},
      { 'x-amz-content-sha256': createHash('sha256').digest('hex') },
    );
    expect(await refusal(answer)).toMatchObject({ name: 'XAmzContentSHA256Mismatch', status: 400 });
    const unsigned = await aPut({}, { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' });
    await expect(unsigned.answer).resolves.toBeDefined();
  });
});
