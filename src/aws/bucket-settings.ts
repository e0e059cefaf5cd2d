import {
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { defined } from '../defined.ts';
import type { Bucket } from './bucket.ts';
import { faultOf } from './faults.ts';

/** How a bucket keeps what is in it. */
export type BucketSettings = {
  isVersioned: boolean;
  /** As it is written. Absent: there is none. */
  policy?: string;
};

export async function readBucketSettings({
  client,
  request,
}: Pick<Bucket, 'client' | 'request'>): Promise<BucketSettings> {
  const { Status } = await client.send(new GetBucketVersioningCommand(request));
  const policy = await readPolicy(client, request);
  return { isVersioned: Status === 'Enabled', ...defined({ policy }) };
}

async function readPolicy(
  client: S3Client,
  request: Bucket['request'],
): Promise<string | undefined> {
  try {
    return (await client.send(new GetBucketPolicyCommand(request))).Policy;
  } catch (error) {
    if (faultOf(error).name === 'NoSuchBucketPolicy') return undefined;
    throw error;
  }
}
