import { textOf } from '../wire/bytes.ts';
import type { Reply } from '../wire/reply.ts';
import { openBucket } from './access.ts';
import { readPolicy } from './bucket-policy.ts';
import type { S3Call } from './call.ts';
import { S3Error } from './errors.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export function getBucketPolicy(call: S3Call): Reply {
  const { name, policy } = openBucket(call, 's3:GetBucketPolicy');
  if (!policy) {
    throw new S3Error('NoSuchBucketPolicy', 404, 'The bucket policy does not exist', {
      fields: { BucketName: name },
    });
  }
  const headers = { 'content-type': 'application/json' };
  return { status: 200, headers, body: [Buffer.from(policy.text)] };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export function putBucketPolicy(call: S3Call): Reply {
  const bucket = openBucket(call, 's3:PutBucketPolicy');
  bucket.policy = readPolicy(textOf(call.request.body), bucket.name);
  call.state.changes.push({ bucket });
  return { status: 204 };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html */
export function deleteBucketPolicy(call: S3Call): Reply {
  const bucket = openBucket(call, 's3:DeleteBucketPolicy');
  delete bucket.policy;
  call.state.changes.push({ bucket });
  return { status: 204 };
}
