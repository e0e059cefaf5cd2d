import type { Clock } from '../../clock.ts';
import { defined } from '../../defined.ts';
import { isEarlierAttempt } from '../marker.ts';
import { timing } from '../timing.ts';
import type { Kept } from './homes.ts';

/** Who may change an environment now: `${application}/locks/${environment}.json`. */
export type LeaseRecord = {
  run: string;
  /** Random, and of one process: jobs of one CI run have the same `run`. */
  token?: string;
  /** ISO 8601; of one attempt to take it. */
  since: string;
  /** Absent once it is given back. */
  until?: string;
  /** The buckets of which the majority decides, as this run has it; absent from fanouts that know but one. */
  homes?: readonly string[];
  /** Written once the majority was had: whoever goes by other buckets meets one that names these. */
  settled?: true;
  /** What was named before; until it is settled both count. */
  former?: readonly (readonly string[])[];
  /** When such a fanout was last seen, by S3's time. */
  older?: string;
};

/** Whoever can write it may have written anything: what is not text is told as none. */
export function leaseIn(kept: Kept | undefined): LeaseRecord | undefined {
  const value = kept?.value;
  if (value === undefined || value === null) return undefined;
  const { run, token, since, until, older, ...rest } = value as Record<string, unknown>;
  const text = (one: unknown) => (typeof one === 'string' ? one : undefined);
  return {
    ...rest,
    run: text(run) ?? 'unknown',
    since: text(since) ?? '',
    ...defined({
      token: text(token),
      until: until ? (text(until) ?? 'unknown') : undefined,
      older: text(older),
    }),
  };
}

/** The buckets that a record names; none where it is of an older fanout. */
export function homesIn(kept: Kept | undefined): readonly string[] {
  return namesIn(leaseIn(kept)?.homes);
}

/** All sets of buckets of which the majority may have been had by whoever wrote it, or before. */
export function setsIn(kept: Kept | undefined): (readonly string[])[] {
  const former: unknown = leaseIn(kept)?.former;
  const sets = [homesIn(kept), ...(Array.isArray(former) ? former.map(namesIn) : [])];
  return sets.filter((set) => set.length > 0);
}

function namesIn(named: unknown): readonly string[] {
  return Array.isArray(named) ? named.filter((one) => typeof one === 'string') : [];
}

/** How long nobody has written it, in ms by S3's own time; undefined where S3 does not tell. */
export function ageOf(kept: Kept | undefined): number | undefined {
  const { now, written } = kept ?? {};
  return now === undefined || written === undefined ? undefined : now - written;
}

/**
 * Tells how long nobody has written what a bucket holds: by S3's own time, which no machine's clock is compared with. Where
 * S3 tells none, how long it has not changed while we watched.
 */
export function tellsAge(clock: Clock): (bucket: string, kept: Kept | undefined) => number {
  const seen = new Map<string, { tag: string; since: number }>();
  return (bucket, kept) => {
    const now = clock.now();
    const known = seen.get(bucket);
    const one = known?.tag === kept?.tag && known ? known : { tag: kept?.tag ?? '', since: now };
    seen.set(bucket, one);
    return ageOf(kept) ?? now - one.since;
  };
}

/**
 * Whether a record keeps another run out. `all` are those of the other homes: what was given back in one of them is over,
 * although it could not be given back in all. `age` tells how long it has not been written.
 */
export function keepsOut(
  kept: Kept | undefined,
  us: { run: string; token: string },
  all: readonly (Kept | undefined)[],
  age: number,
): boolean {
  const theirs = leaseIn(kept);
  if (!theirs?.until || theirs.token === us.token || isEarlierAttempt(String(theirs.run), us.run))
    return false;
  return age < timing.lease.takenOver && !isGivenBack(theirs, all);
}

function isGivenBack({ token, since }: LeaseRecord, all: readonly (Kept | undefined)[]): boolean {
  return all.some((kept) => {
    const one = leaseIn(kept);
    return token !== undefined && one?.token === token && one.since === since && !one.until;
  });
}
