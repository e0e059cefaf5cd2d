import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  HeadBucketCommand,
  ListObjectsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { anEmulator, refusal, s3Of } from '../an-emulator.ts';

const Bucket = 'dev-ireland';

async function aBucketOf(keys: string[], isVersioned = false) {
  const emulator = await anEmulator();
  const s3 = await s3Of(emulator);
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  if (isVersioned)
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  return { emulator, s3 };
}

describe('DeleteObjects removes up to 1,000 objects or versions and reports each.', () => {
  const remove = (s3: S3Client, Objects: { Key: string; VersionId?: string }[], Quiet = false) =>
    s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet } }));

  test('objects, whether they are there or not', async () => {
    const { emulator, s3 } = await aBucketOf(['a', 'b & c', 'd']);
    const { Deleted } = await remove(s3, [{ Key: 'a' }, { Key: 'b & c' }, { Key: 'none' }]);
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['a', 'b & c', 'none']);
    expect(emulator.s3.objects(Bucket).map(({ key }) => key)).toEqual(['d']);
    expect((await remove(s3, [{ Key: 'd' }], true)).Deleted).toBeUndefined();
  });

  test('versions', async () => {
    const { s3 } = await aBucketOf(['a'], true);
    const [marked] = (await remove(s3, [{ Key: 'a' }])).Deleted ?? [];
    expect(marked).toEqual({
      Key: 'a',
      DeleteMarker: true,
      DeleteMarkerVersionId: expect.stringMatching(/^[\w.]{32}$/),
    });
    const VersionId = marked?.DeleteMarkerVersionId ?? '';
    const { Deleted, Errors } = await remove(s3, [
      { Key: 'a', VersionId },
      { Key: 'a', VersionId: 'no such/version' },
    ]);
    expect(Deleted).toMatchObject([{ Key: 'a', VersionId, DeleteMarkerVersionId: VersionId }]);
    expect(Errors).toMatchObject([{ Key: 'a', Code: 'InvalidArgument' }]);
  });

  test('no more than that', async () => {
    const { s3 } = await aBucketOf([]);
    const many = Array.from({ length: 1001 }, (_, index) => ({ Key: `${index}` }));
    expect(await refusal(remove(s3, many))).toMatchObject({ name: 'MalformedXML', status: 400 });
  });

  test('not by conditions, which would be left out', async () => {
    const { s3 } = await aBucketOf(['a']);
    const Objects = [{ Key: 'a', ETag: '"1"' }];
    const command = new DeleteObjectsCommand({ Bucket, Delete: { Objects } });
    expect(await refusal(s3.send(command))).toMatchObject({ name: 'NotImplemented', status: 501 });
  });
});

describe('DeleteBucket takes away a bucket that holds nothing, no version and no delete marker.', () => {
  test('and refuses others', async () => {
    const { s3 } = await aBucketOf(['a'], true);
    const remove = new DeleteBucketCommand({ Bucket });
    expect(await refusal(s3.send(remove))).toMatchObject({ name: 'BucketNotEmpty', status: 409 });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect(await refusal(s3.send(remove))).toMatchObject({ name: 'BucketNotEmpty', status: 409 });
    const { Versions = [], DeleteMarkers = [] } = await s3.send(
      new ListObjectVersionsCommand({ Bucket }),
    );
    for (const { Key, VersionId } of [...Versions, ...DeleteMarkers])
      await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
    await s3.send(remove);
    expect(await refusal(s3.send(new HeadBucketCommand({ Bucket })))).toMatchObject({
      name: 'NotFound',
      status: 404,
    });
    const LocationConstraint = 'eu-west-1' as const;
    const CreateBucketConfiguration = { LocationConstraint };
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
    await s3.send(new HeadBucketCommand({ Bucket }));
  });
});

describe('ListObjectVersions lists keys in order, the newest version first, delete markers among them; its two markers go on within a key.', () => {
  test('page by page', async () => {
    const { s3 } = await aBucketOf(['b/1', 'a', 'a', 'a'], true);
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    const seen: string[] = [];
    let markers: { KeyMarker?: string; VersionIdMarker?: string } = {};
    for (;;) {
      const page = await s3.send(new ListObjectVersionsCommand({ Bucket, ...markers }));
      for (const { Key, IsLatest, Size } of page.Versions ?? [])
        seen.push(`${Key} ${Size}${IsLatest ? ' latest' : ''}`);
      for (const { Key, IsLatest } of page.DeleteMarkers ?? [])
        seen.push(`${Key} gone${IsLatest ? ' latest' : ''}`);
      if (!page.IsTruncated) break;
      const { NextKeyMarker = '', NextVersionIdMarker = '' } = page;
      markers = { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker };
    }
    expect(seen.toSorted()).toEqual(['a 1', 'a 1', 'a 1', 'a gone latest', 'b/1 3 latest']);
  });

  test('by prefix and delimiter', async () => {
    const { s3 } = await aBucketOf(['a/1', 'a/2', 'b']);
    const { CommonPrefixes, Versions } = await s3.send(
      new ListObjectVersionsCommand({ Bucket, Delimiter: '/' }),
    );
    expect(CommonPrefixes).toEqual([{ Prefix: 'a/' }]);
    expect(Versions).toMatchObject([{ Key: 'b', VersionId: 'null', IsLatest: true }]);
  });

  test('a version marker needs a key', async () => {
    const { s3 } = await aBucketOf([]);
    const command = new ListObjectVersionsCommand({ Bucket, VersionIdMarker: 'x' });
    expect(await refusal(s3.send(command))).toMatchObject({ name: 'InvalidArgument' });
  });
});

describe('ListObjects, the older list, goes on after a key; only with a delimiter it names the next.', () => {
  test('without', async () => {
    const { s3 } = await aBucketOf(['a', 'b', 'c']);
    const page = await s3.send(new ListObjectsCommand({ Bucket }));
    expect(page).toMatchObject({ IsTruncated: true, Marker: '', MaxKeys: 1000 });
    expect(page.NextMarker).toBeUndefined();
    expect(page.Contents?.map(({ Key, Owner }) => [Key, Owner?.ID?.length])).toEqual([
      ['a', 64],
      ['b', 64],
    ]);
    const rest = await s3.send(new ListObjectsCommand({ Bucket, Marker: 'b' }));
    expect(rest).toMatchObject({ IsTruncated: false, Contents: [{ Key: 'c' }] });
  });

  test('with', async () => {
    const { s3 } = await aBucketOf(['a', 'b/1', 'b/2', 'c']);
    const page = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/' }));
    expect(page).toMatchObject({ NextMarker: 'b/', CommonPrefixes: [{ Prefix: 'b/' }] });
    const rest = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', Marker: 'b/' }));
    expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['c']);
  });
});
