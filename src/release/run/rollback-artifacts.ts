import { describeFault } from '../../aws/advice.ts';
import type { AwsSession } from '../../aws/session.ts';
import type { Destination, Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { mapLimited } from '../../limit.ts';
import { RefusedError } from '../../problem.ts';
import { type Owner, ownerText, releaseKey } from '../keys.ts';
import { chooseRollback, type Earlier, type Standing } from '../records/choose-rollback.ts';
import { findRelease } from '../records/find-release.ts';
import type { KnownRelease } from '../records/known-release.ts';
import { entryOf, proofOf } from '../records/proof.ts';
import { type Published, publishKnown } from '../records/publish.ts';
import { type RecordBucket, recordBucketsOf } from '../records/record-buckets.ts';
import { timing } from '../timing.ts';
import type { ReleaseArtifact } from './prepared.ts';
import type { RunPorts } from './run-release.ts';

/** What becomes of a destination in a rollback. */
export type Course =
  | { kind: 'goes'; artifact: ReleaseArtifact; size: number; unproven?: string }
  | { kind: 'stays'; version: string }
  | { kind: 'cannot'; why: string };

export type Courses = ReadonlyMap<string, Course>;

/** Each destination to its last proven release, as its own bucket still holds it. */
export async function toLastProven(
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
export async function toVersion(
  version: string,
  standings: readonly Standing[],
  environment: Environment,
  aws: AwsSession,
  ports: RunPorts,
): Promise<Courses> {
  const { part } = environment;
  const reached = standings.map(({ destination }) => destination);
  const recordBuckets = recordBucketsOf(reached, aws);
  const holders = part ? recordBucketsOf([...reached, ...part.whole], aws) : recordBuckets;
  const known = await findRelease(environment, version, holders, { despiteFaults: true });
  if (!known) throw noRelease(version, ownerText(environment));
  const brought = new Map(
    await mapLimited(recordBuckets, timing.atOnce.requests, async (recordBucket) => {
      const published = await bring(known, environment, recordBucket, { standings, ports });
      return [recordBucket.artifacts.bucket, published] as const;
    }),
  );
  const { digest, size } = known.record;
  const courses = standings.map(({ destination, history }): Course => {
    const { bucket } = destination;
    const published = brought.get(bucket);
    if (!published || 'why' in published) return cannot(published?.why ?? 'it was not copied');
    const artifact = { ...published, version, digest, bucket };
    const proof = proofOf(version, destination, history);
    const unproven = proof.proven ? {} : { unproven: proof.why };
    return { kind: 'goes', artifact, size, ...unproven };
  });
  return byId(standings, courses);
}

/** The object that the record tells of, where it is still there and still the same. */
async function held(
  { version, digest, object }: Earlier,
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

async function bring(
  known: KnownRelease,
  owner: Owner,
  { artifacts, destination }: RecordBucket,
  { standings, ports }: { standings: readonly Standing[]; ports: RunPorts },
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
    const recordBucket = { artifacts, destination };
    return (await publishKnown(owner, known, [recordBucket], ports)).get(bucket);
  } catch (error) {
    ports.signal.throwIfAborted();
    return { why: describeFault(error, { operation: 's3:GetObject' }).message };
  }
}

/** Why an object is not the one that a record tells of. */
function overwritten(recorded: Earlier['object'], { bucket, key, eTag, version }: ReleaseArtifact) {
  const isSameObject = recorded?.bucket === bucket && recorded.key === key;
  if (!isSameObject || !recorded.eTag || recorded.eTag === eTag) return undefined;
  return `${version} was overwritten: s3://${bucket}/${key} has ETag ${eTag}, and had ${recorded.eTag} when it was deployed`;
}

function recordedIn({ history, destination }: Standing, version: string): Earlier['object'] {
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
