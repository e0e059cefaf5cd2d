import type { Clock } from '../../clock.ts';
import type { Random } from '../../random.ts';
import type { Seed, SeedBucket } from '../service.ts';
import type { Bytes } from '../wire/bytes.ts';
import { type BucketPolicy, readPolicy } from './bucket-policy.ts';
import type { ChecksumAlgorithm, StoredChecksum } from './checksums.ts';
import type { Encryption } from './encryption-kind.ts';
import { newVersionId } from './version-id.ts';

export type S3State = {
  clock: Clock;
  random: Random;
  buckets: Map<string, Bucket>;
  /** Numbers requests and changes in the order in which they happen. */
  sequence: () => number;
  /** The most that one page of a list holds. */
  pageSize: number;
  /** What has changed and is not kept yet. */
  changes: Change[];
};

/** A key whose versions, or else a bucket whose settings are not what they were. */
export type Change = { bucket: Bucket; key?: string };

export type Bucket = {
  name: string;
  region: string;
  account: string;
  /** Milliseconds since the epoch. */
  created: number;
  versioning?: 'Enabled' | 'Suspended';
  grants: NonNullable<SeedBucket['grants']>;
  policy?: BucketPolicy;
  /** Versions of each key, the current one first; never an empty list. */
  keys: Map<string, [Version, ...Version[]]>;
  uploads: Map<string, Upload>;
  /** What last happened to each key. */
  history: Map<string, History>;
};

/** When a key was last written (in one piece or in parts), written in parts, and deleted: in numbers of {@link S3State.sequence}. */
export type History = { written?: number; completed?: number; deleted?: number };

export type Version = StoredObject | DeleteMarker;

type DeleteMarker = { kind: 'delete-marker'; versionId: string; modified: number };

/** Of an object: key and value. */
export type Tag = [key: string, value: string];

export type StoredObject = {
  kind: 'object';
  /** `null` where the bucket keeps no versions. */
  versionId: string;
  /** Milliseconds since the epoch. */
  modified: number;
} & Content;

/** What is written under a key. */
export type Content = {
  body: Bytes;
  size: number;
  /** Without quotes. */
  eTag: string;
  /** Content-Type, `x-amz-meta-…` and the like, as they are sent back. */
  headers: Record<string, string>;
  encryption: Encryption;
  checksum?: StoredChecksum;
  tags?: Tag[];
  /** Of a multipart upload, in order. */
  parts?: { number: number; size: number }[];
};

export type Upload = {
  id: string;
  key: string;
  initiated: number;
  principal: string;
  headers: Record<string, string>;
  encryption: Encryption;
  checksum?: { algorithm: ChecksumAlgorithm; type: StoredChecksum['type'] };
  tags?: Tag[];
  parts: Map<number, Part>;
};

export type Part = {
  body: Bytes;
  size: number;
  eTag: string;
  /** Of the bytes, whatever the ETag is. */
  md5: Buffer;
  modified: number;
  checksum?: string;
};

export function seededState(
  seed: Seed,
  {
    clock,
    random,
    sequence,
    pageSize,
  }: Pick<S3State, 'clock' | 'random' | 'sequence' | 'pageSize'>,
): S3State {
  const buckets = seed.buckets.map((bucket) => newBucket(bucket, clock.now()));
  return {
    clock,
    random,
    sequence,
    pageSize,
    buckets: new Map(buckets.map((bucket) => [bucket.name, bucket])),
    changes: [],
  };
}

export function newBucket(
  { name, region, account, versioning, policy, grants = [] }: SeedBucket,
  created: number,
): Bucket {
  return {
    name,
    region,
    account,
    created,
    grants,
    ...(versioning && { versioning: 'Enabled' }),
    ...(policy !== undefined && { policy: readPolicy(policy, name) }),
    keys: new Map(),
    uploads: new Map(),
    history: new Map(),
  };
}

/** The current object of a key, if it has one. */
export function currentObject(bucket: Bucket, key: string): StoredObject | undefined {
  const current = bucket.keys.get(key)?.[0];
  return current?.kind === 'object' ? current : undefined;
}

export function store(state: S3State, bucket: Bucket, key: string, content: Content): StoredObject {
  const versionId = bucket.versioning === 'Enabled' ? newVersionId(state.random) : 'null';
  const modified = wholeSeconds(state.clock.now());
  const version: StoredObject = { kind: 'object', versionId, modified, ...content };
  putFirst(bucket, key, version);
  const number = state.sequence();
  const event = content.parts ? { written: number, completed: number } : { written: number };
  happened(state, { bucket, key }, event);
  return version;
}

/** Takes away one version for good, or the current object: by a delete marker where versions are kept. */
export function remove(
  state: S3State,
  bucket: Bucket,
  { key, versionId }: { key: string; versionId?: string | undefined },
): Version | undefined {
  happened(state, { bucket, key }, { deleted: state.sequence() });
  if (versionId !== undefined) return takeOut(bucket, key, versionId);
  if (bucket.versioning === undefined) {
    bucket.keys.delete(key);
    return undefined;
  }
  const marker: DeleteMarker = {
    kind: 'delete-marker',
    versionId: bucket.versioning === 'Enabled' ? newVersionId(state.random) : 'null',
    modified: wholeSeconds(state.clock.now()),
  };
  putFirst(bucket, key, marker);
  return marker;
}

/** Puts a version with other tags instead of the same one: versions that are stored never change. */
export function exchangeVersion(
  state: S3State,
  { bucket, key }: { bucket: Bucket; key: string },
  [before, after]: readonly [Version, Version],
): void {
  const versions = bucket.keys.get(key) ?? [];
  const [first, ...rest] = versions.map((one) => (one === before ? after : one));
  if (first) bucket.keys.set(key, [first, ...rest]);
  state.changes.push({ bucket, key });
}

function happened(
  state: S3State,
  { bucket, key }: { bucket: Bucket; key: string },
  event: History,
): void {
  bucket.history.set(key, { ...bucket.history.get(key), ...event });
  state.changes.push({ bucket, key });
}

function putFirst(bucket: Bucket, key: string, version: Version): void {
  const others = (bucket.keys.get(key) ?? []).filter((old) => old.versionId !== version.versionId);
  bucket.keys.set(key, [version, ...others]);
}

function takeOut(bucket: Bucket, key: string, versionId: string): Version | undefined {
  const versions = bucket.keys.get(key) ?? [];
  const [first, ...rest] = versions.filter((version) => version.versionId !== versionId);
  if (first) bucket.keys.set(key, [first, ...rest]);
  else bucket.keys.delete(key);
  return versions.find((version) => version.versionId === versionId);
}

/** S3 keeps and compares times in whole seconds. */
function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
