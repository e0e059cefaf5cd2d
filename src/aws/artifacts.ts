import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { Bundle } from '../bundle/bundle.ts';
import type { Clock } from '../clock.ts';
import type { Destination } from '../config/destination.ts';
import { RefusedError, UsageError } from '../problem.ts';
import type { Buffers } from './buffers.ts';
import { type ByteSource, fileSource, streamSource } from './byte-source.ts';
import type { Clients } from './clients.ts';
import type { SharedCredentials } from './credentials.ts';
import { faultOf } from './faults.ts';
import { readObject } from './object-reader.ts';
import { type Upload, unquoted, uploadBytes } from './upload.ts';

/** An object as S3 knows it. */
export type StoredArtifact = {
  /** Without quotes, as CodeDeploy takes it. */
  eTag: string;
  versionId?: string;
  /** Bytes. */
  size: number;
  /** Hex, as it was written beside the bytes when they were uploaded. */
  sha256?: string;
  /** Of the content, likewise. */
  digest?: string;
  /** ARN of the key it is encrypted with. */
  kms?: string;
};

/** What has to be under a key: size in bytes, SHA-256 in hex. */
export type Expected = Pick<Bundle, 'size' | 'sha256'>;

/**
 * The objects in one destination's bucket. What S3 answers with an error is thrown as the SDK made it: "denied" is
 * never taken for "not there".
 */
