import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../problem.ts';
import type { Bytes } from '../wire/bytes.ts';
import { readPolicy } from './bucket-policy.ts';
import { type Bucket, type Change, newBucket, type S3State, type Version } from './state.ts';

/**
 * Keeps buckets and objects in a folder: one JSON file for each bucket and each key, one file of bytes for each version.
 * Their names are hashes and random ids, so no key, whatever it is, becomes a path.
 */
export type StateFolder = {
  /** Writes what has become of these; resolves when it is on disk. */
  keep(changes: readonly Change[]): Promise<void>;
};

/** Reads what the folder holds into the state. Rejects with a {@link UsageError} where it holds anything else. */
export async function openStateFolder(path: string, state: S3State): Promise<StateFolder> {
  const folder = join(path, 's3');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const blobs: Blobs = new WeakMap();
  await load(folder, state, blobs);
  let last = Promise.resolve();
  return {
    keep(changes) {
      const write = async () => {
        for (const { bucket, key } of changes) {
          await (key === undefined
            ? writeBucket(folder, bucket, state.buckets.has(bucket.name))
            : writeKey(folder, { bucket, key, blobs }));
        }
      };
      // One after another: two changes of one key must not overtake each other.
      const written = last.then(write);
      last = written.catch(() => {});
      return written;
    },
  };
}

/** In which file the bytes of a version are. */
type Blobs = WeakMap<Version, string>;

type KeptBucket = Pick<
  Bucket,
  'name' | 'region' | 'account' | 'created' | 'versioning' | 'grants'
> & {
  policy?: string;
};
type KeptKey = { bucket: string; key: string; versions: KeptVersion[] };
type KeptVersion = { blob?: string } & Record<string, unknown>;

async function writeBucket(folder: string, bucket: Bucket, isThere: boolean): Promise<void> {
  const { name, region, account, created, versioning, grants, policy } = bucket;
  const file = join(folder, `${hashOf(name)}.bucket.json`);
  if (!isThere) return rm(file, { force: true });
  const kept: KeptBucket = {
    name,
    region,
    account,
    created,
    grants,
    ...(versioning && { versioning }),
    ...(policy && { policy: policy.text }),
  };
  await writeWhole(file, [Buffer.from(JSON.stringify(kept))]);
}

async function writeKey(
  folder: string,
  { bucket, key, blobs }: { bucket: Bucket; key: string; blobs: Blobs },
): Promise<void> {
  const file = join(folder, `${hashOf(`${bucket.name}/${key}`)}.key.json`);
  const versions: readonly Version[] = bucket.keys.get(key) ?? [];
  const before = await readFile(file, 'utf8').then(
    (text) => (JSON.parse(text) as KeptKey).versions.flatMap(({ blob }) => blob ?? []),
    () => [],
  );
  const kept: KeptVersion[] = [];
  for (const version of versions) kept.push(await keptVersion(folder, version, blobs));
  if (kept.length === 0) await rm(file, { force: true });
  else {
    const content: KeptKey = { bucket: bucket.name, key, versions: kept };
    await writeWhole(file, [Buffer.from(JSON.stringify(content))]);
  }
  const needed = new Set(kept.map(({ blob }) => blob));
  for (const blob of before) if (!needed.has(blob)) await rm(join(folder, blob), { force: true });
}

async function keptVersion(folder: string, version: Version, blobs: Blobs): Promise<KeptVersion> {
  if (version.kind === 'delete-marker') return version;
  const { body, ...rest } = version;
  const blob = blobs.get(version) ?? `${randomUUID()}.bytes`;
  if (!blobs.has(version)) await writeWhole(join(folder, blob), body);
  blobs.set(version, blob);
  return { ...rest, blob };
}

async function load(folder: string, state: S3State, blobs: Blobs): Promise<void> {
  const names = await readdir(folder);
  for (const name of names.filter((one) => one.endsWith('.bucket.json'))) {
    const kept = await readJson<KeptBucket>(join(folder, name));
    // What the configuration says of a bucket wins over what was.
    const bucket =
      state.buckets.get(kept.name) ?? newBucket({ ...kept, versioning: false }, kept.created);
    if (kept.versioning) bucket.versioning = kept.versioning;
    if (kept.policy) bucket.policy ??= readPolicy(kept.policy, kept.name);
    state.buckets.set(bucket.name, bucket);
  }
  for (const name of names.filter((one) => one.endsWith('.key.json'))) {
    const { bucket, key, versions } = await readJson<KeptKey>(join(folder, name));
    const loaded: Version[] = [];
    for (const version of versions) loaded.push(await loadVersion(folder, version, blobs));
    const [first, ...rest] = loaded;
    if (first) state.buckets.get(bucket)?.keys.set(key, [first, ...rest]);
  }
}

async function loadVersion(
  folder: string,
  { blob, ...rest }: KeptVersion,
  blobs: Blobs,
): Promise<Version> {
  if (blob === undefined) return rest as Version;
  if (!/^[\da-f-]{36}\.bytes$/.test(blob)) throw unreadable(folder);
  const version = { ...rest, body: [await readFile(join(folder, blob))] } as unknown as Version;
  blobs.set(version, blob);
  return version;
}

async function readJson<T>(file: string): Promise<T> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch (cause) {
    throw unreadable(file, { cause });
  }
}

function unreadable(file: string, options?: ErrorOptions): UsageError {
  const message = "the emulator's state cannot be read";
  return new UsageError(
    [{ code: 'state-unusable', message, file, hint: 'remove it to start over' }],
    options,
  );
}

/** A file is there whole or not at all. */
async function writeWhole(file: string, pieces: Bytes): Promise<void> {
  const draft = `${file}.${randomUUID()}.draft`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    for (const piece of pieces) await handle.writeFile(piece);
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
