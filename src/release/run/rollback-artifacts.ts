import { describeFault } from '../../aws/advice.ts';
import type { AwsSession } from '../../aws/session.ts';
import { allDestinations, type Destination, type Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { mapLimited } from '../../limit.ts';
import { RefusedError } from '../../problem.ts';
import { CancelledError } from '../cancel.ts';
import type { Snapshot } from '../deployment/group-state.ts';
import { type Owner, ownerText, releaseKey } from '../object-keys.ts';
import {
  chooseRollback,
  type EarlierRelease,
  isRollbackDecided,
  type Standing,
} from '../records/choose-rollback.ts';
import { findRelease } from '../records/find-release.ts';
import type { KnownRelease } from '../records/known-release.ts';
import { entryOf, proofOf } from '../records/proof.ts';
import type { Published } from '../records/publish.ts';
import { historiesReader, readUntil } from '../records/read-history.ts';
import { type RecordBucket, recordBucketsOf } from '../records/record-buckets.ts';
import { type History, hasMore } from '../records/run-records.ts';
import { timing } from '../timing.ts';
import type { ReleaseArtifact } from './prepared.ts';

/** What becomes of a destination in a rollback. */
export type Course =
  | { kind: 'goes'; artifact: ReleaseArtifact; size: number; unproven?: string }
  | { kind: 'stays'; version: string }
  | { kind: 'cannot'; why: string };

export type Courses = ReadonlyMap<string, Course>;

/** Where a bucket lacks the release: copies it there, or only tells what it would be. */
export type Bring = (
  known: KnownRelease,
  recordBucket: RecordBucket,
) => Promise<Published | undefined>;

type Reach = { snapshot: Snapshot; unreachable: ReadonlyMap<string, string> };

/** What becomes of each destination of the environment; of those that do not answer nothing does. */
export async function chooseCourses(
  { environment, to }: { environment: Environment; to?: string | undefined },
  { snapshot, unreachable }: Reach,
  aws: AwsSession,
  bring: Bring,
): Promise<Courses> {
  const all = allDestinations(environment);
  const reachable = all.filter(({ id }) => !unreachable.has(id));
  const read = historiesReader(reachable, environment, aws);
  const standings = await readUntil(
    async (count) => standingsOf(reachable, snapshot, await read(count)),
    to === undefined ? isRollbackDecided : (all) => all.every((one) => isDecided(to, one)),
  );
  const reached =
    to === undefined
      ? await toLastProven(standings, environment, aws)
      : await toVersion(to, standings, environment, aws, bring);
  return new Map(
    all.map(({ id }) => [
      id,
      reached.get(id) ?? cannot(unreachable.get(id) ?? 'it does not answer'),
    ]),
  );
}

function standingsOf(
  destinations: readonly Destination[],
  snapshot: Snapshot,
  histories: ReadonlyMap<string, History>,
): Standing[] {
  return destinations.map((destination) => ({
    destination,
    state: snapshot.get(destination.id),
    history: histories.get(destination.id) ?? [],
  }));
}

/** Whether older records than were read could tell more of a version: its proof, or the bytes that it had. */
function isDecided(version: string, { destination, history }: Standing): boolean {
  if (!hasMore(history)) return true;
  const proof = proofOf(version, destination, history);
  if (!proof.proven && proof.more) return false;
  return history.some((run) => {
    const entry = 'unread' in run ? undefined : entryOf(run, destination);
    return entry?.version === version && entry.object !== undefined;
  });
}

/** Each destination to its last proven release, as its own bucket still holds it. */
async function toLastProven(
  standings: readonly Standing[],
  owner: Environment,
  aws: AwsSession,
): Promise<Courses> {
  const choices = chooseRollback(standings);
  const courses = await mapLimited(
    standings,
    timing.atOnce.destinations,
    async ({ destination }) => {
      const choice = choices.get(destination.id);
      if (choice?.kind !== 'goes') return choice;
      return held(choice.to, owner, destination, aws);
    },
  );
  return byId(standings, courses);
}

/**
 * All destinations to one version, proven or not. Where a bucket has lost it, it is copied from one that has
 * it. Rejects with a {@link RefusedError} where there is no release of it at all.
 */
async function toVersion(
  version: string,
  standings: readonly Standing[],
  environment: Environment,
  aws: AwsSession,
  bring: Bring,
): Promise<Courses> {
  const { part } = environment;
  const reached = standings.map(({ destination }) => destination);
  const recordBuckets = recordBucketsOf(reached, aws);
  const holders = part ? recordBucketsOf([...reached, ...part.whole], aws) : recordBuckets;
  const known = await findRelease(environment, version, holders, { despiteFaults: true });
  if (!known) throw noRelease(version, ownerText(environment));
  const all = new Map(
    await mapLimited(recordBuckets, timing.atOnce.requests, async (recordBucket) => {
      const published = await brought(known, environment, recordBucket, { standings, bring });
      return [recordBucket.artifacts.bucket, published] as const;
    }),
  );
  const { digest, size } = known.record;
  const courses = standings.map(({ destination, history }): Course => {
    const { bucket } = destination;
    const published = all.get(bucket);
    if (!published || 'why' in published) return cannot(published?.why ?? 'it was not copied');
    const artifact = { ...published, version, digest, bucket };
    const proof = proofOf(version, destination, history);
    const unproven = proof.proven ? {} : { unproven: proof.why };
    return { kind: 'goes', artifact, size, ...unproven };
  });
  return byId(standings, courses);
}

/** The object that the record names, where it is still there and still the same. */
async function held(
  { version, digest, object }: EarlierRelease,
  owner: Owner,
  destination: Destination,
  aws: AwsSession,
): Promise<Course> {
  const { bucket } = destination;
  const key = releaseKey(owner, version, digest);
  try {
    const found = await aws.artifacts(destination).find(key);
    if (!found)
      return cannot(
        `${version} is gone: there is no s3://${bucket}/${key}; --to ${version} copies it from another bucket that has it`,
      );
    const { eTag, versionId, size } = found;
    const artifact = {
      version,
      digest,
      bucket,
      key,
      eTag,
      ...defined({ versionId }),
    };
    const changed = overwritten(object, artifact);
    return changed ? cannot(changed) : { kind: 'goes', artifact, size };
  } catch (error) {
    return cannot(describeFault(error, { operation: 's3:GetObject' }).message);
  }
}

async function brought(
  known: KnownRelease,
  owner: Owner,
  { artifacts, destination }: RecordBucket,
  { standings, bring }: { standings: readonly Standing[]; bring: Bring },
): Promise<Published | { why: string } | undefined> {
  const { version, digest } = known.record;
  const { bucket } = artifacts;
  const key = releaseKey(owner, version, digest);
  try {
    const found = await artifacts.find(key);
    const there = found && { version, digest, bucket, key, eTag: found.eTag };
    const changed = there && standings.map((one) => overwritten(recordedIn(one, version), there));
    const why = changed?.find((one) => one !== undefined);
    if (why) return { why };
    return await bring(known, { artifacts, destination });
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return { why: describeFault(error, { operation: 's3:GetObject' }).message };
  }
}

/** Why an object is not the one that a record names. */
function overwritten(
  recorded: EarlierRelease['object'],
  { bucket, key, eTag, version }: ReleaseArtifact,
) {
  const isSameObject = recorded?.bucket === bucket && recorded.key === key;
  if (!isSameObject || !recorded.eTag || recorded.eTag === eTag) return undefined;
  return `${version} was overwritten: s3://${bucket}/${key} has ETag ${eTag}, and had ${recorded.eTag} when it was deployed`;
}

function recordedIn({ history, destination }: Standing, version: string): EarlierRelease['object'] {
  for (const run of history) {
    const entry = 'unread' in run ? undefined : entryOf(run, destination);
    if (entry?.version === version && entry.object) return entry.object;
  }
  return undefined;
}

function cannot(why: string): Course {
  return { kind: 'cannot', why };
}

function byId(standings: readonly Standing[], courses: readonly (Course | undefined)[]): Courses {
  return new Map(
    standings.map(({ destination }, index) => [
      destination.id,
      courses[index] ?? cannot('no course was chosen'),
    ]),
  );
}

function noRelease(version: string, whose: string): RefusedError {
  return new RefusedError([
    {
      code: 'no-release',
      message: `there is no release "${version}" of ${whose} in the buckets of this environment`,
      hint: 'name a version that was deployed to it before',
    },
  ]);
}
