import { permissionFor } from './call-name.ts';
import { type AdviceTable, type Circumstances, whoOf } from './circumstances.ts';

/** What to do about what S3 answers, by the error's name. */
export const s3Advice: AdviceTable = {
  AuthorizationHeaderMalformed: inOtherRegion,
  BucketInOtherRegion: inOtherRegion,
  IllegalLocationConstraintException: inOtherRegion,
  InvalidBucketName: ({ bucket }) =>
    `"${bucket}" is not a bucket name (3 to 63 of a-z, 0-9, "-" and "."): correct bundle.bucket`,
  'KMS.DisabledException': 'enable the KMS key, or name another one in bundle.kms',
  'KMS.InvalidStateException':
    'the KMS key cannot be used now, perhaps because it is about to be deleted: cancel the deletion, or name another one in bundle.kms',
  'KMS.KMSInvalidStateException':
    'the KMS key cannot be used now, perhaps because it is about to be deleted: cancel the deletion, or name another one in bundle.kms',
  'KMS.NotFoundException':
    "correct bundle.kms: it is the ARN of a KMS key in the bucket's own region",
  NoSuchBucket: missingBucket,
  NoSuchKey: 'the object is no longer in the bucket; check the lifecycle rules, and deploy again',
  NoSuchUpload:
    'something removed the upload while it was running; check the lifecycle rules of the bucket',
  NotImplemented:
    'the endpoint is not S3, or lacks conditional writes and checksums: check AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_S3',
  PermanentRedirect: inOtherRegion,
  TemporaryRedirect: 'the bucket was created just now: wait until S3 knows its name everywhere',
};

export function missingBucket({ bucket, owner, region }: Circumstances): string {
  return `create bucket "${bucket}" in ${region}, in account ${owner}, or correct bundle.bucket in fanout.yml`;
}

/** What to do where S3 gives no reason. */
export function deniedByS3(about: Circumstances): string {
  const { operation, bucket, owner } = about;
  const who = whoOf(about);
  const where = `on bucket "${bucket}", in its own policies and in the bucket's, which must belong to account ${owner}`;
  const permission = permissionFor(operation);
  if (permission === 's3:GetObject')
    return `allow ${who} s3:GetObject and s3:ListBucket ${where}; without s3:ListBucket, S3 reports a missing object as denied. An object under a KMS key needs kms:Decrypt, too`;
  if (permission === 's3:PutObject')
    return `allow ${who} s3:PutObject ${where}; a bucket with a KMS key needs kms:GenerateDataKey, and kms:Decrypt for uploads in parts, too`;
  return `allow ${who} ${permission} ${where}`;
}

/** S3 names the region that the bucket is in, where it tells it at all. */
function inOtherRegion({ bucket, region, said }: Circumstances): string {
  const [, expected] = /expecting '([a-z0-9-]+)'/.exec(said) ?? [];
  const where = expected ? `"${bucket}" is in ${expected}: ` : '';
  return `${where}instances fetch the bundle from a bucket of their own region: create one in ${region}, or put \${region} into bundle.bucket`;
}
