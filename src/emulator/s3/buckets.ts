import type { Reply } from '../wire/reply.ts';
import { parameter } from '../wire/request.ts';
import { childText, type Element } from '../wire/xml.ts';
import { accountOf, openBucket } from './access.ts';
import { documentOf } from './body-element.ts';
import { isoTime, type S3Call, xmlReply } from './call.ts';
import { malformedXml, noSuchBucket, S3Error } from './errors.ts';
import { pageOf, wholeNumber } from './paging.ts';
import { newBucket } from './state.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export function listBuckets(call: S3Call): Reply {
  const { request, state } = call;
  const prefix = parameter(request, 'prefix');
  const region = parameter(request, 'bucket-region');
  const owned = [...state.buckets.values()]
    .filter((bucket) => bucket.account === accountOf(call))
    .filter((bucket) => bucket.name.startsWith(prefix ?? ''))
    .filter((bucket) => region === undefined || bucket.region === region)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = pageOf(owned, {
    size: Math.min(wholeNumber(request, 'max-buckets', { least: 1, most: 10_000 }), state.pageSize),
    after: parameter(request, 'continuation-token'),
    nameOf: ({ name }) => name,
  });
  const asked = request.query.some(([name]) => name !== 'x-id');
  return xmlReply('ListAllMyBucketsResult', {
    Owner: { ID: canonicalId(accountOf(call)) },
    Buckets: {
      Bucket: page.items.map((bucket) => ({
        Name: bucket.name,
        CreationDate: isoTime(bucket.created),
        BucketRegion: asked || page.next !== undefined ? bucket.region : undefined,
      })),
    },
    ContinuationToken: page.next,
    Prefix: prefix,
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export function createBucket(call: S3Call): Reply {
  const { bucketName: name, region, state } = call;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || name.includes('..')) {
    throw new S3Error('InvalidBucketName', 400, 'The specified bucket is not valid.', {
      fields: { BucketName: name },
    });
  }
  checkLocation(call);
  const there = state.buckets.get(name);
  if (there && there.account !== accountOf(call)) {
    throw new S3Error(
      'BucketAlreadyExists',
      409,
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
      { fields: { BucketName: name } },
    );
  }
  // Asking again for a bucket that one has is not an error in us-east-1 alone.
  if (there && !(there.region === 'us-east-1' && region === 'us-east-1')) {
    throw new S3Error(
      'BucketAlreadyOwnedByYou',
      409,
      'Your previous request to create the named bucket succeeded and you already own it.',
      { fields: { BucketName: name } },
    );
  }
  if (!there) {
    const bucket = newBucket({ name, region, account: accountOf(call) }, state.clock.now());
    state.buckets.set(name, bucket);
    state.changes.push({ bucket });
  }
  return { status: 200, headers: { location: `/${name}` } };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export function deleteBucket(call: S3Call): Reply {
  const bucket = openBucket(call, 's3:DeleteBucket');
  if (bucket.keys.size > 0) {
    const isVersioned = bucket.versioning !== undefined;
    throw new S3Error(
      'BucketNotEmpty',
      409,
      `The bucket you tried to delete is not empty${isVersioned ? '. You must delete all versions in the bucket.' : ''}`,
      { fields: { BucketName: bucket.name } },
    );
  }
  call.state.buckets.delete(bucket.name);
  call.state.changes.push({ bucket });
  return { status: 204 };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export function headBucket(call: S3Call): Reply {
  const bucket = openBucket(call, 's3:ListBucket');
  return {
    status: 200,
    headers: {
      'x-amz-bucket-region': bucket.region,
      'x-amz-access-point-alias': 'false',
      'content-type': 'application/xml',
    },
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html; every region answers for all buckets */
export function getBucketLocation(call: S3Call): Reply {
  const there = call.state.buckets.get(call.bucketName);
  if (!there) throw noSuchBucket(call.bucketName);
  const bucket = openBucket({ ...call, region: there.region }, 's3:GetBucketLocation');
  // Buckets of us-east-1 have no location constraint.
  return xmlReply('LocationConstraint', bucket.region === 'us-east-1' ? '' : bucket.region);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export function getBucketVersioning(call: S3Call): Reply {
  const { versioning } = openBucket(call, 's3:GetBucketVersioning');
  return xmlReply('VersioningConfiguration', { Status: versioning });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
export function putBucketVersioning(call: S3Call): Reply {
  const bucket = openBucket(call, 's3:PutBucketVersioning');
  const asked = documentOf(call, 'VersioningConfiguration');
  const status = asked && childText(asked, 'Status');
  if (status !== 'Enabled' && status !== 'Suspended') throw malformedXml();
  if (childText(asked as Element, 'MfaDelete') === 'Enabled') {
    throw new S3Error('NotImplemented', 501, 'the emulator does not offer MFA delete');
  }
  bucket.versioning = status;
  call.state.changes.push({ bucket });
  return { status: 200 };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html: what every bucket has since January 2023 */
export function getBucketEncryption(call: S3Call): Reply {
  openBucket(call, 's3:GetEncryptionConfiguration');
  return xmlReply('ServerSideEncryptionConfiguration', {
    Rule: {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
      BucketKeyEnabled: false,
    },
  });
}

/** Accounts have an id of their own in S3, of 64 hexadecimal digits. */
export function canonicalId(account: string): string {
  return account.padEnd(64, '0');
}

function checkLocation(call: S3Call): void {
  const asked = documentOf(call, 'CreateBucketConfiguration');
  const other = asked?.children.find(({ name }) => name !== 'LocationConstraint');
  if (other) throw new S3Error('NotImplemented', 501, `the emulator does not know "${other.name}"`);
  const location = (asked && childText(asked, 'LocationConstraint')) || 'us-east-1';
  if (location === call.region) return;
  const named = asked ? `${location} location constraint` : 'unspecified location constraint';
  throw new S3Error(
    'IllegalLocationConstraintException',
    400,
    `The ${named} is incompatible for the region specific endpoint this request was sent to.`,
  );
}
