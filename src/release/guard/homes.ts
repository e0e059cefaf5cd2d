import { withAny } from '../../any-signal.ts';
import { describeFault } from '../../aws/advice.ts';
import type { Artifacts } from '../../aws/artifacts.ts';
import { errorText } from '../../aws/fault-text.ts';
import type { AwsSession } from '../../aws/session.ts';
import { type Clock, tooLate, within } from '../../clock.ts';
import { type Destination, type Environment, wholeOf } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { mapLimited } from '../../limit.ts';
import { type Problem, RefusedError, UsageError } from '../../problem.ts';
import { timing } from '../timing.ts';
import { homeDestinations, recordsDestinationOf } from './home-choice.ts';

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
 * Where an environment's lease and hold are. A lease is had by the majority of the `voters`, of which `own` is always one;
 * `others` are looked through as well, for another file may name other voters. A hold is written to all of them.
 */
export type Homes = { own: Home; voters: readonly Home[]; others: readonly Home[] };

export function homesOf(environment: Environment, aws: Pick<AwsSession, 'artifacts'>): Homes {
  const chosen = homeDestinations(environment);
  const byBucket = new Map(wholeOf(environment).map((one) => [one.bucket, one]));
  for (const { bucket } of chosen) byBucket.delete(bucket);
  const home = (destination: Destination) => homeIn(aws.artifacts(destination), destination);
  const voters = chosen.map(home);
  return { own: voters[0] as Home, voters, others: [...byBucket.values()].map(home) };
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
      const time = defined({ now: answer.now, written: answer.now });
      return { value, tag: answer.eTag, ...time };
    },
  };
}

export type Silent = { home: Home; error: unknown };

export type Asking = {
  clock: Clock;
  outer?: AbortSignal | undefined;
  /** Milliseconds for each; Infinity: as long as it takes. */
  ms?: number | undefined;
  /** Until these are enough, the others are waited for longer, so that they can say themselves why they do not do it. */
  isEnough?: IsEnough | undefined;
};

export type IsEnough = (answering: Pick<ReadonlySet<Home>, 'has' | 'size'>) => boolean;

/** Asks all at once, and gives what each answered, and those that did not. */
export async function askEach<T>(
  homes: readonly Home[],
  { clock, outer, ms = timing.lease.bucket, isEnough = () => true }: Asking,
  work: (home: Home, signal: AbortSignal | undefined) => Promise<T>,
): Promise<{ answers: Map<Home, T>; silent: Silent[] }> {
  const answers = new Map<Home, T>();
  const silent: Silent[] = [];
  if (homes.length === 0) return { answers, silent };
  const left = leaveLate({ clock, ms, isEnough: () => isEnough(answers) });
  const ask = (home: Home, ends: AbortSignal): Promise<T> => {
    if (ms === Number.POSITIVE_INFINITY) return work(home, outer);
    const most = Math.max(ms, timing.lease.lastBucket);
    return within(most, { clock, outer: ends }, (signal) => work(home, signal));
  };
  await withAny([outer, left.signal], (ends) =>
    mapLimited(homes, timing.atOnce.requests, async (home) => {
      try {
        answers.set(home, await ask(home, ends));
        left.look();
      } catch (error) {
        outer?.throwIfAborted();
        silent.push({ home, error });
      }
    }),
  ).finally(left.end);
  return { answers, silent };
}

/** Ends the wait for the rest once the time is over and enough have answered. */
function leaveLate({ clock, ms, isEnough }: { clock: Clock; ms: number; isEnough(): boolean }) {
  const late = new AbortController();
  const over = new AbortController();
  let isLate = false;
  const look = () => {
    if (isLate && isEnough()) late.abort(tooLate(ms));
  };
  const wait = clock.patience ?? clock.sleep;
  if (ms !== Number.POSITIVE_INFINITY)
    wait(ms, over.signal).then(
      () => {
        isLate = true;
        look();
      },
      () => undefined,
    );
  return { signal: late.signal, look, end: () => over.abort(answered) };
}

