import { describeFault } from '../aws/advice.ts';
import type { Artifacts } from '../aws/artifacts.ts';
import type { AwsSession } from '../aws/session.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { releaseKey, releaseRecordKey } from '../bundle/version.ts';
import type { Clock } from '../clock.ts';
import type { Destination } from '../config/destination.ts';
import { mapLimited } from '../limit.ts';
import { type Problem, RefusedError, UsageError } from '../problem.ts';
import type { Emit } from './events.ts';

/** What is written once, beside the zip, about a version: `${application}/releases/${version}.json`. */
export type ReleaseRecord = {
  version: string;
  /** Content digest, hex. */
  digest: string;
  /** Of the zip's bytes, hex. */
  sha256: string;
  /** Bytes of the zip. */
  size: number;
  commit?: string;
  /** Which run built it. */
  build: string;
  /** ISO 8601. */
  time: string;
};

/** A release that exists, and the buckets that have its record. */
export type KnownRelease = {
  /** Whose it is, which is part of its keys; another environment's may have another name. */
  application: string;
  record: ReleaseRecord;
  holders: Artifacts[];
};

/** A bucket, and a destination that reads from it. */
export type Shelf = { destination: Destination; artifacts: Artifacts };

export type PublishPorts = { clock: Clock; emit: Emit; signal: AbortSignal };

/** What CodeDeploy is told to fetch from one bucket. */
export type Published = { key: string; eTag: string; versionId?: string };

/**
 * Looks for a version in all buckets. Rejects with a {@link RefusedError} where two buckets hold
 * different bytes under one version, or where any of them cannot be read.
 */
export async function findRelease(
  application: string,
  version: string,
  shelves: readonly Shelf[],
): Promise<KnownRelease | undefined> {
  const key = releaseRecordKey(application, version);
  const found = await onEachShelf(shelves, 's3:GetObject', async ({ artifacts }) => {
    const json = await artifacts.readJson(key);
    return json && { artifacts, record: readRecord(json.value, artifacts.bucket, key) };
  });
  const present = found.filter((entry) => entry !== undefined);
  const first = present[0];
  if (!first) return undefined;
  const other = present.find(({ record }) => !isSame(record, first.record));
  if (other) throw differs(version, first, other);
  const holders = present.map(({ artifacts }) => artifacts);
  return { application, record: first.record, holders };
}

/** Uploads a new bundle to every bucket at once, and its record beside it. */
export async function publishBundle(
  application: string,
  bundle: Bundle,
  record: ReleaseRecord,
  shelves: readonly Shelf[],
  ports: PublishPorts,
): Promise<Map<string, Published>> {
  return publish(application, record, shelves, ports, ({ artifacts }, key) =>
    artifacts.upload(key, bundle, ports.signal),
  );
}

/** Brings a release to every bucket that lacks it, from one that has it. */
export async function publishKnown(
  application: string,
  { application: theirs, record, holders }: KnownRelease,
  shelves: readonly Shelf[],
  ports: PublishPorts,
): Promise<Map<string, Published>> {
  const from = releaseKey(theirs, record.version, record.digest);
  const source = await holderOf(from, holders);
  if (!source) throw lost(from, record, holders);
  return publish(application, record, shelves, ports, async ({ artifacts }, key) => {
    const stored = await artifacts.copyFrom(source, key, record, ports.signal, from);
    return { ...stored, how: stored.how === 'present' ? 'present' : 'copied' };
  });
}

/** Each bucket once, however many destinations share it. */
export function shelvesOf(destinations: readonly Destination[], aws: AwsSession): Shelf[] {
  const byBucket = new Map(destinations.map((destination) => [destination.bucket, destination]));
  return [...byBucket.values()].map((destination) => ({
    destination,
    artifacts: aws.artifacts(destination),
  }));
}

type Stored = { eTag: string; versionId?: string; how: 'uploaded' | 'present' | 'copied' };

