import type { Reply } from '../wire/reply.ts';
import { parameter } from '../wire/request.ts';
import { openBucket } from './access.ts';
import { canonicalId } from './buckets.ts';
import { isoTime, type S3Call, xmlReply } from './call.ts';
import { invalidArgument } from './errors.ts';
import { byBytes, commonPrefix, keyEncoder, listedObject, sortedKeys } from './list-entries.ts';
import { wholeNumber } from './paging.ts';
import type { Bucket, Version } from './state.ts';

/** A version of a key, or without one what several keys have in common. */
type Entry = { name: string; version?: Version; isLatest?: boolean };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html: keys in order, the newest version first */
export function listObjectVersions(call: S3Call): Reply {
  const { request, state } = call;
  const bucket = openBucket(call, 's3:ListBucketVersions');
  const most = wholeNumber(request, 'max-keys', { least: 0, most: 1000 });
  const text = (name: string) => parameter(request, name) ?? '';
  const asked = { prefix: text('prefix'), delimiter: text('delimiter') };
  const [keyMarker, versionMarker] = [text('key-marker'), text('version-id-marker')];
  if (versionMarker !== '' && keyMarker === '') {
    throw invalidArgument(
      'version-id-marker',
      versionMarker,
      'A version-id marker cannot be specified without a key marker.',
    );
  }
  const later = after(entriesOf(bucket, asked), keyMarker, versionMarker);
  const page = later.slice(0, Math.min(most, state.pageSize));
  const isTruncated = page.length > 0 && page.length < later.length;
  const last = isTruncated ? page.at(-1) : undefined;
  const encode = keyEncoder(request);
  return xmlReply('ListVersionsResult', {
    Name: bucket.name,
    Prefix: encode(asked.prefix),
    KeyMarker: encode(keyMarker),
    VersionIdMarker: versionMarker,
    NextKeyMarker: last && encode(last.name),
    NextVersionIdMarker: last?.version?.versionId,
    Delimiter: asked.delimiter ? encode(asked.delimiter) : undefined,
    EncodingType: parameter(request, 'encoding-type'),
    MaxKeys: most,
    IsTruncated: isTruncated,
    Version: page.flatMap(({ name, version, isLatest = false }) =>
      version?.kind === 'object'
        ? [
            {
              ...listedObject(encode(name), version, { owner: bucket.account, skew: call.skew }),
              VersionId: version.versionId,
              IsLatest: isLatest,
            },
          ]
        : [],
    ),
    DeleteMarker: page.flatMap(({ name, version, isLatest = false }) =>
      version?.kind === 'delete-marker'
        ? [
            {
              Key: encode(name),
              VersionId: version.versionId,
              IsLatest: isLatest,
              LastModified: isoTime(version.modified + call.skew),
              Owner: { ID: canonicalId(bucket.account) },
            },
          ]
        : [],
    ),
    CommonPrefixes: page.flatMap(({ name, version }) =>
      version ? [] : [{ Prefix: encode(name) }],
    ),
  });
}

function entriesOf(bucket: Bucket, asked: { prefix: string; delimiter: string }): Entry[] {
  const entries: Entry[] = [];
  for (const name of sortedKeys(bucket)) {
    if (!name.startsWith(asked.prefix)) continue;
    const common = commonPrefix(name, asked);
    if (common === undefined) {
      const versions = bucket.keys.get(name) ?? [];
      entries.push(...versions.map((version, index) => ({ name, version, isLatest: index === 0 })));
    } else if (entries.at(-1)?.name !== common) entries.push({ name: common });
  }
  return entries;
}

/** What comes behind a key, or behind one of its versions. */
function after(entries: readonly Entry[], key: string, versionId: string): Entry[] {
  if (key === '') return [...entries];
  const at = entries.findIndex(
    ({ name, version }) => name === key && version?.versionId === versionId,
  );
  if (versionId !== '' && at >= 0) return entries.slice(at + 1);
  return entries.filter(({ name }) => byBytes(name, key) > 0);
}
