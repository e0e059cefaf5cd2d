import { createHash } from 'node:crypto';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import type { Bundle } from '../bundle/bundle.ts';
import { defined } from '../defined.ts';
import { type Problem, RefusedError, UsageError } from '../problem.ts';
import { timing } from '../release/timing.ts';
import { at, type Bucket } from './bucket.ts';
import type { ByteSource } from './byte-source.ts';
import { faultOf } from './faults.ts';
import { fileSource } from './file-source.ts';
import { readObject } from './object-reader.ts';
import { findArtifact, metadataOf, type StoredArtifact, version } from './stored-artifact.ts';
import { streamSource } from './stream-source.ts';
import { type Upload, uploadBytes } from './upload.ts';

/** What has to be under a key: size in bytes, SHA-256 in hex. */
export type Expected = Pick<Bundle, 'size' | 'sha256'>;

export type UploadedArtifact = StoredArtifact & { how: 'uploaded' | 'present' };

/** What is read from, and how it is called. */
export type CopySource = {
  bucket: string;
  key: string;
  digest: string | undefined;
  bytes: () => AsyncIterable<Uint8Array>;
};

const attempts = 3;

export async function uploadBundle(
  bucket: Bucket,
  key: string,
  bundle: Pick<Bundle, 'path' | 'size' | 'sha256' | 'digest'>,
  signal: AbortSignal,
): Promise<UploadedArtifact> {
  const { path, size, sha256, digest } = bundle;
  const differs = (cause?: unknown) => changed(path, cause);
  const open = () => fileSource(path, bucket.buffers.files, differs);
  const content = { size, sha256, digest, open, differs: () => differs() };
  // What goes in one request need not be looked for: S3 refuses it where something is there.
  const isSentFirst = size <= timing.upload.part;
  return storeOnce(bucket, key, content, signal, isSentFirst);
}

export async function copyBundle(
  bucket: Bucket,
  key: string,
  source: CopySource,
  { size, sha256 }: Expected,
  signal: AbortSignal,
): Promise<UploadedArtifact> {
  const open = () => streamSource(source.bytes(), bucket.buffers.streams);
  const differs = (actual: string) => damaged(source.bucket, source.key, actual, sha256);
  const content = { size, sha256, digest: source.digest, open, differs };
  return storeOnce(bucket, key, content, signal);
}

export async function downloadBundle(
  bucket: Bucket,
  key: string,
  path: string,
  signal: AbortSignal,
): Promise<Expected> {
  // Not held open while bytes are on their way, which whoever is killed in a rehearsal waits for in vain.
  await writeFile(path, '', { flag: 'wx', mode: 0o600 });
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of readObject(bucket, key, signal)) {
      hash.update(chunk);
      size += chunk.length;
      await appendFile(path, chunk);
    }
    return { size, sha256: hash.digest('hex') };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

type Content = Pick<Upload, 'size' | 'sha256' | 'differs'> & {
  digest: string | undefined;
  open: () => ByteSource;
};

/** Stores bytes unless they are there; another run may bring the same at the same time. */
async function storeOnce(
  bucket: Bucket,
  key: string,
  content: Content,
  signal: AbortSignal,
  isSentFirst = false,
): Promise<UploadedArtifact> {
  for (let attempt = 1; ; attempt++) {
    const isSent = isSentFirst && attempt === 1;
    const present = isSent ? undefined : await findSame(bucket, key, content, signal);
    if (present) return { ...present, how: 'present' };
    try {
      return { ...(await store(bucket, key, content, signal)), how: 'uploaded' };
    } catch (error) {
      if (!mayBeThere(error) || attempt === attempts) throw error;
      await bucket.clock.sleep((attempt - 1) * 1_000, signal);
    }
  }
}

/**
 * What is under the key, where its bytes are what they should be; refuses others. They are read and hashed: whoever
 * may write them may write any metadata beside them.
 */
async function findSame(bucket: Bucket, key: string, expected: Expected, signal: AbortSignal) {
  const found = await findArtifact(bucket, key);
  if (!found) return undefined;
  const { size, eTag } = found;
  // As large as somebody likes, and other bytes whatever they are.
  if (size !== expected.size) throw taken(bucket.name, key, `${size} bytes`, expected);
  const sha256 = await hashOf(readObject(bucket, key, signal, eTag));
  if (sha256 === expected.sha256) return found;
  throw taken(bucket.name, key, told({ size, sha256 }), expected);
}

async function store(
  bucket: Bucket,
  key: string,
  { size, sha256, digest, differs, open }: Content,
  signal: AbortSignal,
): Promise<StoredArtifact> {
  const source = open();
  try {
    const { client, clock, random, encryption } = bucket;
    const headers = { Metadata: metadataOf({ sha256, digest }), ...encryption };
    const location = at(bucket, key);
    const upload = { client, clock, random, location, headers, size, sha256, differs };
    const { eTag, versionId } = await uploadBytes(upload, source, signal);
    const kms = encryption.SSEKMSKeyId;
    const known = { eTag, size, sha256, ...version(versionId) };
    return { ...known, ...defined({ digest, kms }) };
  } finally {
    await source.close();
  }
}

/** Someone else was first, or our own request was carried out although its answer was lost. */
function mayBeThere(error: unknown): boolean {
  const { kind, name } = faultOf(error);
  return kind === 'conflict' || name === 'NoSuchUpload';
}

async function hashOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

function told({ size, sha256 }: Expected): string {
  return `${size} bytes, sha256 ${sha256}`;
}

function taken(bucket: string, key: string, there: string, ours: Expected): RefusedError {
  return new RefusedError([
    {
      code: 'bytes-differ',
      message: `"s3://${bucket}/${key}" already exists with other bytes: ${there}; ours: ${told(ours)}`,
      hint: 'a bundle is never overwritten, because instances may still fetch it; deploy under a new version',
    },
  ]);
}

function changed(path: string, cause?: unknown): UsageError {
  const problem: Problem = {
    code: 'bundle-changed',
    message: `"${path}" changed after it was built`,
    hint: 'nothing else may write to the bundle while it is deployed; run again',
  };
  return new UsageError([problem], defined({ cause }));
}

function damaged(bucket: string, key: string, actual: string, recorded: string): RefusedError {
  return new RefusedError([
    {
      code: 'bytes-differ',
      message: `"s3://${bucket}/${key}" does not hold the bytes of its release: sha256 ${actual}, recorded ${recorded}`,
      hint: 'somebody changed it after it was built, and nothing was copied: build a new version',
    },
  ]);
}
