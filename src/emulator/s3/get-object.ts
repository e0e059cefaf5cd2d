import { lengthOf, sliceOf } from '../wire/bytes.ts';
import type { Reply } from '../wire/reply.ts';
import { header, parameter } from '../wire/request.ts';
import { callerOf, mayDo, openBucket } from './access.ts';
import type { S3Call } from './call.ts';
import { addedChecksum, type StoredChecksum } from './checksums.ts';
import { readOutcome } from './conditions.ts';
import { encryptionHeaders } from './encryption.ts';
import {
  accessDenied,
  invalidArgument,
  noSuchKey,
  noSuchVersion,
  preconditionFailed,
  S3Error,
} from './errors.ts';
import type { Caller } from './judge-policy.ts';
import { overriddenHeaders } from './metadata.ts';
import { checksumHeaders } from './put-object.ts';
import { askedRange, type ByteRange } from './range.ts';
import type { Bucket, StoredObject } from './state.ts';
import { versionNamed } from './version-id.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html and API_HeadObject.html, which answers alike without a body */
export function getObject(call: S3Call): Reply {
  const { request } = call;
  const versionId = versionNamed(request);
  const bucket = openBucket(call, versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion');
  const object = foundObject(callerOf(call), bucket, { key: call.key, versionId });
  const outcome = readOutcome(request, object);
  if (outcome === 'failed') {
    throw preconditionFailed(header(request, 'if-match') ? 'If-Match' : 'If-Unmodified-Since');
  }
  const headers = { ...objectHeaders(object, call.skew), ...overriddenHeaders(request) };
  if (outcome === 'not-modified') return { status: 304, headers };
  const range = partRange(call, object) ?? askedRange(header(request, 'range'), object.size);
  if (range) return partOf(object, range, headers, request.method);
  const checksum = header(request, 'x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
  return {
    status: 200,
    headers: { ...headers, ...(checksum && checksumHeaders(checksumFor(object))) },
    ...(request.method === 'HEAD' ? { length: object.size } : { body: object.body }),
  };
}

/** The object of a key, or one version of it; throws as S3 does where there is none. */
export function foundObject(
  caller: Caller,
  bucket: Bucket,
  { key, versionId }: { key: string; versionId: string | undefined },
): StoredObject {
  const versions = bucket.keys.get(key) ?? [];
  const version =
    versionId === undefined ? versions[0] : versions.find((v) => v.versionId === versionId);
  if (version?.kind === 'object') return version;
  // Who may not list a bucket is not told what is missing in it.
  if (!mayDo(caller, bucket, { action: 's3:ListBucket' })) throw accessDenied();
  if (version === undefined)
    throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
  const marker = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.versionId };
  if (versionId === undefined) throw noSuchKey(key, marker);
  throw new S3Error(
    'MethodNotAllowed',
    405,
    'The specified method is not allowed against this resource.',
    {
      headers: { ...marker, allow: 'DELETE' },
    },
  );
}

function objectHeaders(object: StoredObject, skew: number): Record<string, string | undefined> {
  return {
    ...object.headers,
    'accept-ranges': 'bytes',
    etag: `"${object.eTag}"`,
    'last-modified': new Date(object.modified + skew).toUTCString(),
    'x-amz-tagging-count': object.tags?.length ? String(object.tags.length) : undefined,
    'x-amz-version-id': object.versionId === 'null' ? undefined : object.versionId,
    ...encryptionHeaders(object.encryption),
  };
}

/** What came in parts and without a checksum has none until it is asked for. */
function checksumFor(object: StoredObject): StoredChecksum {
  object.checksum ??= { ...addedChecksum(object.body), type: 'FULL_OBJECT' };
  return object.checksum;
}

function partRange(
  call: S3Call,
  object: StoredObject,
): (ByteRange & { parts?: number }) | undefined {
  const text = parameter(call.request, 'partNumber');
  if (text === undefined) return undefined;
  const number = Number(text);
  const parts = object.parts ?? [{ number: 1, size: object.size }];
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw invalidArgument(
      'partNumber',
      text,
      'Part number must be an integer between 1 and 10000, inclusive',
    );
  }
  const index = parts.findIndex((part) => part.number === number);
  const part = parts[index];
  if (!part) {
    throw new S3Error('InvalidPartNumber', 416, 'The requested partnumber is not satisfiable');
  }
  const start = parts.slice(0, index).reduce((sum, { size }) => sum + size, 0);
  return { start, end: start + part.size, ...(object.parts && { parts: parts.length }) };
}

function partOf(
  object: StoredObject,
  range: ByteRange & { parts?: number },
  headers: Reply['headers'],
  method: string,
): Reply {
  const body = sliceOf(object.body, range.start, range.end);
  return {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${range.start}-${range.end - 1}/${object.size}`,
      'x-amz-mp-parts-count': range.parts?.toString(),
    },
    ...(method === 'HEAD' ? { length: lengthOf(body) } : { body }),
  };
}
