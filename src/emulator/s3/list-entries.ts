import { parameter, type RequestHead } from '../wire/request.ts';
import type { Content } from '../wire/xml.ts';
import { canonicalId } from './buckets.ts';
import { isoTime } from './call.ts';
import { invalidArgument } from './errors.ts';
import { type Bucket, currentObject, type StoredObject } from './state.ts';

/** A key, or without an object what several keys have in common. */
export type Entry = { name: string; object?: StoredObject };

/** Current objects and what they have in common, after a name; in the order in which S3 lists them. */
export function entriesAfter(
  bucket: Bucket,
  {
    after,
    asOf = Number.POSITIVE_INFINITY,
    ...asked
  }: {
    prefix: string;
    delimiter: string;
    after: string | undefined;
    /** Leaves out what is newer. */
    asOf?: number | undefined;
  },
): Entry[] {
  const entries: Entry[] = [];
  for (const key of sortedKeys(bucket)) {
    const object = currentObject(bucket, key);
    if (!object || object.modified > asOf || !key.startsWith(asked.prefix)) continue;
    const common = commonPrefix(key, asked);
    const name = common ?? key;
    // What is rolled up in a common prefix was on the page that told the prefix.
    if (after !== undefined && byBytes(name, after) <= 0) continue;
    if (common === undefined) entries.push({ name, object });
    else if (entries.at(-1)?.name !== common) entries.push({ name: common });
  }
  return entries;
}

/** In the order of their UTF-8 bytes. */
export function sortedKeys(bucket: Bucket): string[] {
  return [...bucket.keys.keys()].sort(byBytes);
}

export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export function commonPrefix(
  key: string,
  { prefix, delimiter }: { prefix: string; delimiter: string },
): string | undefined {
  if (delimiter === '') return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

/** What every kind of list says about an object. */
export function listedObject(
  key: string,
  object: StoredObject,
  { owner, skew }: { owner: string | undefined; skew: number },
): Record<string, Content | undefined> {
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
export function keyEncoder(request: RequestHead): (text: string) => string {
  const type = parameter(request, 'encoding-type');
  if (type === undefined) return (text) => text;
  if (type !== 'url')
    throw invalidArgument('encoding-type', type, 'Invalid Encoding Method specified in Request');
  return (text) => encodeURIComponent(text).replaceAll('%2F', '/');
}
