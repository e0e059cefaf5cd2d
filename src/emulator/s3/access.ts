import { matchesGlob } from '../../config/glob.ts';
import { header } from '../wire/request.ts';
import type { S3Call } from './call.ts';
import { accessDenied, invalidArgument, noSuchBucket, permanentRedirect } from './errors.ts';
import type { Bucket } from './state.ts';

/** The bucket a request names; throws where it is elsewhere, is not whose it should be, or the caller may not do `action`. */
export function openBucket(call: S3Call, action: string): Bucket {
  return openNamedBucket(call, {
    name: call.bucketName,
    action,
    ownerHeader: 'x-amz-expected-bucket-owner',
    anyRegion: false,
  });
}

/** The bucket a copy comes from: it may be in another region. */
export function openSourceBucket(call: S3Call, name: string, action: string): Bucket {
  return openNamedBucket(call, {
    name,
    action,
    ownerHeader: 'x-amz-source-expected-bucket-owner',
    anyRegion: true,
  });
}

/** Whether an account may do `action`: everything in its own buckets, in others what their policy grants. */
export function mayDo(account: string, bucket: Bucket, action: string): boolean {
  if (account === bucket.account) return true;
  return bucket.grants.some(
    (grant) => grant.account === account && grant.actions.some((glob) => matchesGlob(glob, action)),
  );
}

function openNamedBucket(
  call: S3Call,
  asked: { name: string; action: string; ownerHeader: string; anyRegion: boolean },
): Bucket {
  const bucket = call.state.buckets.get(asked.name);
  if (!bucket) throw noSuchBucket(asked.name);
  if (!asked.anyRegion && bucket.region !== call.region) {
    throw permanentRedirect(bucket.name, bucket.region);
  }
  const owner = header(call.request, asked.ownerHeader);
  if (owner !== undefined && !/^\d{12}$/.test(owner)) {
    throw invalidArgument(
      asked.ownerHeader,
      owner,
      'The value of the expected bucket owner parameter must be an AWS account ID.',
    );
  }
  if (owner !== undefined && owner !== bucket.account) throw accessDenied();
  if (!mayDo(accountOf(call), bucket, asked.action)) throw accessDenied();
  return bucket;
}

export function accountOf(call: S3Call): string {
  return call.session?.principal.account ?? '';
}
