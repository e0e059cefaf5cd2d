import type { PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../clock.ts';
import type { Destination } from '../config/destination.ts';
import { defined } from '../defined.ts';
import type { Random } from '../random.ts';
import { timing } from '../release/timing.ts';
import type { UploadBuffers } from './buffers.ts';
import type { Clients } from './clients.ts';
import type { SharedCredentials } from './credentials.ts';
import { faultOf } from './faults.ts';

/** One destination's bucket, and what every request to it carries. */
export type Bucket = {
  name: string;
  region: string;
  client: S3Client;
  clock: Clock;
  random: Random;
  /** Shared by all buckets. */
  buffers: UploadBuffers;
  /** S3 refuses where the bucket belongs to another account. */
  request: { Bucket: string; ExpectedBucketOwner?: string };
  encryption: Pick<PutObjectCommandInput, 'ServerSideEncryption' | 'SSEKMSKeyId'>;
};

export type BucketPorts = {
  clients: Pick<Clients, 's3'>;
  clock: Clock;
  random: Random;
  buffers: UploadBuffers;
};

export type ObjectLocation = Bucket['request'] & { Key: string };

export function bucketOf(
  { bucket: name, region, bucketOwner, account, kms, sse }: Destination,
  credentials: SharedCredentials,
  { clients, clock, random, buffers }: BucketPorts,
): Bucket {
  const owner = bucketOwner ?? account.id;
  return {
    name,
    region,
    client: clients.s3(credentials, region),
    clock,
    random,
    buffers,
    request: { Bucket: name, ...defined({ ExpectedBucketOwner: owner }) },
    encryption: kms
      ? { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kms }
      : defined({ ServerSideEncryption: sse }),
  };
}

/** How what is small is asked for: S3 answers within seconds, or it hangs. */
export function promptly(signal?: AbortSignal) {
  return { requestTimeout: timing.request.s3Small, ...defined({ abortSignal: signal }) };
}

export function at(bucket: Bucket, key: string): ObjectLocation {
  return { ...bucket.request, Key: key };
}

/** HEAD has no body to tell a missing object from a missing bucket; whoever writes next is told. */
export function isNothingThere(error: unknown): boolean {
  const { kind, name } = faultOf(error);
  return kind === 'missing' && name !== 'NoSuchBucket';
}
