import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { systemClock } from '../../../src/clock.ts';
import { defined } from '../../../src/defined.ts';
import fc from '../../fast-check.ts';
import { anEmulator, dev, refusal, s3Of } from '../an-emulator.ts';

const Bucket = 'dev-ireland';
const Key = 'orders/1.214.zip';

async function aBucket() {
  const emulator = await anEmulator();
  const s3 = await s3Of(emulator);
  const put = (more: Partial<PutObjectCommandInput> = {}) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body: '0123456789', ...more }));
  const get = (more: Partial<GetObjectCommandInput> = {}) =>
    s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
  const head = (more: Partial<GetObjectCommandInput> = {}) =>
    s3.send(new HeadObjectCommand({ Bucket, Key, ...more }));
  return { emulator, s3, put, get, head };
}

describe('objects', () => {
  test('PutObject, GetObject, HeadObject, CopyObject and DeleteObject do what they say; metadata, content headers, storage class and the number of tags come back.', async () => {
    const { put, get, head } = await aBucket();
    const described = {
      ContentType: 'application/zip',
      CacheControl: 'no-store',
      ContentDisposition: 'attachment',
      ContentEncoding: 'gzip',
      Metadata: { commit: 'c0ffee', note: 'a  b' },
      StorageClass: 'STANDARD_IA' as const,
    };
    await put({ ...described, Tagging: 'a=1&b=2' });
    const answer = await get();
    expect(answer).toMatchObject({ ...described, TagCount: 2, ContentLength: 10 });
    expect(await answer.Body?.transformToString()).toBe('0123456789');
    expect(await head()).toMatchObject({ ...described, ContentLength: 10 });
  });

  test('a stream comes back as it was, without the framing of its transfer', async () => {
    const { put, get } = await aBucket();
    const pieces = Array.from({ length: 40 }, (_, index) => Buffer.alloc(9000, index));
    await put({ Body: Readable.from(pieces), ContentLength: 360_000 });
    const answer = await get();
    const came = Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
    // Jest would compare them byte by byte, for seconds.
    expect(came.equals(Buffer.concat(pieces))).toBe(true);
    expect(answer.ContentEncoding).toBeUndefined();
  });

  test('The ETag is the MD5 of the bytes, unless the object is encrypted with a key of KMS.', async () => {
    const { put } = await aBucket();
    const md5 = createHash('md5').update('0123456789').digest('hex');
    expect((await put()).ETag).toBe(`"${md5}"`);
  });

  test('with a key of KMS the ETag is another, and the key comes back', async () => {
    const { put, head } = await aBucket();
    const SSEKMSKeyId = `arn:aws:kms:eu-west-1:${dev}:key/1234`;
    const encrypted = {
      ServerSideEncryption: 'aws:kms' as const,
      SSEKMSKeyId,
      BucketKeyEnabled: true,
    };
    const { ETag } = await put(encrypted);
    const md5 = createHash('md5').update('0123456789').digest('hex');
    expect(ETag).toMatch(/^"[\da-f]{32}"$/);
    expect(ETag).not.toContain(md5);
    expect(await head()).toMatchObject({ ...encrypted, ETag });
  });

  test.each([
    [undefined, `arn:aws:kms:eu-west-1:${dev}:key/`],
    ['1234', `arn:aws:kms:eu-west-1:${dev}:key/1234`],
    ['alias/deploy', `arn:aws:kms:eu-west-1:${dev}:alias/deploy`],
  ])('the key %p is told by its full ARN', async (SSEKMSKeyId, arn) => {
    const { put } = await aBucket();
    const key = defined({ SSEKMSKeyId });
    const answer = await put({ ServerSideEncryption: 'aws:kms', ...key });
    expect(answer.SSEKMSKeyId).toContain(arn);
  });

  test('With `aws:kms`, key ARN and bucket key come back; nothing is encrypted. A key of another region is `KMS.NotFoundException`.', async () => {
    const { put } = await aBucket();
    const SSEKMSKeyId = `arn:aws:kms:us-east-1:${dev}:key/1234`;
    expect(await refusal(put({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId }))).toMatchObject({
      name: 'KMS.NotFoundException',
      status: 400,
    });
  });

  test("Times are whole seconds by the emulator's clock.", async () => {
    const now = Date.parse('2030-01-02T03:04:05.678Z');
    const emulator = await anEmulator({ clock: { ...systemClock, now: () => now } });
    const s3 = await s3Of(emulator);
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    const { LastModified } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    expect(LastModified?.toISOString()).toBe('2030-01-02T03:04:05.000Z');
  });

  test.each([
    'a b',
    '/leading',
    '../../etc/passwd',
    'a/../b',
    'a//b/',
    './.',
    'ünïcödé-日本-😀',
    '"quotes" & <tags>',
    "!*'()~",
    'per%20cent%',
    'plus+plus',
    'a?b=c#d',
    '\\back\\slash',
    ' ',
    '.',
  ])('the key "%s" is just text', async (Key) => {
    const { emulator, put, get } = await aBucket();
    await put({ Key, Body: Key });
    expect(await (await get({ Key })).Body?.transformToString()).toBe(Key);
    expect(emulator.s3.objects(Bucket).map(({ key }) => key)).toEqual([Key]);
  });

  test('A key is any text; it is never taken apart and never becomes the name of a file.', async () => {
    const { put, get } = await aBucket();
    const keys = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(keys, async (Key) => {
        await put({ Key, Body: Key });
        expect(await (await get({ Key })).Body?.transformToString()).toBe(Key);
      }),
      { numRuns: 20, examples: [['../../etc/passwd'], ['/'], ['a//b/..'], ['\0']] },
    );
  });

  describe('A range is answered with 206 and its place; one behind the end with `InvalidRange`, 416; several ranges with the whole object.', () => {
    test.each([
      ['bytes=0-3', '0123', 'bytes 0-3/10'],
      ['bytes=7-', '789', 'bytes 7-9/10'],
      ['bytes=-2', '89', 'bytes 8-9/10'],
      ['bytes=8-100', '89', 'bytes 8-9/10'],
      ['bytes=-100', '0123456789', 'bytes 0-9/10'],
      ['bytes=0-1,4-5', '0123456789', undefined],
      ['bytes=5-2', '0123456789', undefined],
      ['lines=1-2', '0123456789', undefined],
    ])('the range %s is %s', async (Range, text, place) => {
      const { put, get } = await aBucket();
      await put();
      const answer = await get({ Range });
      expect(answer.ContentRange).toBe(place);
      expect(answer.$metadata.httpStatusCode).toBe(place === undefined ? 200 : 206);
      expect(await answer.Body?.transformToString()).toBe(text);
    });

    test.each(['bytes=10-', 'bytes=100-200', 'bytes=-0'])(
      'the range %s is not satisfiable',
      async (Range) => {
        const { put, get } = await aBucket();
        await put();
        expect(await refusal(get({ Range }))).toMatchObject({ name: 'InvalidRange', status: 416 });
      },
    );
  });

  test('If-Match, If-None-Match, If-Modified-Since and If-Unmodified-Since decide a read: 412 or 304.', async () => {
    const { put, get, head } = await aBucket();
    const { ETag = '' } = await put();
    const early = new Date(Date.now() - 60_000);
    const late = new Date(Date.now() + 60_000);
    for (const read of [get, head]) {
      await expect(read({ IfMatch: ETag, IfUnmodifiedSince: early })).resolves.toBeDefined();
      await expect(read({ IfNoneMatch: '"other"' })).resolves.toBeDefined();
      expect((await refusal(read({ IfMatch: '"other"' }))).status).toBe(412);
      expect((await refusal(read({ IfUnmodifiedSince: early }))).status).toBe(412);
      expect((await refusal(read({ IfNoneMatch: ETag }))).status).toBe(304);
      expect((await refusal(read({ IfModifiedSince: late }))).status).toBe(304);
    }
  });

  test('The query of a read may set other content headers instead of the stored ones; what is not a header value is an `InvalidArgument`.', async () => {
    const { put, get } = await aBucket();
    await put({ ContentType: 'text/plain' });
    expect(await refusal(get({ ResponseContentType: 'a\r\nb: c' }))).toMatchObject({
      name: 'InvalidArgument',
      status: 400,
    });
    const answer = await get({
      ResponseContentType: 'application/zip',
      ResponseCacheControl: 'no-cache',
    });
    expect(answer).toMatchObject({ ContentType: 'application/zip', CacheControl: 'no-cache' });
  });

  test('what was deleted is gone, and deleting it again is fine', async () => {
    const { s3, put, get, head } = await aBucket();
    await put();
    const remove = () => s3.send(new DeleteObjectCommand({ Bucket, Key }));
    expect((await remove()).$metadata.httpStatusCode).toBe(204);
    expect((await remove()).$metadata.httpStatusCode).toBe(204);
    expect(await refusal(get())).toMatchObject({ name: 'NoSuchKey', status: 404 });
    expect(await refusal(head())).toMatchObject({ name: 'NotFound', status: 404 });
  });

  describe('Headers that are not understood (object lock, customer keys, grants) are refused with HTTP 501; access control lists are refused because buckets have none.', () => {
    test.each<[string, Partial<PutObjectCommandInput>, string, number]>([
      ['an object lock', { ObjectLockLegalHoldStatus: 'ON' }, 'NotImplemented', 501],
      ['a grant', { GrantRead: 'id=1' }, 'NotImplemented', 501],
      ['a redirect', { WebsiteRedirectLocation: '/x' }, 'NotImplemented', 501],
      ['an access control list', { ACL: 'public-read' }, 'AccessControlListNotSupported', 400],
      [
        'a storage class that is none',
        { StorageClass: 'NONE' as never },
        'InvalidStorageClass',
        400,
      ],
      ['too much metadata', { Metadata: { a: 'x'.repeat(2048) } }, 'MetadataTooLarge', 400],
      [
        'an encryption that is none',
        { ServerSideEncryption: 'des' as never },
        'InvalidArgument',
        400,
      ],
      ['a KMS key without KMS', { SSEKMSKeyId: '1234' }, 'InvalidArgument', 400],
    ])('%s is refused', async (_name, more, name, status) => {
      const { emulator, put } = await aBucket();
      expect(await refusal(put(more))).toMatchObject({ name, status });
      expect(emulator.s3.objects(Bucket)).toEqual([]);
    });
  });

  test('the one access control list that such buckets take is taken', async () => {
    const { put } = await aBucket();
    await expect(put({ ACL: 'bucket-owner-full-control' })).resolves.toBeDefined();
  });
});
