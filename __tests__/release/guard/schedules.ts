import type { AwsSession } from '../../../src/aws/session.ts';
import { allDestinations, type Environment } from '../../../src/config/destination.ts';
import { RefusedError } from '../../../src/problem.ts';
import { type Random, seededRandom } from '../../../src/random.ts';
import { seededClock } from '../../../src/rehearsal/seeded-clock.ts';
import { readKept } from '../../../src/release/guard/hold-record.ts';
import { homesOf } from '../../../src/release/guard/homes.ts';
import { takeLease } from '../../../src/release/guard/lease.ts';
import { holdEnvironment, unholdEnvironment } from '../../../src/release/guard/set-hold.ts';
import { holdKey, leaseKey } from '../../../src/release/object-keys.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { deathOf, mortal } from './mortal-clock.ts';
import { takeOlderLease } from './older-lease.ts';
import { regionsOf } from './regions.ts';
import { drawWeather, fairWeather } from './weather.ts';

async function readHold(...asked: Parameters<typeof readKept>) {
  return (await readKept(...asked)).holds[0]?.hold;
}

const second = 1000;
const minute = 60 * second;
const end = 30 * minute;
const [lock, holds] = [leaseKey, holdKey].map((of) =>
  of({ application: 'orders', name: 'production' }),
);

/** What was seen of one schedule: the same seed, the same schedule. */
export type Played = {
  violations: string[];
  worked: number;
  refused: number;
  lost: number;
  unsure: number;
};

/**
 * Plays two or three runs, each with its own file, clock and fate, and somebody who holds and lifts, over regions that fail;
 * then all is well again, and whoever comes last must find everything free.
 */
