import type { Clock } from '../../clock.ts';
import { defined } from '../../defined.ts';
import { timing } from '../timing.ts';
import { type Ballots, openBallots, type Taken, type Us } from './ballots.ts';
import { askEach, type Home, type Homes, type Kept, patienceFor, type Silent } from './homes.ts';
import { homesIn, keepsOut, type LeaseRecord, leaseIn, tellsAge } from './lease-record.ts';
import { type HomeSet, hasMajority, homeNames, isSameSet, setsOf } from './majority.ts';
import { watchOlder } from './older-fanout.ts';

export type LeaseAttempt =
  | { kind: 'taken'; lease: Taken; from?: LeaseRecord; silent: Silent[] }
  /** `met`: only after both had written. */
  | { kind: 'held'; theirs: LeaseRecord; bucket: string; met: boolean }
  | { kind: 'raced' }
  /** `olderUntil`: an older fanout, which knows but one home, may be at work until then. */
  | { kind: 'silent'; silent: Silent[]; olderUntil?: number };

type Seen = Map<Home, Kept | undefined>;
type Reads = Awaited<ReturnType<typeof lookAtLease>>;

/** Reads what the voters keep. */
export function lookAtLease(
  key: string,
  { homes, clock, signal }: { homes: Homes; clock: Clock; signal: AbortSignal },
) {
  const asking = { clock, outer: signal, ...patienceFor(homes) };
  return askEach(homes.voters, asking, (home, within) => home.read(key, within));
}

/**
 * One attempt after another to take a lease: reads the voters, writes those that answer, and looks into all others before
 * it says that the lease is taken; else it gives back what it took. `alone`: where no majority answers, what does is enough.
 * `ahead`: what was read before is good for an attempt that succeeds, since each write is on the condition that nobody has
 * written meanwhile.
 */
