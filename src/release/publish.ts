import type { Artifacts } from '../aws/artifacts.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { releaseKey, releaseRecordKey } from '../bundle/version.ts';
import type { Clock } from '../clock.ts';
import { RefusedError } from '../problem.ts';
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
export type KnownRelease = { record: ReleaseRecord; holders: Artifacts[] };

/** A bucket and where it is. */
export type Shelf = { region: string; artifacts: Artifacts };

export type PublishPorts = { clock: Clock; emit: Emit; signal: AbortSignal };

/** What CodeDeploy is told to fetch from one bucket. */
export type Published = { key: string; eTag: string; versionId?: string };

/**
 * Looks for a version in all buckets. Rejects with a {@link RefusedError} where two buckets hold
 * different content under one version, and passes on what AWS answers otherwise.
 */
export async function findRelease(
  application: string,
  version: string,
  shelves: readonly Shelf[],
): Promise<KnownRelease | undefined> {
  const key = releaseRecordKey(application, version);
  const found = await Promise.all(
    shelves.map(async ({ artifacts }) => {
      const json = await artifacts.readJson(key);
      return json && { artifacts, record: readRecord(json.value, artifacts.bucket, key) };
    }),
  );
  const present = found.filter((entry) => entry !== undefined);
  const first = present[0];
  if (!first) return undefined;
  const other = present.find(({ record }) => record.digest !== first.record.digest);
  if (other) throw differs(version, first, other);
  return { record: first.record, holders: present.map(({ artifacts }) => artifacts) };
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
  { record, holders }: KnownRelease,
  shelves: readonly Shelf[],
  ports: PublishPorts,
): Promise<Map<string, Published>> {
  const source = await holderOf(releaseKey(application, record.version, record.digest), holders);
  if (!source) throw lost(application, record, holders);
  return publish(application, record, shelves, ports, async ({ artifacts }, key) => {
    const stored = await artifacts.copyFrom(source, key, record, ports.signal);
    return { ...stored, how: stored.how === 'present' ? 'present' : 'copied' };
  });
}

type Stored = { eTag: string; versionId?: string; how: 'uploaded' | 'present' | 'copied' };

/**
 * Brings the release to all buckets at once. Waits for every bucket, so that none is left half-way
 * when another fails; then rejects with the first failure, or with all where there are several.
 */
async function publish(
  application: string,
  record: ReleaseRecord,
  shelves: readonly Shelf[],
  { clock, emit }: PublishPorts,
  store: (shelf: Shelf, key: string) => Promise<Stored>,
): Promise<Map<string, Published>> {
  const key = releaseKey(application, record.version, record.digest);
  const settled = await Promise.allSettled(
    shelves.map(async (shelf) => {
      const began = clock.now();
      const { eTag, versionId, how } = await store(shelf, key);
      await writeRecord(application, record, shelf.artifacts);
      const { bucket } = shelf.artifacts;
      const seconds = (clock.now() - began) / 1000;
      emit({
        kind: 'uploaded',
        bucket,
        region: shelf.region,
        key,
        bytes: record.size,
        how,
        seconds,
      });
      return [bucket, { key, eTag, ...(versionId ? { versionId } : {}) }] as const;
    }),
  );
  const failures = settled.filter((result) => result.status === 'rejected');
  if (failures.length === 1) throw failures[0]?.reason;
  if (failures.length > 1) throw new AggregateError(failures.map(({ reason }) => reason));
  return new Map(
    settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
  );
}

async function writeRecord(application: string, record: ReleaseRecord, artifacts: Artifacts) {
  const key = releaseRecordKey(application, record.version);
  const { written } = await artifacts.writeJson(key, record, { ifNoneMatch: true });
  if (written) return;
  const json = await artifacts.readJson(key);
  const theirs = readRecord(json?.value, artifacts.bucket, key);
  if (theirs.digest === record.digest) return;
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

type Held = { artifacts: Artifacts; record: ReleaseRecord };

function differs(version: string, one: Held, other: Held): RefusedError {
  const tell = ({ artifacts, record }: Held) =>
    `${artifacts.bucket} has ${record.digest.slice(0, 16)}${record.build ? ` (built by ${record.build})` : ''}`;
  return new RefusedError([
    {
      message: `version "${version}" exists with different content: ${tell(one)}, ${tell(other)}`,
      hint: 'a version is built once and never overwritten; use a new version',
    },
  ]);
}

function lost(
  application: string,
  { version, digest }: ReleaseRecord,
  holders: readonly Artifacts[],
): RefusedError {
  const key = releaseKey(application, version, digest);
  const buckets = holders.map(({ bucket }) => bucket).join(', ');
  return new RefusedError([
    {
      message: `version "${version}" has a release record, but its zip ${key} is in none of ${buckets}`,
      hint: 'it was deleted, perhaps by a lifecycle rule; build a new version',
    },
  ]);
}
