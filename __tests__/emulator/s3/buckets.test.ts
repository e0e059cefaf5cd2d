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
import { defined } from '../../../src/defined.ts';
import { anEmulator, dev, refusal, retail, retailRole, s3Of } from '../an-emulator.ts';

const denied = { name: 'AccessDenied', status: 403 };

describe('buckets', () => {
  test('A bucket that does not exist is `NoSuchBucket` for everyone.', async () => {
    const emulator = await anEmulator();
    for (const role of [undefined, retailRole]) {
      const s3 = await s3Of(emulator, defined({ role }));
      const call = s3.send(new PutObjectCommand({ Bucket: 'nobodys', Key: 'k', Body: 'x' }));
      expect(await refusal(call)).toMatchObject({ name: 'NoSuchBucket', status: 404 });
    }
  });

  test("A bucket in another region than the request's is a `PermanentRedirect`, 301, with the region in `x-amz-bucket-region` and the endpoint in the document; a HEAD has the header alone.", async () => {
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

  test('a client can follow the redirect of a HEAD', async () => {
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

  test("Principals of the bucket's account may do everything with it; those of others what its seeded grants allow, unless its policy says otherwise: everything else is `AccessDenied`.", async () => {
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

  test('What is missing in a bucket is told only to who may list it; others get `AccessDenied`.', async () => {
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

  test("`x-amz-expected-bucket-owner` that is not the owner's account is `AccessDenied`.", async () => {
    const s3 = await s3Of(await anEmulator());
    const put = (ExpectedBucketOwner: string) =>
      s3.send(
        new PutObjectCommand({ Bucket: 'dev-ireland', Key: 'k', Body: 'x', ExpectedBucketOwner }),
      );
    await expect(put(dev)).resolves.toBeDefined();
    expect(await refusal(put(retail))).toMatchObject(denied);
    expect(await refusal(put('me'))).toMatchObject({ name: 'InvalidArgument', status: 400 });
  });

  test("A list shows buckets of the caller's account, with their regions when it is asked with a parameter.", async () => {
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

  test('each tells its region', async () => {
    const s3 = await s3Of(await anEmulator());
    expect(await s3.send(new HeadBucketCommand({ Bucket: 'dev-ireland' }))).toMatchObject({
      BucketRegion: 'eu-west-1',
    });
  });

  test('GetBucketLocation is answered in every region.', async () => {
    const s3 = await s3Of(await anEmulator());
    const location = (Bucket: string) => s3.send(new GetBucketLocationCommand({ Bucket }));
    expect((await location('dev-ireland')).LocationConstraint).toBe('eu-west-1');
    expect((await location('dev-virginia')).LocationConstraint ?? '').toBe('');
  });

  test('Every bucket encrypts with SSE-S3 by default.', async () => {
    const s3 = await s3Of(await anEmulator());
    const { ServerSideEncryptionConfiguration } = await s3.send(
      new GetBucketEncryptionCommand({ Bucket: 'dev-ireland' }),
    );
    expect(ServerSideEncryptionConfiguration?.Rules?.[0]).toMatchObject({
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
    });
  });

  test('CreateBucket takes a location constraint, which must be the region of the request.', async () => {
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

  describe("A name that is taken is `BucketAlreadyOwnedByYou` or `BucketAlreadyExists`; in us-east-1 one's own bucket may be created again.", () => {
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

  test('The names of buckets are one space for all accounts and regions.', async () => {
    const emulator = await anEmulator();
    const s3 = await s3Of(emulator, { region: 'us-east-1' });
    const create = new CreateBucketCommand({ Bucket: 'retail-ireland' });
    expect(await refusal(s3.send(create))).toMatchObject({ name: 'BucketAlreadyExists' });
  });
});