const answered = new Error('all have answered');

/** How long to wait for the voters: for the only one there is, as long as it takes. */
export function patienceFor({
  voters,
}: {
  voters: readonly unknown[];
}): Pick<Asking, 'ms' | 'isEnough'> {
  if (voters.length === 1) return { ms: Number.POSITIVE_INFINITY };
  return { isEnough: ({ size }) => 2 * size > voters.length };
}

/** Asks voters and others: of a single voter as long as it takes, else until they are enough, or nobody may any more. */
export async function askAll<T>(
  homes: Homes,
  { isEnough, ...asking }: Asking & { isEnough: IsEnough },
  work: (home: Home, signal: AbortSignal | undefined) => Promise<T>,
): Promise<{ answers: Map<Home, T>; silent: Silent[] }> {
  const { voters, others } = homes;
  if (voters.length > 1) return askEach([...voters, ...others], { ...asking, isEnough }, work);
  const [chosen, rest] = await Promise.all([
    askEach(voters, { ...asking, ...patienceFor(homes) }, work),
    askEach(others, asking, work),
  ]);
  const answers = new Map([...chosen.answers, ...rest.answers]);
  return { answers, silent: [...chosen.silent, ...rest.silent] };
}

/** Whether most of the voters are among them. */
export function haveMost({ voters }: Homes): IsEnough {
  return (answering) => 2 * voters.filter((home) => answering.has(home)).length > voters.length;
}

/** Told of each bucket that does not answer. */
export type ReadPorts = {
  clock: Clock;
  outer?: AbortSignal | undefined;
  unread(home: Home, error: unknown): void;
};

/**
 * What is kept under a key in any of the homes, voters first; `unread` hears about each that does not answer. `blind`
 * instead: those that do are not enough, so that what another run has written could be hidden.
 */
export async function readAll(
  homes: Homes,
  key: string,
  { unread, ...asking }: ReadPorts,
  isEnough: IsEnough = haveMost(homes),
): Promise<{ found: { home: Home; kept: Kept }[]; blind?: { error: unknown } }> {
  const read = (home: Home, signal?: AbortSignal) => home.read(key, signal);
  const { answers, silent } = await askAll(homes, { ...asking, isEnough }, read);
  const found = [...homes.voters, ...homes.others].flatMap((home) => {
    const kept = answers.get(home);
    return kept ? [{ home, kept }] : [];
  });
  if (!isEnough(answers))
    return { found, blind: { error: silenceOf(homes, silent, 's3:GetObject') } };
  for (const { home, error } of silent) unread(home, error);
  return { found };
}

/** Why it is not known whether something is kept in a bucket. */
export function unreadProblem(
  what: string,
  { bucket, destination }: Home,
  error: unknown,
): Problem {
  if (error instanceof RefusedError && error.problems[0]) return error.problems[0];
  return {
    code: 'hold-unreadable',
    message: `not checked: ${what} s3://${bucket}: ${destination.region} does not answer: ${errorText(error)}`,
  };
}

/** Why most of the voters do not answer; of a single one, just what it answers. */
export function silenceOf({ voters }: Homes, all: readonly Silent[], operation: string): unknown {
  const ofVoters = all.filter(({ home }) => voters.includes(home));
  const silent = ofVoters.length > 0 && voters.length === 1 ? ofVoters : all;
  const [first] = silent;
  if (voters.length === 1 || !first) return first?.error;
  const problems = silent.map(({ home, error }) =>
    error instanceof RefusedError && error.problems[0]
      ? error.problems[0]
      : describeFault(error, { destination: home.destination, operation }),
  );
  return new RefusedError(problems, { cause: first.error });
}

/** What went wrong with the environment's lease or hold, as a reason to refuse. */
export function asRefusal(error: unknown, environment: Environment, operation: string): Error {
  if (error instanceof RefusedError || error instanceof UsageError) return error;
  const where = { destination: recordsDestinationOf(environment), operation };
  return new RefusedError([describeFault(error, where)], { cause: error });
}