export interface Artifacts {
  readonly bucket: string;
  /** Undefined only where S3 says that there is nothing; without s3:ListBucket it says "denied" instead. */
  find(key: string): Promise<StoredArtifact | undefined>;
  /** Never overwrites: rejects with a {@link RefusedError} where other bytes have the key. */
  upload(
    key: string,
    bundle: Pick<Bundle, 'path' | 'size' | 'sha256' | 'digest'>,
    signal: AbortSignal,
  ): Promise<StoredArtifact & { how: 'uploaded' | 'present' }>;
  /** Through this machine, read with the source's credentials and written with ours; nothing appears where the bytes differ. */
  copyFrom(
    source: Artifacts,
    key: string,
    expected: Expected,
    signal: AbortSignal,
  ): Promise<StoredArtifact & { how: 'uploaded' | 'present' }>;
  /** Into a new file, readable by nobody else; removed again where it fails. */
  download(key: string, path: string, signal: AbortSignal): Promise<Expected>;
  read(key: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
  readJson(key: string): Promise<{ value: unknown; eTag: string } | undefined>;
  /** Not written: the key is taken, or what is there has another tag by now. */
  writeJson(
    key: string,
    value: unknown,
    condition: { ifNoneMatch: true } | { ifMatch: string },
  ): Promise<{ written: true; eTag: string } | { written: false }>;
  /** All keys that begin with the prefix. */
  list(prefix: string): Promise<string[]>;
  /** That the bucket is there, may be used, is in the destination's region and belongs to whom it should. */
  check(): Promise<{ region: string }>;
}

/** The bucket is in another region than its destination, where CodeDeploy's instances could not read from it. */
export class BucketInOtherRegion extends Error {
  constructor(bucket: string, actual: string, wanted: string) {
    super(`bucket "${bucket}" is in ${actual}, not in ${wanted}`);
    this.name = 'BucketInOtherRegion';
  }
}

export type ArtifactPorts = {
  clients: Pick<Clients, 's3'>;
  clock: Clock;
  /** Shared by all buckets. */
  buffers: Buffers;
};

/** A record is a few kilobytes; what is larger is not one. */
const largestJson = 4 * 1024 * 1024;
const attempts = 3;

export function artifactsOf(
  destination: Destination,
  credentials: SharedCredentials,
  { clients, clock, buffers }: ArtifactPorts,
): Artifacts {
  const { bucket, region } = destination;
  const client = clients.s3(credentials, region);
  const owner = destination.bucketOwner ?? destination.account.id;
  const inBucket = { Bucket: bucket, ...(owner ? { ExpectedBucketOwner: owner } : {}) };
  const at = (key: string) => ({ ...inBucket, Key: key });
  const encryption = destination.kms
    ? { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: destination.kms }
    : {};

  async function find(key: string): Promise<StoredArtifact | undefined> {
    try {
      const answer = await client.send(new HeadObjectCommand(at(key)));
      const { ETag, ContentLength, VersionId, Metadata, SSEKMSKeyId } = answer;
      const sha256 = Metadata?.[sha256Name];
      const digest = Metadata?.[digestName];
      return {
        eTag: unquoted(ETag),
        size: ContentLength ?? 0,
        ...version(VersionId),
        ...(sha256 ? { sha256 } : {}),
        ...(digest ? { digest } : {}),
        ...(SSEKMSKeyId ? { kms: SSEKMSKeyId } : {}),
      };
    } catch (error) {
      if (isNothingThere(error)) return undefined;
      throw error;
    }
  }

  /** What is under the key, where it is what it should be; refuses other bytes. */
  async function findSame(key: string, expected: Expected, signal: AbortSignal) {
    const found = await find(key);
    if (!found) return undefined;
    const sha256 = found.sha256 ?? (await hashOf(readObject(client, at(key), { clock, signal })));
    if (found.size === expected.size && sha256 === expected.sha256) return found;
    throw taken(bucket, key, { size: found.size, sha256 }, expected);
  }

  /** Stores bytes unless they are there; another run may bring the same at the same time. */
  async function store(
    key: string,
    upload: Pick<Upload, 'size' | 'sha256' | 'differs'> & { digest: string | undefined },
    openSource: () => Promise<ByteSource>,
    signal: AbortSignal,
  ) {
    const { size, sha256, digest } = upload;
    const Metadata = { [sha256Name]: sha256, ...(digest ? { [digestName]: digest } : {}) };
    for (let attempt = 1; ; attempt++) {
      const present = await findSame(key, upload, signal);
      if (present) return { ...present, how: 'present' as const };
      const source = await openSource();
      try {
        const request = {
          ...upload,
          client,
          location: at(key),
          headers: { Metadata, ...encryption },
        };
        const { eTag, versionId } = await uploadBytes(request, source, buffers, signal);
        const stored = { eTag, size, sha256, ...version(versionId), ...(digest ? { digest } : {}) };
        return {
          ...stored,
          ...(destination.kms ? { kms: destination.kms } : {}),
          how: 'uploaded' as const,
        };
      } catch (error) {
        if (!mayBeThere(error) || attempt === attempts) throw error;
        await clock.sleep(attempt === 1 ? 0 : 1_000, signal);
      } finally {
        await source.close();
      }
    }
  }

  async function readText(key: string): Promise<{ text: string; eTag: string } | undefined> {
    try {
      const { Body, ETag, ContentLength } = await client.send(new GetObjectCommand(at(key)));
      if ((ContentLength ?? 0) > largestJson) throw notJson(bucket, key, 'is too large');
      return { text: (await Body?.transformToString()) ?? '', eTag: ETag ?? '' };
    } catch (error) {
      if (isNothingThere(error)) return undefined;
      throw error;
    }
  }

  return {
    bucket,
    find,

    upload: (key, bundle, signal) =>
      store(
        key,
        { ...bundle, differs: () => changed(bundle.path) },
        () => fileSource(bundle.path),
        signal,
      ),

    async copyFrom(source, key, expected, signal) {
      const differs = (sha256: string) => damaged(source.bucket, key, sha256, expected.sha256);
      const digest = (await source.find(key))?.digest;
      return store(
        key,
        { ...expected, digest, differs },
        async () => streamSource(source.read(key, signal)),
        signal,
      );
    },

    async download(key, path, signal) {
      const file = await open(path, 'wx', 0o600);
      const hash = createHash('sha256');
      let size = 0;
      try {
        for await (const chunk of readObject(client, at(key), { clock, signal })) {
          hash.update(chunk);
          size += chunk.length;
          await file.writeFile(chunk);
        }
        return { size, sha256: hash.digest('hex') };
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      } finally {
        await file.close();
      }
    },

    read: (key, signal) => readObject(client, at(key), { clock, signal }),

    async readJson(key) {
      const found = await readText(key);
      if (!found) return undefined;
      try {
        return { value: JSON.parse(found.text) as unknown, eTag: found.eTag };
      } catch (cause) {
        throw notJson(bucket, key, 'is not JSON', cause);
      }
    },

    async writeJson(key, value, condition) {
      const text = `${JSON.stringify(value, undefined, 2)}\n`;
      const command = new PutObjectCommand({
        ...at(key),
        ...encryption,
        Body: text,
        ContentType: 'application/json',
        ...('ifMatch' in condition ? { IfMatch: condition.ifMatch } : { IfNoneMatch: '*' }),
      });
      try {
        const { ETag } = await client.send(command);
        return { written: true, eTag: ETag ?? '' };
      } catch (error) {
        // The object that was to be replaced may be gone: 404 to If-Match.
        if (faultOf(error).kind !== 'conflict' && !isNothingThere(error)) throw error;
        const there = wasRetried(error) ? await readText(key) : undefined;
        return there?.text === text ? { written: true, eTag: there.eTag } : { written: false };
      }
    },

    async list(prefix) {
      const keys: string[] = [];
      let token: string | undefined;
      do {
        const answer = await client.send(
          new ListObjectsV2Command({ ...inBucket, Prefix: prefix, ContinuationToken: token }),
        );
        keys.push(...(answer.Contents ?? []).flatMap(({ Key }) => (Key ? [Key] : [])));
        token = answer.NextContinuationToken;
      } while (token);
      return keys;
    },

    async check() {
      try {
        const { BucketRegion } = await client.send(new HeadBucketCommand(inBucket));
        if (BucketRegion && BucketRegion !== region)
          throw new BucketInOtherRegion(bucket, BucketRegion, region);
        return { region };
      } catch (error) {
        const actual = regionTold(error);
        if (actual && actual !== region) throw new BucketInOtherRegion(bucket, actual, region);
        throw error;
      }
    },
  };
}

const sha256Name = 'fanout-sha256';
const digestName = 'fanout-digest';

/** Where versioning is suspended S3 calls the version "null". */
function version(id: string | undefined): { versionId?: string } {
  return id && id !== 'null' ? { versionId: id } : {};
}

/** HEAD has no body to tell a missing object from a missing bucket; whoever writes next is told. */
function isNothingThere(error: unknown): boolean {
  const { kind, name } = faultOf(error);
  return kind === 'missing' && name !== 'NoSuchBucket';
}

/** Someone else was first, or our own request was carried out although its answer was lost. */
function mayBeThere(error: unknown): boolean {
  const { kind, name } = faultOf(error);
  return kind === 'conflict' || name === 'NoSuchUpload';
}

/** A request that was sent twice may have met what it had written itself. */
function wasRetried(error: unknown): boolean {
  const { attempts: made } = (error as { $metadata?: { attempts?: number } }).$metadata ?? {};
  return (made ?? 1) > 1;
}

/** S3 says where a bucket is even while it refuses. */
function regionTold(error: unknown): string | undefined {
  const { $response } = error as { $response?: { headers?: Record<string, string> } };
  return $response?.headers?.['x-amz-bucket-region'];
}

async function hashOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

function taken(bucket: string, key: string, there: Expected, ours: Expected): RefusedError {
  const tell = ({ size, sha256 }: Expected) => `${size} bytes, sha256 ${sha256}`;
  return new RefusedError([
    {
      message: `"s3://${bucket}/${key}" is there already with other bytes: ${tell(there)}; ours: ${tell(ours)}`,
      hint: 'a bundle is never overwritten, since instances may still be told to fetch it; deploy under a new version',
    },
  ]);
}

function changed(path: string): UsageError {
  return new UsageError([
    {
      message: `"${path}" is not what it was when it was built`,
      hint: 'nothing else may write to the bundle while it is deployed; run again',
    },
  ]);
}

function damaged(bucket: string, key: string, actual: string, recorded: string): RefusedError {
  return new RefusedError([
    {
      message: `"s3://${bucket}/${key}" does not hold the bytes of its release: sha256 ${actual}, recorded ${recorded}`,
      hint: 'it was changed after it was built; nothing of it was copied: build a new version',
    },
  ]);
}

function notJson(bucket: string, key: string, what: string, cause?: unknown): RefusedError {
  const problem = {
    message: `"s3://${bucket}/${key}" ${what}`,
    hint: 'records are written by this tool alone; look at what is there, and remove it if it is not needed',
  };
  return new RefusedError([problem], cause === undefined ? {} : { cause });
}
