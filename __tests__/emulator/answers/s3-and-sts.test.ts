import * as s3 from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { expect, test } from '@jest/globals';
import { NormalizedSchema } from '@smithy/core/schema';
import { routes } from '../../../src/emulator/s3/routes.ts';
import { operations } from '../../../src/emulator/sts/protocol.ts';
import { anEmulator, devRole, s3Of, stsOf } from '../an-emulator.ts';
import { strangeInRest } from './against-model.ts';
import { Watch, watched } from './checked-handler.ts';

const here = { Bucket: 'dev-ireland', Key: 'a b/ä.zip' };

test('every operation of S3 answers with what AWS’s model has, and with nothing else', async () => {
  const emulator = await anEmulator();
  const watch = new Watch();
  const client = watched(await s3Of(emulator), watch);
  const { Bucket } = here;
  const versioned = { Bucket: 'dev-made' };
  await client.send(
    new s3.CreateBucketCommand({
      ...versioned,
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
    }),
  );
  await client.send(
    new s3.PutBucketVersioningCommand({
      ...versioned,
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  );
  await client.send(new s3.GetBucketVersioningCommand(versioned));
  await client.send(new s3.GetBucketLocationCommand({ Bucket }));
  await client
    .send(new s3.GetBucketLocationCommand({ Bucket: 'dev-virginia' }))
    .catch(() => undefined);
  await client.send(new s3.GetBucketEncryptionCommand({ Bucket }));
  await client.send(new s3.HeadBucketCommand({ Bucket }));
  await client.send(new s3.ListBucketsCommand({ MaxBuckets: 1 }));

  const Metadata = { version: '1.2' };
  await client.send(
    new s3.PutObjectCommand({ ...here, Body: 'a bundle', Metadata, Tagging: 'a=b' }),
  );
  await client.send(
    new s3.PutObjectCommand({
      ...here,
      Key: 'b',
      Body: 'x',
      ServerSideEncryption: 'AES256',
      ChecksumAlgorithm: 'SHA256',
    }),
  );
  await client.send(new s3.GetObjectCommand({ ...here, ChecksumMode: 'ENABLED' }));
  await client.send(new s3.GetObjectCommand({ ...here, Range: 'bytes=0-3' }));
  await client.send(new s3.HeadObjectCommand({ ...here, ChecksumMode: 'ENABLED' }));
  await client.send(
    new s3.PutObjectTaggingCommand({ ...here, Tagging: { TagSet: [{ Key: 'c', Value: 'd' }] } }),
  );
  await client.send(new s3.GetObjectTaggingCommand(here));
  await client.send(new s3.DeleteObjectTaggingCommand(here));
  await client.send(new s3.CopyObjectCommand({ ...here, ...versioned, CopySource: `${Bucket}/b` }));
  await client.send(
    new s3.CopyObjectCommand({
      Bucket,
      Key: 'c',
      CopySource: `${versioned.Bucket}/${encodeURIComponent(here.Key)}`,
    }),
  );

  const upload = { ...versioned, Key: 'parts' };
  const { UploadId } = await client.send(
    new s3.CreateMultipartUploadCommand({ ...upload, ChecksumAlgorithm: 'SHA256' }),
  );
  const first = await client.send(
    new s3.UploadPartCommand({
      ...upload,
      UploadId,
      PartNumber: 1,
      Body: Buffer.alloc(5 * 1024 ** 2),
      ChecksumAlgorithm: 'SHA256',
    }),
  );
  const second = await client.send(
    new s3.UploadPartCopyCommand({ ...upload, UploadId, PartNumber: 2, CopySource: `${Bucket}/b` }),
  );
  await client.send(new s3.ListPartsCommand({ ...upload, UploadId }));
  const Parts = [
    { PartNumber: 1, ETag: first.ETag, ChecksumSHA256: first.ChecksumSHA256 },
    {
      PartNumber: 2,
      ETag: second.CopyPartResult?.ETag,
      ChecksumSHA256: second.CopyPartResult?.ChecksumSHA256,
    },
  ];
  await client.send(
    new s3.CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload: { Parts } }),
  );
  const given = await client.send(new s3.CreateMultipartUploadCommand(upload));
  await client.send(new s3.AbortMultipartUploadCommand({ ...upload, UploadId: given.UploadId }));

  await client.send(
    new s3.ListObjectsV2Command({ Bucket, Delimiter: '/', FetchOwner: true, MaxKeys: 1 }),
  );
  await client.send(new s3.ListObjectsV2Command({ Bucket, EncodingType: 'url' }));
  await client.send(new s3.ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys: 1 }));
  await client.send(new s3.DeleteObjectCommand({ ...versioned, Key: here.Key }));
  await client.send(new s3.ListObjectVersionsCommand({ ...versioned, MaxKeys: 1 }));
  await client.send(new s3.ListObjectVersionsCommand(versioned));
  const Objects = [{ Key: 'b' }, { Key: 'c' }, { Key: 'not-there' }];
  await client.send(new s3.DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  await client.send(new s3.DeleteObjectCommand(here));
  const emptied = { Bucket: 'dev-emptied' };
  await client.send(
    new s3.CreateBucketCommand({
      ...emptied,
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
    }),
  );
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${emptied.Bucket}/*`,
    },
  });
  await client.send(new s3.PutBucketPolicyCommand({ ...emptied, Policy }));
  await client.send(new s3.GetBucketPolicyCommand(emptied));
  await client.send(new s3.DeleteBucketPolicyCommand(emptied));
  await client.send(new s3.DeleteBucketCommand(emptied));

  expect(watch.strange).toEqual([]);
  expect(routes.map(({ name }) => name).filter((name) => !watch.asked.has(name))).toEqual([]);
});

test('every operation of STS answers with what AWS’s model has, and with nothing else', async () => {
  const emulator = await anEmulator();
  const watch = new Watch();
  const client = watched(stsOf(emulator), watch);
  const asked = { RoleArn: devRole, RoleSessionName: 'walk' };
  await client.send(new GetCallerIdentityCommand({}));
  await client.send(new AssumeRoleCommand({ ...asked, SourceIdentity: 'someone', Tags: [] }));
  const claims = {
    iat: 1_700_000_000,
    iss: 'https://ci.example.com',
    sub: 'repo:orders',
    aud: 'sts.amazonaws.com',
    exp: 4_000_000_000,
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ alg: 'none' })}.${part(claims)}.x`;
  await client.send(new AssumeRoleWithWebIdentityCommand({ ...asked, WebIdentityToken: token }));

  expect(watch.strange).toEqual([]);
  expect(Object.keys(operations).filter((name) => !watch.asked.has(name))).toEqual([]);
});

test('an answer with more than the model has is told', () => {
  const schema = NormalizedSchema.of(s3.ListObjectsV2$[5]);
  const body = Buffer.from(
    '<ListBucketResult><KeyCount>two</KeyCount><Contents><Key>a</Key><Colour>red</Colour></Contents></ListBucketResult>',
  );
  const headers = { 'x-amz-colour': 'red' };
  expect(strangeInRest(schema, { headers, body }, 'ListObjectsV2')).toEqual([
    'unknown header x-amz-colour',
    '"two" at ListBucketResult.KeyCount',
    'unknown ListBucketResult.Contents.Colour',
  ]);
});
