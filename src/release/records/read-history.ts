import type { Artifacts } from '../../aws/artifacts.ts';
import type { StoredKey } from '../../aws/list-keys.ts';
import type { AwsSession } from '../../aws/session.ts';
import type { Destination, Environment } from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import { type Owner, runsPrefix } from '../object-keys.ts';
import { timing } from '../timing.ts';
import { listNewest } from './record-keys.ts';
import { type History, historyOf, readRun, unread } from './run-records.ts';

/** Runs that are looked at when it is asked what was proven; older ones prove nothing any more. */
const most = 200;

/** How many are read before it is asked whether they decide: the last few almost always do. */
const steps = [8, 32];

/** Something that is told by the newest so many runs of an environment. */
type Reader<Told> = (count: number) => Promise<Told>;

/** Reads as many of the newest runs as decide, and the newest 200 where nothing less does. */
export async function readUntil<Told>(
  read: Reader<Told>,
  isDecided: (told: Told) => boolean,
): Promise<Told> {
  for (const count of steps) {
    const told = await read(count);
    if (isDecided(told)) return told;
  }
  return read(most);
}

/** The newest runs of an environment, as one bucket tells them. What cannot be read keeps its place, and says why. */
export function historyReader(
  records: Artifacts,
  owner: Owner,
  environment: string,
): Reader<History> {
  const prefix = runsPrefix(owner, environment);
  const runs = new Map<string, Promise<History[number]>>();
  let listed: { keys: StoredKey[]; count: number } | undefined;

  async function newest(count: number): Promise<StoredKey[]> {
    if (!listed || (listed.count < count && listed.keys.length >= listed.count))
      listed = { keys: await listNewest(records, prefix, count), count };
    return listed.keys;
  }

  return async (count) => {
    let keys: StoredKey[];
    try {
      keys = await newest(count + 1);
    } catch (error) {
      return [unread(`the records in s3://${records.bucket}/${prefix} cannot be listed`, error)];
    }
    const history = await mapLimited(keys.slice(0, count), timing.atOnce.objects, (stored) => {
      const reading = runs.get(stored.key) ?? readRun(records, stored);
      runs.set(stored.key, reading);
      return reading;
    });
    return keys.length > count && count < most ? [...history, older] : history;
  };
}

const older: History[number] = { unread: 'older records were not read', more: true };

/** For each of the destinations, by its id, what its own bucket says about the environment; a bucket is read once. */
export function historiesReader(
  destinations: readonly Destination[],
  environment: Owner & Pick<Environment, 'name'>,
  aws: AwsSession,
): Reader<ReadonlyMap<string, History>> {
  const readers = new Map<string, Reader<History>>();
  const all = destinations.map((destination) => {
    const { account, bucket, role, readRole } = destination;
    // What one role may not read, another may.
    const key = JSON.stringify([account, bucket, role, readRole]);
    const reader =
      readers.get(key) ??
      onceEach(historyReader(aws.artifacts(destination), environment, environment.name));
    readers.set(key, reader);
    return { destination, reader };
  });
  return async (count) =>
    new Map(
      await mapLimited(all, timing.atOnce.requests, async ({ destination, reader }) => {
        const history = historyOf(destination, await reader(count));
        return [destination.id, history] as const;
      }),
    );
}

/** Destinations of one bucket ask for the same at the same time. */
function onceEach<Told>(read: Reader<Told>): Reader<Told> {
  const told = new Map<number, Promise<Told>>();
  return (count) => {
    const reading = told.get(count) ?? read(count);
    told.set(count, reading);
    return reading;
  };
}
