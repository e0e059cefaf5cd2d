import { type Clock, wallTime } from '../../clock.ts';
import { defined } from '../../defined.ts';
import { timing } from '../timing.ts';
import { type Asking, askEach, type Home, type Kept, type Silent } from './homes.ts';
import { homesIn, type LeaseRecord, leaseIn, setsIn } from './lease-record.ts';
import { type HomeSet, homeNames, isSameSet } from './majority.ts';
import { olderSeen } from './older-fanout.ts';

/** Whose lease it is, and under which key. */
export type Us = { key: string; run: string; token: string };

/** A lease as it was taken. */
export type Taken = {
  key: string;
  record: LeaseRecord & { token: string };
  /** What is kept where; undefined where it is not yet this run's. */
  held: Map<Home, Kept | undefined>;
  /** Of each the majority must stay this run's. */
  sets: readonly HomeSet[];
  /** Every bucket of the configuration. */
  known: HomeSet;
  /** By this machine's clock, before anything was written. */
  sent: number;
  /** The same as {@link wallTime}: the machine may have slept since. */
  sentAt: number;
  /** S3's time. */
  taken: number;
};

type Seen = ReadonlyMap<Home, Kept | undefined>;
type Ports = {
  clock: Clock;
  asking: Asking;
  ours: HomeSet;
};

export type Ballots = ReturnType<typeof openBallots>;

/** What one attempt to take a lease has written. */
export function openBallots({ key, run, token }: Us, read: Seen, { clock, asking, ours }: Ports) {
  const told = Math.max(0, ...[...read.values()].map((kept) => kept?.now ?? 0));
  const since = new Date(told || clock.now()).toISOString();
  let record: Taken['record'] = { run, token, since, homes: ours };
  const held = new Map<Home, Kept>();
  const cast = new Map<Home, Kept | undefined>();
  const failed: Silent[] = [];
  const [sent, sentAt] = [clock.now(), wallTime(clock)];
  return {
    failed,
    sent,
    has: (home: Home) => held.has(home),
    won: () => homeNames([...held.keys()]),

    /** What was written before an older fanout was seen, and must tell of it: its home may fall silent. */
    untold: (seen: Seen) => (olderSeen(seen.values()) === record.older ? [] : [...held.keys()]),

    async cast(on: readonly Home[], seen: Seen): Promise<void> {
      // What an older fanout left is about to be written over, in a home that may have answered only now.
      record = { ...record, ...defined({ older: olderSeen(seen.values()) }) };
      const until = new Date(clock.now() + timing.lease.holds).toISOString();
      const { answers, silent } = await askEach(on, asking, (home, signal) => {
        const before = held.get(home) ?? seen.get(home);
        if (!cast.has(home)) cast.set(home, before);
        held.delete(home);
        return home.write(key, { ...record, until, ...formerOf(before, ours) }, before, signal);
      });
      for (const [home, kept] of answers) if (kept) held.set(home, kept);
      failed.push(...silent);
    },

    /** Gives back what was taken, and what may have been, for an answer can be lost. */
    async end(): Promise<void> {
      await askEach([...cast.keys()], { clock }, (home, signal) =>
        giveBackIn(home, key, { token, since }, held.get(home), signal, {
          ...record,
          ...namesBefore(cast.get(home)),
        }),
      );
    },

    taken(voters: readonly Home[], sets: readonly HomeSet[], known: HomeSet): Taken {
      const times = [...held.values()].map((kept) => kept.now ?? 0);
      const all = new Map<Home, Kept | undefined>(voters.map((home) => [home, undefined]));
      for (const [home, kept] of held) all.set(home, kept);
      const settled = { ...record, settled: true as const };
      const taken = Math.max(...times) || clock.now();
      return { key, record: settled, held: all, sets, known, sent, sentAt, taken };
    },
  };
}

/** Writes that a lease is free, where it is still that of the token; gives whether it was. */
export async function giveBackIn(
  home: Home,
  key: string,
  { token, since }: { token?: string; since?: string },
  kept: Kept | undefined,
  signal: AbortSignal | undefined,
  free: Omit<LeaseRecord, 'until'>,
): Promise<boolean> {
  if (kept && (await home.write(key, free, kept, signal))) return true;
  const found = await home.read(key, signal);
  const theirs = leaseIn(found);
  const isOurs = theirs?.until && theirs.token === token && (!since || theirs.since === since);
  return isOurs ? (await home.write(key, free, found, signal)) !== undefined : false;
}

/** What a record named that is written over, until it is settled what it names now. */
function formerOf(before: Kept | undefined, ours: HomeSet): Pick<LeaseRecord, 'former'> {
  const former = setsIn(before).filter((set) => !isSameSet(set, ours));
  return former.length > 0 ? { former } : {};
}

/** What an attempt that came to nothing leaves is named as before. */
function namesBefore(before: Kept | undefined): Partial<LeaseRecord> {
  const { settled, former } = leaseIn(before) ?? {};
  const homes = homesIn(before);
  return {
    ...(homes.length > 0 && { homes }),
    ...(settled === true && { settled }),
    ...defined({ former }),
  };
}
