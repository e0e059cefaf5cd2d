import { describeFault } from '../../aws/advice.ts';
import type { Artifacts } from '../../aws/artifacts.ts';
import { faultOf } from '../../aws/faults.ts';
import type { AwsSession } from '../../aws/session.ts';
import { type Clock, within } from '../../clock.ts';
import {
  allDestinations,
  type Destination,
  type Environment,
  wholeOf,
} from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import { type Problem, RefusedError, UsageError } from '../../problem.ts';

/** What is kept under a key. Times are S3's, in ms: when it answered, and when it took what is there. */
export type Kept = { value: unknown; tag: string; now?: number; written?: number };

/** A place for what must not be changed by two at once. */
interface Register {
  read(key: string, signal?: AbortSignal): Promise<Kept | undefined>;
  /** Undefined where what is there is no longer what `before` was read from. */
  write(
    key: string,
    value: unknown,
    before: Kept | undefined,
    signal?: AbortSignal,
  ): Promise<Kept | undefined>;
}

/** A bucket that keeps an environment's lease and hold, or may have kept them. */
export type Home = Register & { bucket: string; destination: Destination };

/**
 * Where an environment's lease and hold are. They are written to `own`; `others` are looked through as well, for another
 * bucket was the first one while the configuration named another destination first.
 */
export type Homes = { own: Home; others: readonly Home[] };

export function homesOf(environment: Environment, aws: Pick<AwsSession, 'artifacts'>): Homes {
  const kept = recordsDestinationOf(environment);
  const byBucket = new Map(wholeOf(environment).map((one) => [one.bucket, one]));
  byBucket.delete(kept.bucket);
  const home = (destination: Destination) => homeIn(aws.artifacts(destination), destination);
  return { own: home(kept), others: [...byBucket.values()].map(home) };
}

function homeIn(records: Artifacts, destination: Destination): Home {
  return {
    bucket: records.bucket,
    destination,
    async read(key, signal) {
      const found = await records.readJson(key, signal);
      if (!found) return undefined;
      const { eTag: tag, ...rest } = found;
      return { ...rest, tag };
    },
    async write(key, value, before, signal) {
      const condition = before ? { ifMatch: before.tag } : { ifNoneMatch: true as const };
      const answer = await records.writeJson(key, value, condition, signal);
      if (!answer.written) return undefined;
      const time = answer.now === undefined ? {} : { now: answer.now, written: answer.now };
      return { value, tag: answer.eTag, ...time };
    },
  };
}

/** How long another bucket may take: a region that is down keeps nobody from the rest. */
const patience = 15_000;

/** What is kept under a key elsewhere than in the environment's own home; `unread` is told of each that does not answer. */
export async function readOthers(
  { others }: Homes,
  key: string,
  {
    clock,
    outer,
    unread,
  }: { clock: Clock; outer?: AbortSignal; unread(home: Home, error: unknown): void },
): Promise<{ home: Home; kept: Kept }[]> {
  const found = await mapLimited(others, 50, async (home) => {
    try {
      const kept = await within(patience, { clock, outer }, (signal) => home.read(key, signal));
      return kept ? [{ home, kept }] : [];
    } catch (error) {
      outer?.throwIfAborted();
      unread(home, error);
      return [];
    }
  });
  return found.flat();
}

/** Why it is not known whether something is kept in a bucket. */
export function unreadProblem(
  what: string,
  { bucket, destination }: Home,
  error: unknown,
): Problem {
  if (error instanceof RefusedError && error.problems[0]) return error.problems[0];
  const { name, message } = faultOf(error);
  return {
    code: 'hold-unreadable',
    message: `not checked: ${what} s3://${bucket}, as while ${destination.id} was named first: ${name}: ${message}`,
  };
}

/** The destination in whose bucket an environment's lease and hold are. */
export function recordsDestinationOf(environment: Environment): Destination {
  if (environment.recordsDestination) return environment.recordsDestination;
  const [first] = allDestinations(environment);
  if (!first) throw new Error('an environment has at least one destination');
  return first;
}

/** What went wrong with the environment's lease or hold, as a reason to refuse. */
export function asRefusal(error: unknown, environment: Environment, operation: string): Error {
  if (error instanceof RefusedError || error instanceof UsageError) return error;
  const where = { destination: recordsDestinationOf(environment), operation };
  return new RefusedError([describeFault(error, where)], { cause: error });
}
