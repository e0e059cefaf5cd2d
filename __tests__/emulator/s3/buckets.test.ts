import {
  CreateBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { anEmulator, dev, refusal, retail, retailRole, s3Of } from '../an-emulator.ts';

const denied = { name: 'AccessDenied', status: 403 };

describe('buckets', () => {
  test('one that does not exist is NoSuchBucket for everyone', async () => {
    const emulator = await anEmulator();
    for (const role of [undefined, retailRole]) {
      const s3 = await s3Of(emulator, role ? { role } : {});
      const call = s3.send(new PutObjectCommand({ Bucket: 'nobodys', Key: 'k', Body: 'x' }));
      expect(await refusal(call)).toMatchObject({ name: 'NoSuchBucket', status: 404 });
    }
  });

  test('one in another region is a permanent redirect that tells its region', async () => {
    const s3 = await s3Of(await anEmulator(), { region: 'us-east-1' });
    const calls = [
      new PutObjectCommand({ Bucket: 'dev-ireland', Key: 'k', Body: 'x' }),
      new GetObjectCommand({ Bucket: 'dev-ireland', Key: 'k' }),
    ];
    for (const call of calls) {
      const error = await s3.send(call as GetObjectCommand).catch((e) => e);
      expect(error).toMatchObject({
        name: 'PermanentRedirect',
        Endpoint: 'dev-ireland.s3.eu-west-1.amazonaws.com',
        $metadata: { httpStatusCode: 301 },
        $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } },
      });
    }
  });

  test('the redirect of a HEAD has the header alone, which clients can follow', async () => {
    const emulator = await anEmulator();
    const s3 = await s3Of(emulator, { region: 'us-east-1' });
    const error = await s3.send(new HeadBucketCommand({ Bucket: 'dev-ireland' })).catch((e) => e);
    expect(error.$response).toMatchObject({
      statusCode: 301,
      headers: { 'x-amz-bucket-region': 'eu-west-1', 'content-length': '0' },
    });
    const following = await s3Of(emulator, { region: 'us-east-1', followRegionRedirects: true });
    const Bucket = 'dev-ireland';
    await following.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    await expect(
      following.send(new HeadObjectCommand({ Bucket, Key: 'k' })),
    ).resolves.toBeDefined();
  });

  test('one of another account is denied, whatever is asked', async () => {
    const s3 = await s3Of(await anEmulator());
    const Bucket = 'retail-ireland';
    expect(
      await refusal(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }))),
    ).toMatchObject(denied);
    expect(await refusal(s3.send(new GetObjectCommand({ Bucket, Key: 'k' })))).toMatchObject(
      denied,
    );
    expect(await refusal(s3.send(new ListObjectsV2Command({ Bucket })))).toMatchObject(denied);
    expect((await refusal(s3.send(new HeadBucketCommand({ Bucket })))).status).toBe(403);
  });

  test('one of another account allows what its grants say, and tells nothing of what is missing', async () => {
    const grants = [{ account: retail, actions: ['s3:GetObject*', 's3:PutObject'] }];
    const shared = { name: 'shared', region: 'eu-west-1', account: dev, grants };
    const emulator = await anEmulator({ seed: { buckets: [shared] } });
    const s3 = await s3Of(emulator, { role: retailRole });
    const Bucket = 'shared';
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'k' }))).resolves.toBeDefined();
    expect(await refusal(s3.send(new GetObjectCommand({ Bucket, Key: 'none' })))).toMatchObject(
      denied,
    );
    expect((await refusal(s3.send(new HeadObjectCommand({ Bucket, Key: 'none' })))).status).toBe(
      403,
    );
    expect(await refusal(s3.send(new ListObjectsV2Command({ Bucket })))).toMatchObject(denied);
  });

  test('the owner that a request expects is checked', async () => {
    const s3 = await s3Of(await anEmulator());
    const put = (ExpectedBucketOwner: string) =>
      s3.send(
        new PutObjectCommand({ Bucket: 'dev-ireland', Key: 'k', Body: 'x', ExpectedBucketOwner }),
      );
    await expect(put(dev)).resolves.toBeDefined();
    expect(await refusal(put(retail))).toMatchObject(denied);
    expect(await refusal(put('me'))).toMatchObject({ name: 'InvalidArgument', status: 400 });
  });

  test('those of the account are listed page by page, with their regions when asked with a parameter', async () => {
    const s3 = await s3Of(await anEmulator({ pageSize: 1 }));
    const first = await s3.send(new ListBucketsCommand({}));
    expect(first.Buckets?.map(({ Name }) => Name)).toEqual(['dev-ireland']);
    const { ContinuationToken } = first;
    const second = await s3.send(new ListBucketsCommand({ ContinuationToken }));
    expect(second.Buckets?.map(({ Name, BucketRegion }) => [Name, BucketRegion])).toEqual([
      ['dev-virginia', 'us-east-1'],
    ]);
    expect(second.ContinuationToken).toBeUndefined();
    const inVirginia = await s3.send(new ListBucketsCommand({ BucketRegion: 'us-east-1' }));
    expect(inVirginia.Buckets).toHaveLength(1);
  });

  test('each tells its region and that it encrypts', async () => {
    const s3 = await s3Of(await anEmulator());
    const Bucket = 'dev-ireland';
    expect(await s3.send(new HeadBucketCommand({ Bucket }))).toMatchObject({
      BucketRegion: 'eu-west-1',
    });
    const location = (name: string) => s3.send(new GetBucketLocationCommand({ Bucket: name }));
    expect((await location('dev-ireland')).LocationConstraint).toBe('eu-west-1');
    expect((await location('dev-virginia')).LocationConstraint ?? '').toBe('');
    const { ServerSideEncryptionConfiguration } = await s3.send(
      new GetBucketEncryptionCommand({ Bucket }),
    );
    expect(ServerSideEncryptionConfiguration?.Rules?.[0]).toMatchObject({
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
    });
  });

  test('one is created in the region of the request', async () => {
    const emulator = await anEmulator();
    const ireland = await s3Of(emulator);
    const virginia = await s3Of(emulator, { region: 'us-east-1' });
    const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' as const };
    await ireland.send(
      new CreateBucketCommand({ Bucket: 'new-ireland', CreateBucketConfiguration }),
    );
    await virginia.send(new CreateBucketCommand({ Bucket: 'new-virginia' }));
    await expect(
      ireland.send(new HeadBucketCommand({ Bucket: 'new-ireland' })),
    ).resolves.toBeDefined();
    await expect(
      virginia.send(new CreateBucketCommand({ Bucket: 'new-virginia' })),
    ).resolves.toBeDefined();
    const elsewhere = new CreateBucketCommand({ Bucket: 'other', CreateBucketConfiguration });
    expect(await refusal(virginia.send(elsewhere))).toMatchObject({
      name: 'IllegalLocationConstraintException',
      status: 400,
    });
  });

  test.each([
    ['dev-ireland', 'BucketAlreadyOwnedByYou', 409],
    ['retail-ireland', 'BucketAlreadyExists', 409],
    ['Capital', 'InvalidBucketName', 400],
  ])('%s cannot be created', async (Bucket, name, status) => {
    const s3 = await s3Of(await anEmulator());
    const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' as const };
    const create = new CreateBucketCommand({ Bucket, CreateBucketConfiguration });
    expect(await refusal(s3.send(create))).toMatchObject({ name, status });
  });
});
