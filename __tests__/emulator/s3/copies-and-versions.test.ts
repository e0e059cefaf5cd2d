import {
  CopyObjectCommand,
  type CopyObjectCommandInput,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { defined } from '../../../src/defined.ts';
import type { startEmulator } from '../../../src/emulator/server.ts';
import {
  type CodeDeployService,
  type ObjectReader,
  ServiceError,
} from '../../../src/emulator/service.ts';
import { anEmulator, dev, refusal, retail, retailRole, s3Of } from '../an-emulator.ts';

const Bucket = 'dev-ireland';
const Key = 'release.zip';

function put(s3: S3Client, Body: string, more: object = {}) {
  return s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
}

describe('copies', () => {
  async function aCopy() {
    const emulator = await anEmulator();
    const s3 = await s3Of(emulator);
    const { ETag } = await put(s3, 'bytes', {
      Metadata: { commit: 'c0ffee' },
      ContentType: 'application/zip',
    });
    const copy = (more: Partial<CopyObjectCommandInput> = {}) =>
      s3.send(
        new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/${Key}`, ...more }),
      );
    return { emulator, s3, copy, ETag };
  }

  test('A copy keeps metadata unless `REPLACE` is asked for, is one part whatever the source was, and has a checksum of the whole.', async () => {
    const { emulator, s3, copy, ETag } = await aCopy();
    const { CopyObjectResult } = await copy();
    expect(CopyObjectResult).toMatchObject({
      ETag,
      ChecksumCRC32: expect.any(String),
      ChecksumType: 'FULL_OBJECT',
    });
    expect(emulator.s3.read(Bucket, 'copy')?.toString()).toBe('bytes');
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'copy' }))).toMatchObject({
      Metadata: { commit: 'c0ffee' },
      ContentType: 'application/zip',
    });
  });

  test('replace metadata when asked to, and take another checksum', async () => {
    const { s3, copy } = await aCopy();
    const { CopyObjectResult } = await copy({
      MetadataDirective: 'REPLACE',
      Metadata: { commit: 'decade' },
      ChecksumAlgorithm: 'SHA256',
    });
    expect(CopyObjectResult?.ChecksumSHA256).toBeDefined();
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'copy' }))).toMatchObject({
      Metadata: { commit: 'decade' },
    });
  });

  test('go to another region', async () => {
    const { emulator } = await aCopy();
    const virginia = await s3Of(emulator, { region: 'us-east-1' });
    const CopySource = `/${Bucket}/${Key}`;
    await virginia.send(new CopyObjectCommand({ Bucket: 'dev-virginia', Key, CopySource }));
    expect(emulator.s3.read('dev-virginia', Key)?.toString()).toBe('bytes');
  });

  test('The source may be in another region, and in another account that allows it.', async () => {
    const buckets = [
      {
        name: Bucket,
        region: 'eu-west-1',
        account: dev,
        grants: [{ account: retail, actions: ['s3:GetObject'] }],
      },
      { name: 'closed', region: 'eu-west-1', account: dev },
      { name: 'retail-ireland', region: 'eu-west-1', account: retail },
    ];
    const emulator = await anEmulator({ seed: { buckets } });
    const owner = await s3Of(emulator);
    await put(owner, 'bytes');
    await owner.send(new PutObjectCommand({ Bucket: 'closed', Key, Body: 'bytes' }));
    const s3 = await s3Of(emulator, { role: retailRole });
    const copy = (source: string) =>
      s3.send(
        new CopyObjectCommand({ Bucket: 'retail-ireland', Key, CopySource: `${source}/${Key}` }),
      );
    await expect(copy(Bucket)).resolves.toBeDefined();
    expect(await refusal(copy('closed'))).toMatchObject({ name: 'AccessDenied' });
  });

  describe('Conditions on the source and `x-amz-source-expected-bucket-owner` are checked.', () => {
    test.each<[string, Partial<CopyObjectCommandInput>, string]>([
      ['of another ETag than expected', { CopySourceIfMatch: '"other"' }, 'PreconditionFailed'],
      ['of what has changed', { CopySourceIfUnmodifiedSince: new Date(0) }, 'PreconditionFailed'],
      [
        'of what has not changed',
        { CopySourceIfModifiedSince: new Date('2100-01-01') },
        'PreconditionFailed',
      ],
      ['of nothing', { CopySource: `${Bucket}/nothing` }, 'NoSuchKey'],
      ['of a bucket', { CopySource: Bucket }, 'InvalidArgument'],
      ['from another owner than expected', { ExpectedSourceBucketOwner: retail }, 'AccessDenied'],
      [
        'over an object that must not be there',
        { Key, MetadataDirective: 'REPLACE', IfNoneMatch: '*' },
        'PreconditionFailed',
      ],
    ])('%s are refused', async (_name, more, name) => {
      const { copy } = await aCopy();
      expect(await refusal(copy(more))).toMatchObject({ name });
    });
  });

  test('An object copied onto itself with no change is an `InvalidRequest`.', async () => {
    const { copy } = await aCopy();
    expect(await refusal(copy({ Key }))).toMatchObject({ name: 'InvalidRequest', status: 400 });
    await expect(copy({ Key, MetadataDirective: 'REPLACE' })).resolves.toBeDefined();
  });

  test('hold the ETag that they are of', async () => {
    const { copy, ETag } = await aCopy();
    await expect(copy({ CopySourceIfMatch: ETag })).resolves.toBeDefined();
    expect(await refusal(copy({ CopySourceIfNoneMatch: ETag }))).toMatchObject({
      name: 'PreconditionFailed',
    });
  });
});

describe('versions', () => {
  async function versioned() {
    const emulator = await anEmulator();
    const s3 = await s3Of(emulator);
    const set = (Status: 'Enabled' | 'Suspended') =>
      s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
    const read = async (VersionId?: string) => {
      const version = defined({ VersionId });
      const answer = await s3.send(new GetObjectCommand({ Bucket, Key, ...version }));
      return answer.Body?.transformToString();
    };
    const remove = (VersionId?: string) =>
      s3.send(new DeleteObjectCommand({ Bucket, Key, ...defined({ VersionId }) }));
    return { emulator, s3, set, read, remove };
  }

  test('there are none until versioning is enabled', async () => {
    const { s3, set } = await versioned();
    expect((await put(s3, 'old')).VersionId).toBeUndefined();
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    await set('Enabled');
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
    expect((await put(s3, 'new')).VersionId).toMatch(/^[\w.]{32}$/);
  });

  test('A version id that S3 could not have made is an `InvalidArgument`; one that does not exist is `NoSuchVersion`.', async () => {
    const { s3, set, read } = await versioned();
    await put(s3, 'zero');
    await set('Enabled');
    const one = await put(s3, 'one');
    const two = await put(s3, 'two');
    expect(await read()).toBe('two');
    expect(await read(one.VersionId)).toBe('one');
    expect(await read(two.VersionId)).toBe('two');
    expect(await read('null')).toBe('zero');
    expect(await refusal(read('none'))).toMatchObject({ name: 'NoSuchVersion', status: 404 });
    expect(await refusal(read('\u0000'))).toMatchObject({ name: 'InvalidArgument', status: 400 });
  });

  test('A read of a delete marker is 404 with `x-amz-delete-marker`, of its version 405.', async () => {
    const { s3, set, read, remove } = await versioned();
    await set('Enabled');
    const one = await put(s3, 'one');
    const marker = await remove();
    expect(marker).toMatchObject({ DeleteMarker: true, VersionId: expect.any(String) });
    const error = await s3.send(new GetObjectCommand({ Bucket, Key })).catch((e) => e);
    expect(error).toMatchObject({
      name: 'NoSuchKey',
      $response: { headers: { 'x-amz-delete-marker': 'true' } },
    });
    expect(await refusal(read(marker.VersionId))).toMatchObject({
      name: 'MethodNotAllowed',
      status: 405,
    });
    expect(await read(one.VersionId)).toBe('one');
    expect(await remove(marker.VersionId)).toMatchObject({ DeleteMarker: true });
    expect(await read()).toBe('one');
    await remove(one.VersionId);
    expect(await refusal(read(one.VersionId))).toMatchObject({ name: 'NoSuchVersion' });
  });

  test('Where versioning is enabled every write makes a version; a delete makes a delete marker; suspended, both have the version `null`.', async () => {
    const { emulator, s3, set, read, remove } = await versioned();
    await set('Enabled');
    const one = await put(s3, 'one');
    await set('Suspended');
    await put(s3, 'two');
    await put(s3, 'three');
    expect(emulator.s3.objects(Bucket)).toMatchObject([{ versions: 2 }]);
    expect(await remove()).toMatchObject({ DeleteMarker: true, VersionId: 'null' });
    expect(await read(one.VersionId)).toBe('one');
  });

  test('Deleting a version takes it away for good.', async () => {
    const { emulator, s3, set, remove } = await versioned();
    await set('Enabled');
    const { VersionId } = await put(s3, 'one');
    await put(s3, 'two');
    await remove(VersionId);
    expect(emulator.s3.objects(Bucket)).toMatchObject([{ versions: 1 }]);
  });

  test('an old one can be copied', async () => {
    const { emulator, s3, set } = await versioned();
    await set('Enabled');
    const { VersionId } = await put(s3, 'one');
    await put(s3, 'two');
    const CopySource = `${Bucket}/${Key}?versionId=${VersionId}`;
    const copy = await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }));
    expect(copy.CopySourceVersionId).toBe(VersionId);
    expect(emulator.s3.read(Bucket, 'copy')?.toString()).toBe('one');
  });
});

describe('what instances read', () => {
  async function aReader() {
    const readers: ObjectReader[] = [];
    const codedeploy = ({ objects }: { objects: ObjectReader }): CodeDeployService => {
      readers.push(objects);
      return { handle: async () => ({}), close: async () => {} };
    };
    const emulator = await anEmulator({
      codedeploy: codedeploy as NonNullable<Parameters<typeof startEmulator>[0]['codedeploy']>,
      seed: { buckets: [{ name: Bucket, region: 'eu-west-1', account: dev, versioning: true }] },
    });
    const { ETag = '', VersionId = '' } = await put(await s3Of(emulator), 'bytes');
    const here = { account: dev, region: 'eu-west-1', bucket: Bucket, key: Key };
    const [objects] = readers;
    if (!objects) throw new Error('CodeDeploy was not made');
    return { objects, here, ETag, VersionId };
  }

  test('is what was put', async () => {
    const { objects, here, ETag, VersionId } = await aReader();
    const expected = {
      body: Buffer.from('bytes'),
      eTag: ETag.replaceAll('"', ''),
      versionId: VersionId,
    };
    expect(objects.read(here)).toEqual(expected);
    expect(objects.read({ ...here, version: VersionId, eTag: ETag })).toEqual(expected);
  });

  test.each([
    ['of another account', { account: retail }, 'AccessDenied'],
    ['in another region', { region: 'us-east-1' }, 'PermanentRedirect'],
    ['that does not exist', { key: 'none' }, 'NoSuchKey'],
    ['in a bucket that does not exist', { bucket: 'none' }, 'NoSuchBucket'],
    ['of another version', { version: 'none' }, 'NoSuchVersion'],
    ['of another ETag', { eTag: 'none' }, 'PreconditionFailed'],
  ])('is refused %s as over the wire', async (_name, location, code) => {
    const { objects, here } = await aReader();
    expect(() => objects.read({ ...here, ...location })).toThrow(ServiceError);
    expect(() => objects.read({ ...here, ...location })).toThrow(expect.objectContaining({ code }));
  });
});
