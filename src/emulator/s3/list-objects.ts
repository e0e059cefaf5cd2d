import type { Reply } from '../wire/reply.ts';
import { parameter, type RequestHead } from '../wire/request.ts';
import type { Content } from '../wire/xml.ts';
import { openBucket } from './access.ts';
import { canonicalId } from './buckets.ts';
import { isoTime, type S3Call, xmlReply } from './call.ts';
import { invalidArgument } from './errors.ts';
import { fromToken, toToken, wholeNumber } from './page.ts';
import { type Bucket, currentObject, type StoredObject } from './state.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjects(call: S3Call): Reply {
  const { request, state, asOf } = call;
  const bucket = openBucket(call, 's3:ListBucket');
  const maxKeys = wholeNumber(request, 'max-keys', { least: 0, most: 1000 });
  const asked = {
    prefix: parameter(request, 'prefix') ?? '',
    delimiter: parameter(request, 'delimiter') ?? '',
    token: parameter(request, 'continuation-token'),
    startAfter: parameter(request, 'start-after'),
  };
  const entries = entriesAfter(listed(bucket, asOf), asked);
  const size = Math.min(maxKeys, state.pageSize);
  const page = entries.slice(0, size);
  const truncated = size > 0 && entries.length > size;
  const encode = encoder(request);
  const owner = parameter(request, 'fetch-owner') === 'true' ? bucket.account : undefined;
  return xmlReply('ListBucketResult', {
    Name: bucket.name,
    Prefix: encode(asked.prefix),
    StartAfter: asked.startAfter && encode(asked.startAfter),
    Delimiter: asked.delimiter ? encode(asked.delimiter) : undefined,
    EncodingType: parameter(request, 'encoding-type'),
    KeyCount: page.length,
    MaxKeys: maxKeys,
    IsTruncated: truncated,
    ContinuationToken: asked.token,
    NextContinuationToken: truncated ? toToken(page.at(-1)?.name ?? '') : undefined,
    Contents: page.flatMap(({ name, object }) =>
      object ? [contents(encode(name), object, { owner, skew: call.skew })] : [],
    ),
    CommonPrefixes: page.flatMap(({ name, object }) => (object ? [] : [{ Prefix: encode(name) }])),
  });
}

/** Keys in the order of their UTF-8 bytes, in which S3 lists them. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** A key, or without an object what several keys have in common. */
type Entry = { name: string; object?: StoredObject };

function listed(bucket: Bucket, asOf = Number.POSITIVE_INFINITY): Entry[] {
  return [...bucket.keys.keys()].sort(byBytes).flatMap((name) => {
    const object = currentObject(bucket, name);
    return object && object.modified <= asOf ? [{ name, object }] : [];
  });
}

function entriesAfter(
  all: readonly Entry[],
  asked: {
    prefix: string;
    delimiter: string;
    token: string | undefined;
    startAfter: string | undefined;
  },
): Entry[] {
  const after = asked.token === undefined ? asked.startAfter : fromToken(asked.token);
  const entries: Entry[] = [];
  for (const entry of all) {
    if (!entry.name.startsWith(asked.prefix)) continue;
    const common = commonPrefix(entry.name, asked);
    const name = common ?? entry.name;
    // What is rolled up in a common prefix was on the page that told the prefix.
    if (after !== undefined && byBytes(name, after) <= 0) continue;
    if (common === undefined) entries.push(entry);
    else if (entries.at(-1)?.name !== common) entries.push({ name: common });
  }
  return entries;
}

function commonPrefix(key: string, { prefix, delimiter }: { prefix: string; delimiter: string }) {
  if (delimiter === '') return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

function contents(
  key: string,
  object: StoredObject,
  { owner, skew }: { owner: string | undefined; skew: number },
): Content {
  return {
    Key: key,
    LastModified: isoTime(object.modified + skew),
    ETag: `"${object.eTag}"`,
    ChecksumAlgorithm: object.checksum?.algorithm,
    ChecksumType: object.checksum?.type,
    Size: object.size,
    Owner: owner === undefined ? undefined : { ID: canonicalId(owner) },
    StorageClass: object.headers['x-amz-storage-class'] ?? 'STANDARD',
  };
}

/** Clients ask for encoded keys because XML cannot hold every character. */
function encoder(request: RequestHead): (text: string) => string {
  const type = parameter(request, 'encoding-type');
  if (type === undefined) return (text) => text;
  if (type !== 'url')
    throw invalidArgument('encoding-type', type, 'Invalid Encoding Method specified in Request');
  return (text) => encodeURIComponent(text).replaceAll('%2F', '/');
}