/** Brings the release to all buckets at once, and only then tells what failed where. */
async function publish(
  application: string,
  record: ReleaseRecord,
  shelves: readonly Shelf[],
  { clock, emit, signal }: PublishPorts,
  store: (shelf: Shelf, key: string) => Promise<Stored>,
): Promise<Map<string, Published>> {
  const key = releaseKey(application, record.version, record.digest);
  const published = await onEachShelf(shelves, 's3:PutObject', async (shelf) => {
    signal.throwIfAborted();
    const began = clock.now();
    const { eTag, versionId, how } = await store(shelf, key);
    await writeRecord(application, record, shelf.artifacts);
    const { bucket } = shelf.artifacts;
    const { region } = shelf.destination;
    const seconds = (clock.now() - began) / 1000;
    emit({ kind: 'uploaded', bucket, region, key, bytes: record.size, how, seconds });
    return [bucket, { key, eTag, ...(versionId ? { versionId } : {}) }] as const;
  });
  return new Map(published);
}

/** Waits for every bucket, so that none is left half-way when another fails, and tells all failures together. */
async function onEachShelf<T>(
  shelves: readonly Shelf[],
  operation: string,
  work: (shelf: Shelf) => Promise<T>,
): Promise<T[]> {
  const problems: Problem[] = [];
  const results = await mapLimited(shelves, 50, async (shelf) => {
    try {
      return [await work(shelf)];
    } catch (error) {
      const { destination } = shelf;
      problems.push(...problemsOf(error, { destination, operation }));
      return [];
    }
  });
  if (problems.length > 0) throw new RefusedError(problems);
  return results.flat(1) as T[];
}

function problemsOf(error: unknown, where: { destination: Destination; operation: string }) {
  if (error instanceof RefusedError || error instanceof UsageError) return error.problems;
  const { message, ...rest } = describeFault(error, where);
  return [{ message: `${message} (bucket ${where.destination.bucket})`, ...rest }];
}

async function writeRecord(application: string, record: ReleaseRecord, artifacts: Artifacts) {
  const key = releaseRecordKey(application, record.version);
  const { written } = await artifacts.writeJson(key, record, { ifNoneMatch: true });
  if (written) return;
  const json = await artifacts.readJson(key);
  const theirs = readRecord(json?.value, artifacts.bucket, key);
  if (isSame(theirs, record)) return;
  throw differs(record.version, { artifacts, record }, { artifacts, record: theirs });
}

async function holderOf(key: string, holders: readonly Artifacts[]) {
  for (const holder of holders) if (await holder.find(key)) return holder;
  return undefined;
}

function readRecord(value: unknown, bucket: string, key: string): ReleaseRecord {
  const record = value as Partial<ReleaseRecord> | undefined;
  const texts = [record?.version, record?.digest, record?.sha256];
  if (texts.every((text) => typeof text === 'string') && typeof record?.size === 'number')
    return record as ReleaseRecord;
  throw new RefusedError([
    {
      message: `the release record s3://${bucket}/${key} is not one of fanout's`,
      hint: 'a version whose record was changed by hand cannot be trusted; build a new version',
    },
  ]);
}

/** The same content in the same zip. */
export function isSame(a: ReleaseRecord, b: ReleaseRecord): boolean {
  return a.digest === b.digest && a.sha256 === b.sha256;
}

type Held = { artifacts: Artifacts; record: ReleaseRecord };

function differs(version: string, one: Held, other: Held): RefusedError {
  const tell = ({ artifacts, record }: Held) =>
    `${artifacts.bucket} has ${record.digest.slice(0, 16)} in a zip ${record.sha256.slice(0, 16)}${record.build ? ` (built by ${record.build})` : ''}`;
  return new RefusedError([
    {
      message: `version "${version}" exists with different content: ${tell(one)}, ${tell(other)}`,
      hint: 'a version is built once and never overwritten; use a new version',
    },
  ]);
}

function lost(
  key: string,
  { version }: ReleaseRecord,
  holders: readonly Artifacts[],
): RefusedError {
  const buckets = holders.map(({ bucket }) => bucket).join(', ');
  return new RefusedError([
    {
      message: `version "${version}" has a release record, but its zip ${key} is in none of ${buckets}`,
      hint: 'it was deleted, perhaps by a lifecycle rule; build a new version',
    },
  ]);
}
