import { describeFault } from '../../aws/advice.ts';
import type { Artifacts } from '../../aws/artifacts.ts';
import type { Bundle } from '../../bundle/bundle.ts';
import type { Clock } from '../../clock.ts';
import { defined } from '../../defined.ts';
import { type Problem, RefusedError } from '../../problem.ts';
import type { Emit } from '../events.ts';
import { type Owner, releaseKey, releaseRecordKey } from '../object-keys.ts';
import type { ReleaseRecord } from '../release-record.ts';
import { isSame, readRelease, releasesDiffer } from './find-release.ts';
import type { KnownRelease } from './known-release.ts';
import { readingOnce } from './read-once.ts';
import { onEachBucket, type RecordBucket } from './record-buckets.ts';
import { type CopyOrigin, type Stored, spreadInside } from './spread-inside.ts';

export type PublishPorts = { clock: Clock; emit: Emit; signal: AbortSignal };

/** What CodeDeploy is told to fetch from one bucket. */
export type Published = { key: string; eTag: string; versionId?: string };

/** Uploads a new bundle to every bucket at once, and its record beside it. */
export async function publishBundle(
  owner: Owner,
  bundle: Bundle,
  record: ReleaseRecord,
  recordBuckets: readonly RecordBucket[],
  ports: PublishPorts,
): Promise<Map<string, Published>> {
  return publish(owner, record, recordBuckets, ports, ({ artifacts }, key) =>
    artifacts.upload(key, bundle, ports.signal),
  );
}

/** Brings a release to every bucket that lacks it, from one that has it; `acrossAccounts`: S3 may copy it from another account's. */
export async function publishKnown(
  owner: Owner,
  { owner: theirs, record, holders }: KnownRelease,
  recordBuckets: readonly RecordBucket[],
  ports: PublishPorts & { acrossAccounts?: boolean },
): Promise<Map<string, Published>> {
  const from = releaseKey(theirs, record.version, record.digest);
  const found = await holderOf(from, holders);
  if (!found) throw lost(from, record, holders);
  const { acrossAccounts = false } = ports;
  const origin = { ...found, key: from, acrossAccounts };
  const read = readingFrom(from, [found.artifacts, ...holders]);
  const once = readingOnce();
  const store = async ({ artifacts }: RecordBucket, key: string): Promise<Stored> => {
    const stored = await read((holder) => {
      // What goes to one bucket alone goes on as it comes.
      const source = recordBuckets.length > 1 ? once.of(holder) : holder;
      return artifacts.copyFrom(source, key, record, ports.signal, from);
    });
    return { ...stored, how: stored.how === 'present' ? 'present' : 'copied' };
  };
  try {
    return await publish(owner, record, recordBuckets, { ...ports, origin }, store);
  } finally {
    await once.end();
  }
}

/** Brings the release to all buckets at once, and only then tells what failed where. */
async function publish(
  owner: Owner,
  record: ReleaseRecord,
  recordBuckets: readonly RecordBucket[],
  { clock, emit, signal, origin }: PublishPorts & { origin?: CopyOrigin },
  store: (recordBucket: RecordBucket, key: string) => Promise<Stored>,
): Promise<Map<string, Published>> {
  const key = releaseKey(owner, record.version, record.digest);
  const buckets = `${recordBuckets.length} ${recordBuckets.length === 1 ? 'bucket' : 'buckets'}`;
  emit({ kind: 'step', text: `bringing the bundle to ${buckets}` });
  const spread = spreadInside({ key, record, signal, emit, origin, store });
  const published = await onEachBucket(recordBuckets, 's3:PutObject', async (recordBucket) => {
    signal.throwIfAborted();
    const began = clock.now();
    const { eTag, versionId, how } = await spread(recordBucket);
    await writeRecord(owner, record, recordBucket.artifacts);
    const { bucket } = recordBucket.artifacts;
    const { region } = recordBucket.destination;
    const seconds = (clock.now() - began) / 1000;
    emit({ kind: 'uploaded', bucket, region, key, bytes: record.size, how, seconds });
    return [bucket, { key, eTag, ...defined({ versionId }) }] as const;
  });
  return new Map(published);
}

async function writeRecord(owner: Owner, record: ReleaseRecord, artifacts: Artifacts) {
  const key = releaseRecordKey(owner, record.version);
  const { written } = await artifacts.writeJson(key, record, { ifNoneMatch: true });
  if (written) return;
  const json = await artifacts.readJson(key);
  const theirs = readRelease(json?.value, record.version, `s3://${artifacts.bucket}/${key}`);
  if (isSame(theirs, record)) return;
  const holders = [artifacts];
  throw releasesDiffer(record.version, { holders, record }, { holders, record: theirs });
}

/** A bucket that has the object. Rejects with a {@link RefusedError} where none is known to, and one could not be asked. */
async function holderOf(key: string, holders: readonly Artifacts[]) {
  return fromAny(holders, 's3:GetObject', async (artifacts) => {
    const found = await artifacts.find(key);
    return found && { artifacts, eTag: found.eTag };
  });
}

/** Works with the first of the buckets that has the object, and with the next one once that no longer answers. */
function readingFrom(key: string, holders: readonly Artifacts[]) {
  const gone = new Map<string, unknown>();
  const has = (holder: Artifacts) =>
    holder.find(key).then(
      (found) => found !== undefined,
      () => false,
    );
  return async <T>(work: (holder: Artifacts) => Promise<T>): Promise<T> => {
    let failed: unknown;
    for (const holder of holders) {
      if (gone.has(holder.bucket)) {
        failed ??= gone.get(holder.bucket);
        continue;
      }
      try {
        return await work(holder);
      } catch (error) {
        failed ??= error;
        // Where it still has it, it is not its own fault.
        if (error instanceof RefusedError || (await has(holder))) throw error;
        gone.set(holder.bucket, error);
      }
    }
    throw failed;
  };
}

/**
 * What the first of the buckets gives that has it: one that fails is passed over. Rejects with a {@link RefusedError} that
 * says why they fail where none of the others has it either.
 */
export async function fromAny<T>(
  holders: readonly Artifacts[],
  operation: string,
  work: (holder: Artifacts) => Promise<T | undefined>,
): Promise<T | undefined> {
  const problems: Problem[] = [];
  for (const holder of holders) {
    try {
      const found = await work(holder);
      if (found !== undefined) return found;
    } catch (error) {
      const { message, ...rest } = describeFault(error, { operation });
      problems.push({ message: `${message} (bucket ${holder.bucket})`, ...rest });
    }
  }
  if (problems.length > 0) throw new RefusedError(problems);
  return undefined;
}

export function lost(
  key: string,
  { version }: ReleaseRecord,
  holders: readonly Artifacts[],
): RefusedError {
  const buckets = holders.map(({ bucket }) => bucket).join(', ');
  return new RefusedError([
    {
      code: 'zip-missing',
      message: `version "${version}" has a release record, but its zip ${key} is in none of ${buckets}`,
      hint: 'it was deleted, perhaps by a lifecycle rule; build a new version',
    },
  ]);
}
