import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadCommandInput,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  type UploadPartCommandInput,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { checksumOf } from '../../../src/emulator/s3/checksums.ts';
import { anEmulator, dev, refusal, s3Of } from '../an-emulator.ts';

const Bucket = 'dev-ireland';
const Key = 'bundle.zip';
const minimum = 5 * 1024 ** 2;
const big = Buffer.alloc(minimum, 'a');
const small = Buffer.from('the end');

type Upload = {
  algorithm?: 'CRC32' | 'SHA256' | 'CRC64NVME';
} & Partial<CreateMultipartUploadCommandInput>;

async function anUpload({ algorithm = 'CRC32', ...more }: Upload = {}) {
  const emulator = await anEmulator();
  const s3 = await s3Of(emulator);
  const { UploadId, ...created } = await s3.send(
    new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: algorithm, ...more }),
  );
  const named = { Bucket, Key, UploadId };
  const upload = async (
    PartNumber: number,
    part: Partial<UploadPartCommandInput>,
  ): Promise<CompletedPart> => {
    const { $metadata, ...answer } = await s3.send(
      new UploadPartCommand({ ...named, PartNumber, ChecksumAlgorithm: algorithm, ...part }),
    );
    return { PartNumber, ...answer };
  };
  const complete = (
    Parts: CompletedPart[],
    input: Partial<CompleteMultipartUploadCommandInput> = {},
  ) =>
    s3.send(new CompleteMultipartUploadCommand({ ...named, MultipartUpload: { Parts }, ...input }));
  return { emulator, s3, named, created, upload, complete };
}

const md5 = (data: Buffer) => createHash('md5').update(data).digest();

describe('uploads in parts', () => {
  test('The ETag is over the MD5 of the parts, with their number behind a hyphen.', async () => {
    const { emulator, upload, complete } = await anUpload({ ContentType: 'application/zip' });
    const third = await upload(3, { Body: small });
    const first = await upload(1, { Body: big });
    const answer = await complete([first, third]);
    expect(emulator.s3.read(Bucket, Key)?.equals(Buffer.concat([big, small]))).toBe(true);
    const eTag = md5(Buffer.concat([md5(big), md5(small)])).toString('hex');
    expect(answer).toMatchObject({ Bucket, Key, ETag: `"${eTag}-2"` });
    expect(emulator.s3.openUploads(Bucket)).toEqual([]);
  });

  test('Parts come in any order and may be sent again; they are put together in the order of their numbers.', async () => {
    const { emulator, upload, complete } = await anUpload();
    const old = await upload(1, { Body: 'old' });
    const part = await upload(1, { Body: 'new' });
    expect(await refusal(complete([old]))).toMatchObject({ name: 'InvalidPart', status: 400 });
    await complete([part]);
    expect(emulator.s3.read(Bucket, Key)?.toString()).toBe('new');
  });

  test('A part but the last that is less than 5 MiB is `EntityTooSmall` at completion.', async () => {
    const { upload, complete } = await anUpload();
    const parts = [await upload(1, { Body: big.subarray(1) }), await upload(2, { Body: small })];
    expect(await refusal(complete(parts))).toMatchObject({ name: 'EntityTooSmall', status: 400 });
  });

  test('A part that is missing or has another ETag is `InvalidPart`; a list out of order is `InvalidPartOrder`.', async () => {
    const { upload, complete } = await anUpload();
    const parts = [await upload(1, { Body: big }), await upload(2, { Body: small })] as const;
    expect(await refusal(complete([...parts].reverse()))).toMatchObject({
      name: 'InvalidPartOrder',
    });
    expect(await refusal(complete([parts[0], parts[0]]))).toMatchObject({
      name: 'InvalidPartOrder',
    });
    expect(await refusal(complete([parts[0], { ...parts[1], PartNumber: 3 }]))).toMatchObject({
      name: 'InvalidPart',
    });
    expect(await refusal(complete([]))).toMatchObject({ name: 'MalformedXML' });
    await expect(complete([...parts])).resolves.toBeDefined();
  });

  test.each([0, 10_001])('there is no part %i', async (PartNumber) => {
    const { upload } = await anUpload();
    expect(await refusal(upload(PartNumber, { Body: small }))).toMatchObject({
      name: 'InvalidArgument',
    });
  });

  test('An upload that was completed or aborted is `NoSuchUpload`: completing twice is refused.', async () => {
    const { emulator, s3, named, upload, complete } = await anUpload();
    const part = await upload(1, { Body: small });
    await complete([part]);
    const gone = { name: 'NoSuchUpload', status: 404 };
    expect(await refusal(complete([part]))).toMatchObject(gone);
    expect(await refusal(s3.send(new AbortMultipartUploadCommand(named)))).toMatchObject(gone);
    expect(await refusal(s3.send(new ListPartsCommand(named)))).toMatchObject(gone);
    const other = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    expect(emulator.s3.openUploads(Bucket)).toEqual([{ key: Key, parts: 0 }]);
    const { UploadId } = other;
    expect(
      await refusal(s3.send(new AbortMultipartUploadCommand({ Bucket, Key: 'other', UploadId }))),
    ).toMatchObject(gone);
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    expect(emulator.s3.openUploads(Bucket)).toEqual([]);
  });

  test('Uploads that are neither completed nor aborted are kept.', async () => {
    const { s3, named, upload } = await anUpload();
    for (const number of [5, 1, 3]) await upload(number, { Body: `part ${number}` });
    const page = await s3.send(new ListPartsCommand(named));
    expect(page).toMatchObject({
      IsTruncated: true,
      ChecksumAlgorithm: 'CRC32',
      ChecksumType: 'COMPOSITE',
    });
    expect(page.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, 6],
      [3, 6],
    ]);
    const PartNumberMarker = page.NextPartNumberMarker;
    const last = await s3.send(new ListPartsCommand({ ...named, PartNumberMarker }));
    expect(last.IsTruncated).toBe(false);
    expect(last.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([5]);
  });

  test('`partNumber` reads one part of an object that was uploaded in parts.', async () => {
    const { s3, upload, complete } = await anUpload();
    await complete([await upload(1, { Body: big }), await upload(4, { Body: small })]);
    const second = await s3.send(new GetObjectCommand({ Bucket, Key, PartNumber: 4 }));
    expect(await second.Body?.transformToString()).toBe('the end');
    expect(second).toMatchObject({
      PartsCount: 2,
      ContentRange: `bytes ${minimum}-${minimum + 6}/${minimum + 7}`,
    });
    const none = s3.send(new HeadObjectCommand({ Bucket, Key, PartNumber: 2 }));
    expect((await refusal(none)).status).toBe(416);
  });

  test('the ETag of what a key of KMS encrypts is none of an MD5', async () => {
    const { s3, upload, complete } = await anUpload({ ServerSideEncryption: 'aws:kms' });
    const { ETag } = await complete([await upload(1, { Body: small })]);
    expect(ETag).toMatch(/^"[\da-f]{32}-1"$/);
    expect(ETag).not.toContain(md5(md5(small)).toString('hex'));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head).toMatchObject({ ServerSideEncryption: 'aws:kms', ETag });
  });
});

