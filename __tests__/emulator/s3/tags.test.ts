import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectTaggingCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { anEmulator, dev, refusal, retail, retailRole, s3Of } from '../an-emulator.ts';

const Bucket = 'dev-ireland';
const Key = 'orders/1.zip';

async function tagsOf(s3: S3Client, where: { Key?: string; VersionId?: string } = {}) {
  const answer = await s3.send(new GetObjectTaggingCommand({ Bucket, Key, ...where }));
  return answer.TagSet?.map(({ Key, Value }) => `${Key}=${Value}`);
}

const put = (Tagging?: string) => new PutObjectCommand({ Bucket, Key, Body: 'x', Tagging });
const set = (...pairs: [string, string][]) =>
  new PutObjectTaggingCommand({
    Bucket,
    Key,
    Tagging: { TagSet: pairs.map(([Key, Value]) => ({ Key, Value })) },
  });

describe('Tags of an object are kept, told, replaced and taken away; a write may bring them, and their number comes back with a read.', () => {
  test('one after the other', async () => {
    const s3 = await s3Of(await anEmulator());
    await s3.send(put('team=orders&stage=test%20one'));
    expect(await tagsOf(s3)).toEqual(['team=orders', 'stage=test one']);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key }))).TagCount).toBe(2);
    await s3.send(set(['team', 'billing'], ['größe', '']));
    expect(await tagsOf(s3)).toEqual(['team=billing', 'größe=']);
    await s3.send(new DeleteObjectTaggingCommand({ Bucket, Key }));
    expect(await tagsOf(s3)).toEqual([]);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key }))).TagCount).toBeUndefined();
  });

  test('an upload in parts', async () => {
    const s3 = await s3Of(await anEmulator(), { requestChecksumCalculation: 'WHEN_REQUIRED' });
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({ Bucket, Key, Tagging: 'team=orders' }),
    );
    const part = { Bucket, Key, UploadId, PartNumber: 1 };
    const { ETag } = await s3.send(new UploadPartCommand({ ...part, Body: 'x' }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
    expect(await tagsOf(s3)).toEqual(['team=orders']);
  });

  test('each version has its own', async () => {
    const s3 = await s3Of(await anEmulator());
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    const { VersionId = '' } = await s3.send(put('a=1'));
    await s3.send(put('a=2'));
    expect([await tagsOf(s3), await tagsOf(s3, { VersionId })]).toEqual([['a=2'], ['a=1']]);
  });
});

test('A copy has the tags of its source, or with `REPLACE` those that it is asked with.', async () => {
  const s3 = await s3Of(await anEmulator());
  await s3.send(put('team=orders'));
  const copy = (more: object) =>
    s3.send(
      new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/${Key}`, ...more }),
    );
  await copy({});
  expect(await tagsOf(s3, { Key: 'copy' })).toEqual(['team=orders']);
  await copy({ TaggingDirective: 'REPLACE', Tagging: 'team=billing' });
  expect(await tagsOf(s3, { Key: 'copy' })).toEqual(['team=billing']);
  await copy({ TaggingDirective: 'REPLACE' });
  expect(await tagsOf(s3, { Key: 'copy' })).toEqual([]);
});

describe('More than 10 tags, a key of more than 128 or a value of more than 256 characters, one that begins with `aws:`, and a key twice are refused.', () => {
  test.each<[string, [string, string][]]>([
    ['BadRequest', Array.from({ length: 11 }, (_, index) => [`k${index}`, 'v'])],
    ['InvalidTag', [['k'.repeat(129), 'v']]],
    ['InvalidTag', [['k', 'v'.repeat(257)]]],
    ['InvalidTag', [['aws:k', 'v']]],
    ['InvalidTag', [['k{}', 'v']]],
    [
      'InvalidTag',
      [
        ['k', '1'],
        ['k', '2'],
      ],
    ],
  ])('%s', async (name, pairs) => {
    const s3 = await s3Of(await anEmulator());
    await s3.send(put());
    expect(await refusal(s3.send(set(...pairs)))).toMatchObject({ name, status: 400 });
  });

  test('in a header, too', async () => {
    const s3 = await s3Of(await anEmulator());
    expect(await refusal(s3.send(put('a=1&a=2')))).toMatchObject({ name: 'InvalidArgument' });
    expect(await refusal(s3.send(put('aws:a=1')))).toMatchObject({ name: 'InvalidTag' });
  });
});

test('Who may not tag is refused, also where a write would bring tags.', async () => {
  const emulator = await anEmulator({
    seed: {
      buckets: [
        {
          name: Bucket,
          region: 'eu-west-1',
          account: dev,
          grants: [{ account: retail, actions: ['s3:PutObject', 's3:GetObject'] }],
        },
      ],
    },
  });
  const s3 = await s3Of(emulator, { role: retailRole });
  await s3.send(put());
  for (const call of [() => s3.send(put('a=1')), () => s3.send(set(['a', '1'])), () => tagsOf(s3)])
    expect(await refusal(call())).toMatchObject({ name: 'AccessDenied', status: 403 });
});
