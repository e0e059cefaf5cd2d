import type { Artifacts } from '../../aws/artifacts.ts';
import { faultOf } from '../../aws/faults.ts';
import type { AwsSession } from '../../aws/session.ts';
import { versionProblems } from '../../bundle/version.ts';
import type { Destination, Environment } from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import { RefusedError } from '../../problem.ts';
import { type Owner, runsPrefix } from '../keys.ts';
import type { Outcome, Verdict } from '../outcome.ts';
import { isDigest } from './find-release.ts';

/**
 * What a run did, written once when it ends: `${application}/runs/${environment}/${time}-${run}.json` in
 * each destination's bucket. CodeDeploy says "succeeded" of a release whose verification failed; this does not.
 */
export type RunRecord = {
  fanout: 1;
  run: string;
  command: string;
  environment: string;
  /** ISO 8601. */
  started: string;
  ended: string;
  verdict: Verdict;
  /** Given for `--force` or `rollback`. */
  reason?: string;
  destinations: DestinationRecord[];
};

export type DestinationRecord = {
  destination: string;
  account?: string;
  region: string;
  application: string;
  deploymentGroup: string;
  /** A group that was made anew has another one, and no history. */
  deploymentGroupId?: string;
  /** Of the release that was to run there; absent where there was none. */
  version?: string;
  /** Its content digest, hex. */
  digest?: string;
  /** What CodeDeploy was told to fetch. */
  object?: { bucket: string; key: string; eTag?: string; versionId?: string };
  outcome: Outcome;
  /** Deployed with success, and every check held to the end. */
  verified: boolean;
  deploymentId?: string;
  rollbackDeploymentId?: string;
  /** The version that ran before, where it was one of ours. */
  before?: string;
};

/** Sorts by time: `orders/runs/production/20261123T172900Z-github-9876543.1.json`. */
export function runKey(owner: Owner, record: RunRecord): string {
  const time = record.started.replace(/[-:]|\.\d+/g, '');
  const run = record.run.replace(/[^\w.-]/g, '-');
  return `${runsPrefix(owner, record.environment)}${time}-${run}.json`;
}

/** A record that is there and cannot be read; it may say anything, so what is older proves nothing. */
type Unread = { unread: string };

/** The runs of an environment as one bucket tells them, newest first. */
export type History = readonly (RunRecord | Unread)[];

/** Runs that are looked at when it is asked what was proven; older ones prove nothing any more. */
const newest = 200;

/** Reads the newest runs of an environment. What cannot be read keeps its place, and says why. */
export async function readHistory(
  records: Artifacts,
  owner: Owner,
  environment: string,
): Promise<History> {
  const prefix = runsPrefix(owner, environment);
  let keys: string[];
  try {
    keys = await records.list(prefix);
  } catch (error) {
    return [unread(`the records in s3://${records.bucket}/${prefix} cannot be listed`, error)];
  }
  return mapLimited(keys.toSorted().reverse().slice(0, newest), 8, async (key) => {
    const object = `s3://${records.bucket}/${key}`;
    try {
      const found = await records.readJson(key);
      return isRunRecord(found?.value) ? found.value : { unread: `${object} is no run's record` };
    } catch (error) {
      return unread(`${object} cannot be read`, error);
    }
  });
}

/** For each of the destinations, by its id, what its own bucket tells of the environment; a bucket is read once. */
export async function readHistories(
  destinations: readonly Destination[],
  environment: Owner & Pick<Environment, 'name'>,
  aws: AwsSession,
): Promise<ReadonlyMap<string, History>> {
  const readings = new Map<string, Promise<History>>();
  const histories = await mapLimited(destinations, 50, async (destination) => {
    const { account, bucket, role, readRole } = destination;
    // What one role may not read, another may.
    const key = JSON.stringify([account, bucket, role, readRole]);
    const reading =
      readings.get(key) ?? readHistory(aws.artifacts(destination), environment, environment.name);
    readings.set(key, reading);
    return [destination.id, await reading] as const;
  });
  return new Map(histories);
}

function unread(what: string, error: unknown): Unread {
  if (error instanceof RefusedError) return { unread: error.message };
  const { name, message } = faultOf(error);
  return { unread: `${what}: ${name}: ${message}` };
}

/** Whoever can write to a bucket can write a record: nothing in it may be more than it should. */
function isRunRecord(value: unknown): value is RunRecord {
  const record = value as Partial<RunRecord> | null | undefined;
  if (record?.fanout !== 1 || !Array.isArray(record.destinations)) return false;
  const { run, command, started } = record;
  const isWhole = isLike(run, word) && isLike(command, word) && isLike(started, time);
  return isWhole && record.destinations.every(isDestinationRecord);
}

function isDestinationRecord(value: unknown): value is DestinationRecord {
  const record = value as Partial<DestinationRecord> | null | undefined;
  const { destination, outcome, version, digest } = record ?? {};
  if (version !== undefined && !isVersion(version)) return false;
  if (digest !== undefined && !isDigest(digest)) return false;
  return typeof destination === 'string' && isLike(outcome, word);
}

const word = /^[\w.:+-]{1,80}$/;
const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function isLike(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}

function isVersion(value: unknown): boolean {
  return typeof value === 'string' && versionProblems(value).length === 0;
}
