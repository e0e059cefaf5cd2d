import { matchesGlob } from '../../config/glob.ts';
import { partitionOf } from '../../config/partition.ts';
import { header, type RequestHead } from '../wire/request.ts';
import type { S3Call } from './call.ts';
import {
  accessDenied,
  invalidArgument,
  noSuchBucket,
  permanentRedirect,
  type S3Error,
} from './errors.ts';
import { type Caller, judgePolicy } from './judge-policy.ts';
import type { Bucket, Tag } from './state.ts';
import { versionNamed } from './version-id.ts';

/** The bucket a request names; throws where it is elsewhere, is not whose it should be, or the caller may not do `action`. */
export function openBucket(call: S3Call, action: string, more: Pick<Asked, 'tags'> = {}): Bucket {
  const { key, request } = call;
  return openNamedBucket(call, {
    tags: [...new URLSearchParams(header(request, 'x-amz-tagging'))],
    ...more,
    name: call.bucketName,
    action,
    ...(key !== '' && { key, versionId: versionNamed(request) }),
    ownerHeader: 'x-amz-expected-bucket-owner',
    anyRegion: false,
  });
}

/** The bucket a copy comes from: it may be in another region. */
export function openSourceBucket(
  call: S3Call,
  { name, key, versionId }: { name: string; key: string; versionId: string | undefined },
  action: string,
): Bucket {
  return openNamedBucket(call, {
    name,
    action,
    key,
    versionId,
    ownerHeader: 'x-amz-source-expected-bucket-owner',
    anyRegion: true,
  });
}

/** What a caller is about to do. */
export type Asked = {
  action: string;
  /** Absent where it is about the bucket itself. */
  key?: string;
  versionId?: string | undefined;
  /** That an object is to have. */
  tags?: readonly Tag[];
  request?: RequestHead;
};

/** Why a caller may not do that: all may what their account's own buckets allow, others what is granted to them. */
export function refusalOf(caller: Caller, bucket: Bucket, asked: Asked): S3Error | undefined {
  const { action, key } = asked;
  const arn = `arn:${partitionOf(bucket.region)}:s3:::${bucket.name}`;
  const resource = key === undefined ? arn : `${arn}/${key}`;
  const context = contextOf(caller, bucket, asked);
  const said = bucket.policy && judgePolicy(bucket.policy, { caller, action, resource, context });
  const isOwn = caller.account === bucket.account;
  // Only within an account are reasons told.
  if (said === 'Deny')
    return isOwn
      ? accessDenied(
          `User: ${caller.user ?? caller.arn} is not authorized to perform: ${action} on resource: "${resource}" with an explicit deny in a resource-based policy`,
        )
      : accessDenied();
  const isGranted = bucket.grants.some(
    ({ account, actions }) =>
      account === caller.account && actions.some((glob) => matchesGlob(glob, action)),
  );
  return isOwn || said === 'Allow' || isGranted ? undefined : accessDenied();
}

export function mayDo(caller: Caller, bucket: Bucket, asked: Asked): boolean {
  return refusalOf(caller, bucket, asked) === undefined;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys */
function contextOf(caller: Caller, bucket: Bucket, { action, key, tags = [], ...asked }: Asked) {
  const { request, versionId } = asked;
  const versions = bucket.keys.get(key ?? '') ?? [];
  const there =
    versionId === undefined ? versions[0] : versions.find((one) => one.versionId === versionId);
  const existing = there?.kind === 'object' && looksAtTags.test(action) ? (there.tags ?? []) : [];
  const ifNoneMatch = request && header(request, 'if-none-match');
  return {
    'aws:principalaccount': caller.account,
    'aws:principalarn': caller.arn,
    'aws:resourceaccount': bucket.account,
    // Nobody speaks TLS to the emulator, and everybody would to AWS.
    'aws:securetransport': 'true',
    ...Object.fromEntries(
      existing.map(([name, value]) => [`s3:existingobjecttag/${name.toLowerCase()}`, value]),
    ),
    ...Object.fromEntries(
      tags.map(([name, value]) => [`s3:requestobjecttag/${name.toLowerCase()}`, value]),
    ),
    ...(tags.length > 0 && { 's3:requestobjecttagkeys': tags.map(([name]) => name) }),
    ...(ifNoneMatch !== undefined && { 's3:if-none-match': ifNoneMatch }),
    ...(request && { 's3:objectcreationoperation': String(creates(request)) }),
  };
}

const looksAtTags =
  /^s3:(?:GetObject|PutObject(?:Version)?Tagging|DeleteObject(?:Version)?Tagging)/;

/** Parts, and the beginning of an upload in parts, make no object yet. */
function creates({ method, query }: RequestHead): boolean {
  const has = (name: string) => query.some(([one]) => one === name);
  return method === 'PUT' ? !has('partNumber') && !has('tagging') : has('uploadId');
}

function openNamedBucket(
  call: S3Call,
  asked: Asked & { name: string; ownerHeader: string; anyRegion: boolean },
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
  const refusal = refusalOf(callerOf(call), bucket, { ...asked, request: call.request });
  if (refusal) throw refusal;
  return bucket;
}

export function accountOf(call: S3Call): string {
  return callerOf(call).account;
}

export function callerOf({ session }: Pick<S3Call, 'session'>): Caller {
  const { account = '', arn = '', role = arn } = session?.principal ?? {};
  return { account, arn: role, user: arn };
}
