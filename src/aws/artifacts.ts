import { HeadBucketCommand } from '@aws-sdk/client-s3';
import type { Bundle } from '../bundle/bundle.ts';
import type { ReadableAt } from '../bundle/zip-source.ts';
import type { Destination } from '../config/destination.ts';
import { defined } from '../defined.ts';
import { type Bucket, type BucketPorts, bucketOf, promptly } from './bucket.ts';
import { type BucketSettings, readBucketSettings } from './bucket-settings.ts';
import {
  copyBundle,
  downloadBundle,
  type Expected,
  type UploadedArtifact,
  uploadBundle,
} from './bundle-objects.ts';
import { copyObject } from './copy-object.ts';
import type { SharedCredentials } from './credentials.ts';
import {
  readJson,
  type StoredJson,
  type WriteCondition,
  type Written,
  writeJson,
} from './json-objects.ts';
import { listFirstPage, listGroups, listKeys, type StoredKey } from './list-keys.ts';
import { objectInPieces } from './object-range.ts';
import { readObject } from './object-reader.ts';
import { addTag, readTags, type TaggedObject } from './object-tags.ts';
import { findArtifact, type StoredArtifact } from './stored-artifact.ts';

/**
 * The objects in one destination's bucket. What S3 answers with an error is thrown as the SDK made it: "denied" is
 * never read as "not there".
 */
export interface Artifacts {
  readonly bucket: string;
  readonly partition: string;
  /** Undefined only where S3 says that there is nothing; without s3:ListBucket it says "denied" instead. */
  find(key: string): Promise<StoredArtifact | undefined>;
  /** Never overwrites: rejects with a RefusedError where other bytes have the key. */
  upload(
    key: string,
    bundle: Pick<Bundle, 'path' | 'size' | 'sha256' | 'digest'>,
    signal: AbortSignal,
  ): Promise<UploadedArtifact>;
  /**
   * Through this machine: read with the source's credentials, written with ours. Nothing appears here, and a
   * RefusedError says so, where the bytes are not the expected ones. In the source it has the same key unless told
   * otherwise.
   */
  copyFrom(
    source: Artifacts,
    key: string,
    expected: Expected,
    signal: AbortSignal,
    sourceKey?: string,
  ): Promise<UploadedArtifact>;
  /**
   * Within S3, where the key is free: from another bucket of this partition, whose object has the expected bytes as
   * long as it has that tag. Rejects as S3 does, also where the role may not.
   */
  copyInside(
    source: { artifacts: Artifacts; key: string; eTag: string; digest?: string },
    key: string,
    expected: Expected,
    signal: AbortSignal,
  ): Promise<StoredArtifact>;
  tags(object: TaggedObject): Promise<ReadonlyMap<string, string>>;
  /** Beside the tags that are there, as they were read. */
  addTag(
    object: TaggedObject,
    there: ReadonlyMap<string, string>,
    tag: readonly [name: string, value: string],
  ): Promise<void>;
  /** The account whose the bucket must be, where that is known. */
  readonly owner?: string;
  /** Into a new file that nobody else may read; removed again where it fails. */
  download(key: string, path: string, signal: AbortSignal): Promise<Expected>;
  read(key: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** To be read in pieces, as it is now; undefined where there is nothing. */
  pieces(
    key: string,
    signal: AbortSignal,
  ): Promise<{ handle: ReadableAt; size: number } | undefined>;
  /** Rejects with a RefusedError where something else than JSON is there. */
  readJson(key: string, signal?: AbortSignal): Promise<StoredJson | undefined>;
  /** Not written: the key is taken, or what is there has another tag by now. */
  writeJson(
    key: string,
    value: unknown,
    condition: WriteCondition,
    signal?: AbortSignal,
  ): Promise<Written>;
  /** All keys that begin with the prefix, and sort behind `after`. */
  list(prefix: string, after?: string): Promise<StoredKey[]>;
  /** As many of them as S3 tells at once: the first ones. */
  listFirst(prefix: string): Promise<{ keys: StoredKey[]; more: boolean }>;
  /** The beginnings that keys share up to a delimiter behind the prefix. */
  groups(prefix: string, delimiter: string): Promise<string[]>;
  /** That the bucket is there, may be used, and is in the destination's region and its owner's. */
  check(): Promise<{ region: string }>;
  /** How the bucket keeps what is in it; asks for rights that no run needs. */
  settings(): Promise<BucketSettings>;
}

/** The bucket is in another region than its destination, and CodeDeploy's instances could not read from it. */
class BucketInOtherRegion extends Error {
  constructor({ name, region }: Bucket, actual: string) {
    super(`bucket "${name}" is in ${actual}, not in ${region}`);
    this.name = 'BucketInOtherRegion';
  }
}

export function artifactsOf(
  destination: Destination,
  credentials: SharedCredentials,
  ports: BucketPorts,
): Artifacts {
  const bucket = bucketOf(destination, credentials, ports);
  return {
    bucket: bucket.name,
    partition: destination.partition,
    find: (key) => findArtifact(bucket, key),
    upload: (key, bundle, signal) => uploadBundle(bucket, key, bundle, signal),
    async copyFrom(source, key, expected, signal, sourceKey = key) {
      const digest = (await source.find(sourceKey))?.digest;
      const bytes = () => source.read(sourceKey, signal);
      const from = { bucket: source.bucket, key: sourceKey, digest, bytes };
      return copyBundle(bucket, key, from, expected, signal);
    },
    ...defined({ owner: bucket.request.ExpectedBucketOwner }),
    copyInside: ({ artifacts: { bucket: name, owner }, ...source }, key, expected, signal) =>
      copyObject(bucket, key, { ...source, bucket: name, owner }, expected, signal),
    tags: (object) => readTags(bucket, object),
    addTag: (object, there, tag) => addTag(bucket, object, there, tag),
    download: (key, path, signal) => downloadBundle(bucket, key, path, signal),
    read: (key, signal) => readObject(bucket, key, signal),
    async pieces(key, signal) {
      const found = await findArtifact(bucket, key);
      if (!found) return undefined;
      return { handle: objectInPieces(bucket, key, found, signal), size: found.size };
    },
    readJson: (key, signal) => readJson(bucket, key, signal),
    writeJson: (key, value, condition, signal) => writeJson(bucket, key, value, condition, signal),
    list: (prefix, after) => listKeys(bucket, prefix, after),
    listFirst: (prefix) => listFirstPage(bucket, prefix),
    groups: (prefix, delimiter) => listGroups(bucket, prefix, delimiter),
    check: () => checkBucket(bucket),
    settings: () => readBucketSettings(bucket),
  };
}

async function checkBucket(bucket: Bucket): Promise<{ region: string }> {
  const { client, request, region } = bucket;
  const actual = await client.send(new HeadBucketCommand(request), promptly()).then(
    ({ BucketRegion }) => BucketRegion,
    (error) => {
      const told = regionTold(error);
      if (told && told !== region) return told;
      throw error;
    },
  );
  if (actual && actual !== region) throw new BucketInOtherRegion(bucket, actual);
  return { region };
}

/** S3 says where a bucket is even while it refuses. */
function regionTold(error: unknown): string | undefined {
  const { $response } = error as { $response?: { headers?: Record<string, string> } };
  return $response?.headers?.['x-amz-bucket-region'];
}