export function leaseAttempts(
  us: Us,
  { homes, clock, signal }: { homes: Homes; clock: Clock; signal: AbortSignal },
  {
    alone = false,
    ahead,
  }: { alone?: boolean; ahead?: Promise<Reads | undefined> | undefined } = {},
): () => Promise<LeaseAttempt> {
  const { own, voters, others } = homes;
  const ours = homeNames(voters);
  const known = homeNames([...voters, ...others]);
  const asking = { clock, outer: signal, ...patienceFor(homes) };
  const ages = tellsAge(clock);
  const older = watchOlder(clock);
  const read = (home: Home, within?: AbortSignal) => home.read(us.key, within);
  const isEnough = (names: HomeSet, sets: readonly HomeSet[]) =>
    alone || sets.every((set) => hasMajority(set, names, known));

  let early = ahead;
  return async () => {
    const before = await early;
    early = undefined;
    const found = before && (await attempt(before));
    return found?.kind === 'taken'
      ? found
      : attempt(await lookAtLease(us.key, { homes, clock, signal }));
  };

  async function attempt(first: Reads): Promise<LeaseAttempt> {
    const seen: Seen = new Map(first.answers);
    older.looked(seen.keys(), homesThat(first.silent));
    const rival = rivalIn(seen);
    if (rival) return { kind: 'held', ...rival, met: false };
    const { silent } = first;
    const olderUntil = alone ? undefined : older.mayWorkUntil(seen);
    if (olderUntil !== undefined) return { kind: 'silent', silent, olderUntil };
    if (!isEnough(homeNames([...seen.keys()]), [ours])) return { kind: 'silent', silent };
    const ballots = openBallots(us, seen, { clock, asking, ours });
    try {
      await ballots.cast([...seen.keys()], seen);
      if (!isEnough(ballots.won(), [ours])) return await ended(ballots, silent);
      return await lookAround(seen, ballots);
    } catch (error) {
      // Cancelled: what was taken is nobody's.
      await ballots.end();
      throw error;
    }
  }

  /** Whoever has a majority elsewhere, by another file, is met there: of two each writes before it looks. */
  async function lookAround(seen: Seen, ballots: Ballots): Promise<LeaseAttempt> {
    const rest = [...voters, ...others].filter((home) => !ballots.has(home));
    const { answers, silent } = await askEach(rest, { clock, outer: asking.outer }, read);
    older.looked(answers.keys(), homesThat(silent));
    const met = rivalIn(answers, true);
    if (met) return ended(ballots, [], { kind: 'held', ...met, met: true });
    for (const [home, kept] of answers) seen.set(home, kept);
    const sets = setsOf(homes, [...seen.values()]);
    const named = new Set(sets.flat());
    const more = [...answers.keys()].filter(({ bucket }) => named.has(bucket));
    await ballots.cast([...ballots.untold(seen), ...more], seen);
    const isSure = alone || voters.length === 1 || isSettled(seen, silent);
    if (!isSure || !isEnough(ballots.won(), sets)) return ended(ballots, silent);
    const olderUntil = alone ? undefined : older.mayWorkUntil(seen);
    if (olderUntil !== undefined)
      return ended(ballots, silent, { kind: 'silent', silent, olderUntil });
    // What was written first may be stale by the time the last has answered.
    if (!alone && clock.now() - ballots.sent >= timing.lease.holds) return ended(ballots, silent);
    const lease = ballots.taken(voters, alone ? [] : sets, known);
    return { kind: 'taken', lease, silent, ...takenFrom(seen) };
  }

  /** Another run's lease. A voter that one of our own set was first to write keeps nobody out who has the others. */
  function rivalIn(answers: ReadonlyMap<Home, Kept | undefined>, isMajorityOurs = false) {
    const all = [...answers.values()];
    for (const [home, kept] of answers) {
      const theirs = leaseIn(kept);
      if (!theirs || !keepsOut(kept, us, all, ages(home.bucket, kept))) continue;
      if (isMajorityOurs && isSameSet(homesIn(kept), ours)) continue;
      return { theirs, bucket: home.bucket };
    }
    return undefined;
  }

  /**
   * Whether nobody can have a majority by another file that we know nothing of. A run that had the majority of our voters has
   * let others learn of these; one that had another's lets us, if what does not answer cannot hide it. Where nobody
   * has had any, two first runs may each see but one half: all must answer.
   */
  function isSettled(seen: Seen, silent: readonly Silent[]): boolean {
    if (silent.length === 0) return true;
    const settled = [...seen.values()].filter((kept) => leaseIn(kept)?.settled === true);
    if (settled.some((kept) => isSameSet(homesIn(kept), ours))) return true;
    return settled.length > 0 && isNarrow(silent, own);
  }

  function takenFrom(seen: Seen) {
    const [theirs] = [...seen.values()]
      .map(leaseIn)
      .filter((one) => one?.until !== undefined && one.token !== us.token);
    return defined({ from: theirs });
  }
}

/** What an attempt was that gives back what it took. */
async function ended(
  ballots: Ballots,
  silent: readonly Silent[],
  why?: LeaseAttempt,
): Promise<LeaseAttempt> {
  await ballots.end();
  if (why) return why;
  const all = [...silent, ...ballots.failed];
  return all.length > 0 ? { kind: 'silent', silent: all } : { kind: 'raced' };
}

function homesThat(silent: readonly Silent[]): Home[] {
  return silent.map(({ home }) => home);
}

/**
 * Too few to hide a majority from us: homes are in different regions, and those of another account than ours, where it is
 * gone as a whole, are gone for everybody.
 */
function isNarrow(silent: readonly Silent[], { destination }: Home): boolean {
  const regions = new Set(silent.map(({ home }) => home.destination.region));
  const accounts = new Set(silent.map(({ home }) => home.destination.account.name));
  return regions.size <= 1 || (accounts.size === 1 && !accounts.has(destination.account.name));
}