describe('checksums of uploads in parts', () => {
  const bytes = [Buffer.concat([big, small])];

  test('Checksums are composite unless CRC and `FULL_OBJECT` are asked for; SHA1 and SHA256 know nothing else, CRC64NVME only the whole.', async () => {
    const { s3, created, upload, complete } = await anUpload({ algorithm: 'SHA256' });
    expect(created).toMatchObject({ ChecksumAlgorithm: 'SHA256', ChecksumType: 'COMPOSITE' });
    const parts = [await upload(1, { Body: big }), await upload(2, { Body: small })];
    const digests = parts.map(({ ChecksumSHA256 }) => Buffer.from(ChecksumSHA256 ?? '', 'base64'));
    const composite = `${createHash('sha256').update(Buffer.concat(digests)).digest('base64')}-2`;
    const expected = { ChecksumSHA256: composite, ChecksumType: 'COMPOSITE' };
    expect(await complete(parts)).toMatchObject(expected);
    const asked = { Bucket, Key, ChecksumMode: 'ENABLED' as const };
    expect(await s3.send(new HeadObjectCommand(asked))).toMatchObject(expected);
  });

  test.each(['CRC32', 'CRC64NVME'] as const)(
    '%s may be of the whole',
    async (algorithm) => {
      const { created, upload, complete } = await anUpload({
        algorithm,
        ChecksumType: 'FULL_OBJECT',
      });
      expect(created).toMatchObject({ ChecksumType: 'FULL_OBJECT' });
      const name = `Checksum${algorithm}`;
      const parts = [await upload(1, { Body: big }), await upload(2, { Body: small })];
      const whole = checksumOf(bytes, algorithm);
      expect(
        await refusal(complete(parts, { [name]: checksumOf([big], algorithm) })),
      ).toMatchObject({
        name: 'BadDigest',
      });
      const answer = await complete(parts, { [name]: whole, ChecksumType: 'FULL_OBJECT' });
      expect(answer).toMatchObject({ [name]: whole, ChecksumType: 'FULL_OBJECT' });
    },
    30_000,
  );

  test.each<[Upload, string]>([
    [
      { algorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' },
      'FULL_OBJECT checksum type cannot be used with the sha256',
    ],
    [
      { algorithm: 'CRC64NVME', ChecksumType: 'COMPOSITE' },
      'COMPOSITE checksum type cannot be used with the crc64nvme',
    ],
  ])('%j is refused', async (upload, message) => {
    expect(await refusal(anUpload(upload))).toMatchObject({
      name: 'InvalidRequest',
      message: expect.stringContaining(message),
    });
  });

  test("With a composite checksum the completion must name each part's.", async () => {
    const { upload, complete } = await anUpload();
    const { ChecksumCRC32, ...part } = await upload(1, { Body: small });
    expect(await refusal(complete([part]))).toMatchObject({
      name: 'InvalidRequest',
      message:
        'The upload was created using a crc32 checksum. The complete request must include the checksum for each part. It was missing for part 1 in the request.',
    });
    expect(await refusal(complete([{ ...part, ChecksumCRC32: 'AAAAAA==' }]))).toMatchObject({
      name: 'InvalidPart',
    });
    await expect(complete([{ ...part, ChecksumCRC32 }])).resolves.toBeDefined();
  });

  test('a part must have the checksum of its upload', async () => {
    const { upload } = await anUpload({ algorithm: 'SHA256' });
    expect(await refusal(upload(1, { Body: small, ChecksumAlgorithm: 'CRC32' }))).toMatchObject({
      name: 'InvalidRequest',
      message:
        'Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: crc32',
    });
  });

  test("A part with another checksum than the upload's is an `InvalidRequest`, and so is one without where the upload's is composite, or with one where the upload has none.", async () => {
    const s3 = await s3Of(await anEmulator(), { requestChecksumCalculation: 'WHEN_REQUIRED' });
    const begun = async (more: Partial<CreateMultipartUploadCommandInput> = {}) => {
      const { UploadId } = await s3.send(
        new CreateMultipartUploadCommand({ Bucket, Key, ...more }),
      );
      return (part: Partial<UploadPartCommandInput> = {}) =>
        s3.send(
          new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: small, ...part }),
        );
    };
    const plain = await begun();
    await expect(plain()).resolves.toBeDefined();
    expect((await refusal(plain({ ChecksumAlgorithm: 'CRC32' }))).message).toMatch(
      /expected checksum Type: null/,
    );
    const whole = await begun({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
    await expect(whole()).resolves.toBeDefined();
    const composite = await begun({ ChecksumAlgorithm: 'CRC32' });
    expect((await refusal(composite())).message).toMatch(/actual checksum Type: null/);
  });

  test('the size that a completion names is checked', async () => {
    const { upload, complete } = await anUpload();
    const part = await upload(1, { Body: small });
    expect(await refusal(complete([part], { MpuObjectSize: 8 }))).toMatchObject({
      name: 'InvalidRequest',
    });
    await expect(complete([part], { MpuObjectSize: 7 })).resolves.toBeDefined();
  });
});

describe('parts that are copied', () => {
  test('UploadPartCopy takes a range of another object.', async () => {
    const { emulator, s3, named, complete } = await anUpload();
    await s3.send(new PutObjectCommand({ Bucket, Key: 'ä b', Body: '0123456789' }));
    const copied = await s3.send(
      new UploadPartCopyCommand({
        ...named,
        PartNumber: 1,
        CopySource: `${Bucket}/${encodeURIComponent('ä b')}`,
        CopySourceRange: 'bytes=2-4',
      }),
    );
    const { ETag, ChecksumCRC32 } = copied.CopyPartResult ?? {};
    await complete([{ PartNumber: 1, ETag, ChecksumCRC32 }]);
    expect(emulator.s3.read(Bucket, Key)?.toString()).toBe('234');
  });

  test.each(['bytes=2-', 'bytes=4-2', 'bytes=0-10', '2-3'])(
    'the range %s is refused',
    async (CopySourceRange) => {
      const { s3, named } = await anUpload();
      await s3.send(new PutObjectCommand({ Bucket, Key: 'source', Body: '0123456789' }));
      const copy = new UploadPartCopyCommand({
        ...named,
        PartNumber: 1,
        CopySource: `${Bucket}/source`,
        CopySourceRange,
      });
      expect(await refusal(s3.send(copy))).toMatchObject({ name: 'InvalidArgument', status: 400 });
    },
  );
});

test('an upload in parts belongs to the bucket of its account', async () => {
  const s3 = await s3Of(await anEmulator());
  const create = new CreateMultipartUploadCommand({ Bucket: 'retail-ireland', Key });
  expect(await refusal(s3.send(create))).toMatchObject({ name: 'AccessDenied' });
  const owner = new CreateMultipartUploadCommand({ Bucket, Key, ExpectedBucketOwner: dev });
  await expect(s3.send(owner)).resolves.toBeDefined();
});