export async function playSchedule(seed: number): Promise<Played> {
  const random = seededRandom(seed);
  const clock = seededClock();
  const older = random.next() < 0.4;
  // Each run's file lacks another region, and its machine does not see one: only what the other files name keeps them apart.
  const crossed = !older && random.next() < 0.25;
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, crossed ? 4 : 3 + below(random, 4));
  let weather = fairWeather;
  const s3 = regionsOf(clock, () => weather);
  const seen: Played = { violations: [], worked: 0, refused: 0, lost: 0, unsure: 0 };
  const atWork = new Map<string, () => boolean>();
  const held: { environment: Environment; from: number; to: number }[] = [];

  // What nobody else's file has, nobody else sees: with one home that was always so.
  let olderHome = '';
  const files = Array.from({ length: 2 + below(random, 2) }, (_, index) => aFile(index));
  if (older) leaveOlder();
  // Each file's homes are settled, so that a majority of them is enough.
  else if (random.next() < 0.6) for (const file of files) await runBefore(file);
  const began = clock.now();
  weather = drawWeather(names, { random, clock, older, crossed, until: began + end });
  const jobs = files.map((file, index) =>
    older && index === 0 ? playOlder(aJob(file, index)) : play(aJob(file, index)),
  );
  if (random.next() < 0.6) jobs.push(somebodyHolds());
  await Promise.all(jobs);
  await clock.sleep(Math.max(0, began + end - clock.now()));
  await clock.sleep(4 * minute);
  await comeLast();
  return seen;

  /** Some regions are put first, some were removed. */
  function aFile(index: number): Environment {
    const isRemoved = names.length > 3 && random.next() < 0.4;
    const removed = crossed ? index : isRemoved ? below(random, names.length) : -1;
    const rest = names.filter((name, at) => at !== removed || name === olderHome);
    const first = random.next() < 0.4 ? below(random, rest.length) : 0;
    const file = [...rest.slice(first, first + 1), ...rest.toSpliced(first, 1)];
    if (older && index === 0) olderHome = file[0] ?? '';
    return environmentOf(file);
  }

  function aJob(environment: Environment, index: number) {
    const dies =
      random.next() < 0.3 ? began + random.next() * 12 * minute : Number.POSITIVE_INFINITY;
    const run = `local:${index + 1}`;
    return {
      run,
      machine: `m${index}`,
      environment,
      begins: random.next() * 8 * minute,
      works: (0.3 + random.next() * 7) * minute,
      clock: mortal(clock, dies, (random.next() - 0.5) * 10 * minute),
      isDead: () => clock.now() >= dies,
    };
  }

  type Job = ReturnType<typeof aJob>;

  async function play({ run, machine, environment, begins, works, clock: own, isDead }: Job) {
    await clock.sleep(begins);
    const homes = homesOf(environment, s3.seenFrom(machine));
    const { signal } = new AbortController();
    const dead = deathOf(own);
    for (let tries = 0; tries < 12 && !isDead(); tries++) {
      const request = { key: lock as string, run, token: random.uuid(), timeout: 5 * minute };
      const ports = { homes, clock: own, random, emit: () => undefined, signal };
      const lease = await Promise.race([dead, takeLease(request, ports).catch(refused)]);
      if (!lease) {
        seen.refused += 1;
        await clock.sleep(30 * second);
        continue;
      }
      const asked = clock.now();
      const hold = await Promise.race([
        dead,
        readHold(homes, holds as string, { clock: own, unread: () => undefined }).catch(
          () => 'unread' as const,
        ),
      ]);
      if (isDead()) return;
      if (hold === undefined && isHeldFor(environment, asked))
        seen.violations.push(`${run} passes over a hold`);
      if (hold === undefined && !lease.lost.aborted) {
        seen.worked += 1;
        if (!(await work(run, works, lease.lost, isDead))) seen.lost += 1;
      }
      await Promise.race([dead, lease.release()]);
      return;
    }
  }

  async function runBefore(environment: Environment) {
    const homes = homesOf(environment, s3.seenFrom('before'));
    const { signal } = new AbortController();
    const request = { key: lock as string, run: 'local:0', token: random.uuid(), timeout: 0 };
    const ports = { homes, clock, random, emit: () => undefined, signal };
    await (await takeLease(request, ports)).release();
  }

  async function playOlder({ run, machine, environment, begins, works, clock: own, isDead }: Job) {
    await clock.sleep(begins);
    const { own: home, voters, others } = homesOf(environment, s3.seenFrom(machine));
    const rest = [...voters.slice(1), ...others];
    const asked = { own: home, others: rest, key: lock as string, run, token: random.uuid() };
    const late = clock.sleep(end - begins).then(() => undefined);
    const lease = await Promise.race([late, takeOlderLease(asked, own, random.next)]);
    if (!lease || isDead()) return;
    await work(run, works, lease.lost, isDead);
    if (!isDead()) await lease.release();
  }

  /** Gives whether it kept the lease to its end. */
  async function work(run: string, ms: number, lost: AbortSignal, isDead: () => boolean) {
    for (const [other, isActive] of atWork)
      if (isActive()) seen.violations.push(`${run} begins while ${other} is at work`);
    atWork.set(run, () => !lost.aborted && !isDead());
    await clock.sleep(ms, lost).catch(() => undefined);
    atWork.delete(run);
    return !lost.aborted;
  }

  /** A run of an older fanout has been here. */
  function leaveOlder() {
    const value = { run: 'local:0', since: 'then' };
    const at = { now: clock.now(), written: clock.now() };
    for (const name of names)
      s3.stored.set(`${name}/${lock}`, { value, eTag: `old-${name}`, ...at });
  }

  /** By a file that may lack a region as well. */
  async function somebodyHolds() {
    const environment = environmentOf(random.next() < 0.6 ? names : oneRemoved());
    const aws = s3.seenFrom('person') as AwsSession;
    const ports = { aws, clock, unread: () => undefined };
    const words = { reason: 'no', by: 'alice' };
    await clock.sleep(random.next() * 10 * minute);
    const change = await holdEnvironment(environment, words, ports).catch(refused);
    const one = { environment, from: clock.now(), to: Number.POSITIVE_INFINITY };
    if (!change || change.missing) seen.unsure += 1;
    else held.push(one);
    if (random.next() < 0.5) return;
    await clock.sleep(random.next() * 8 * minute);
    one.to = clock.now();
    await unholdEnvironment(environment, words, ports).catch(() => undefined);
  }

  function oneRemoved(): string[] {
    return names.length > 3 ? names.toSpliced(below(random, names.length), 1) : names;
  }

  /** As every run must find it whose file has at most one region more than that of whoever holds, or one less. */
  function isHeldFor(environment: Environment, asked: number) {
    return held.some(
      (one) => one.from < asked && clock.now() < one.to && apart(one.environment, environment) <= 1,
    );
  }

  /** Nobody is there any more, and every region answers. */
  async function comeLast() {
    const environment = environmentOf(names);
    const homes = homesOf(environment, s3.seenFrom('last'));
    const ports = {
      homes,
      clock,
      random,
      emit: () => undefined,
      signal: new AbortController().signal,
    };
    const request = { key: lock as string, run: 'local:9', token: random.uuid(), timeout: 0 };
    const lease = await takeLease(request, ports).catch((error: Error) => error);
    if (lease instanceof Error) seen.violations.push(`not free in the end: ${lease.message}`);
    else await lease.release();
    const aws = s3.seenFrom('last') as AwsSession;
    const asking = { aws, clock, unread: () => undefined };
    await unholdEnvironment(environment, { reason: 'over', by: 'bob' }, asking);
    const left = await readHold(homes, holds as string, asking);
    if (left) seen.violations.push('held in the end, although it was lifted');
  }
}

function refused(error: unknown): undefined {
  if (!(error instanceof RefusedError)) throw error;
  return undefined;
}

function environmentOf(regions: readonly string[]): Environment {
  const destinations = regions.map((region) =>
    aDestination({ id: `retail/${region}`, region, bucket: region }),
  );
  return anEnvironment({ waves: [aWave({ destinations })] });
}

/** How many regions one of the two lacks. */
function apart(a: Environment, b: Environment): number {
  const ids = [a, b].flatMap((one) => allDestinations(one).map(({ id }) => id));
  return ids.filter((id) => ids.indexOf(id) === ids.lastIndexOf(id)).length;
}

function below(random: Random, count: number): number {
  return Math.floor(random.next() * count);
}
