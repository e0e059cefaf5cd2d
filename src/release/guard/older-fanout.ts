import type { Clock } from '../../clock.ts';
import { timing } from '../timing.ts';
import type { Home, Kept } from './homes.ts';
import { homesIn, leaseIn } from './lease-record.ts';

type Seen = ReadonlyMap<Home, Kept | undefined>;

/**
 * A fanout that knows but one home takes the lease there alone. Where that home does not answer, such a run cannot be seen;
 * nor can it renew its lease, so that it starts nothing new two minutes later.
 */
export function watchOlder(clock: Clock) {
  const silentSince = new Map<Home, number>();
  return {
    /** Told after every look: one that answered again may have been renewed meanwhile. */
    looked(answering: Iterable<Home>, silent: readonly Home[]): void {
      for (const home of answering) silentSince.delete(home);
      for (const home of silent) silentSince.set(home, silentSince.get(home) ?? clock.now());
    },
    /** Until when, by this machine's clock, such a run may be at work unseen in one of those that do not answer. */
    mayWorkUntil(seen: Seen): number | undefined {
      if (silentSince.size === 0 || !isReckonedWith(seen)) return undefined;
      const until = Math.max(...silentSince.values()) + timing.lease.takenOver;
      return clock.now() < until ? until : undefined;
    },
  };
}

function isReckonedWith(seen: Seen): boolean {
  const all = [...seen.values()];
  if (!all.some((kept) => homesIn(kept).length > 0)) return true;
  return all.some((kept) => {
    const older = Date.parse(leaseIn(kept)?.older ?? '');
    return !Number.isNaN(older) && (kept?.now ?? older) - older < timing.lease.olderFanout;
  });
}

/**
 * When such a fanout was last seen, by whatever was read: its home is the first of its own file, which for us may be any
 * bucket, or as records elsewhere have it.
 */
export function olderSeen(read: Iterable<Kept | undefined>): string | undefined {
  return [...read].flatMap(sightingIn).toSorted().at(-1);
}

function sightingIn(kept: Kept | undefined): string[] {
  const lease = leaseIn(kept);
  if (!lease || homesIn(kept).length > 0) return lease?.older === undefined ? [] : [lease.older];
  const written = kept?.written ?? kept?.now;
  return written === undefined ? [] : [new Date(written).toISOString()];
}
