import type { Clock } from '../../../src/clock.ts';

/** A clock that leaps to the next moment somebody waits for, as soon as nothing else is to be done. */
export type LeapingClock = Clock & {
  /** Resolves when the clock has leapt and what it woke has had its turn. */
  leap(): Promise<void>;
};

type Sleeper = { at: number; wake: () => void };

const start = 1_800_000_000_000;

/** It leaps no further than `most` milliseconds from its start. */
export function leapingClock(most = Number.POSITIVE_INFINITY): LeapingClock {
  const sleepers = new Set<Sleeper>();
  let watchers: (() => void)[] = [];
  let now = start;
  let isPlanned = false;

  const leap = () => {
    isPlanned = false;
    let next: Sleeper | undefined;
    for (const one of sleepers) if (!next || one.at < next.at) next = one;
    setImmediate(tell);
    if (!next || next.at > start + most) return;
    now = Math.max(now, next.at);
    sleepers.delete(next);
    next.wake();
    plan();
  };
  const tell = () => {
    const told = watchers;
    watchers = [];
    for (const watcher of told) watcher();
  };
  const plan = () => {
    if (isPlanned || sleepers.size === 0) return;
    isPlanned = true;
    setImmediate(leap);
  };

  return {
    now: () => now,
    leap: () =>
      new Promise((resolve) => {
        watchers.push(resolve);
        if (!isPlanned) setImmediate(tell);
      }),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const stop = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const wake = () => {
          signal?.removeEventListener('abort', stop);
          resolve();
        };
        const sleeper = { at: now + Math.max(0, ms), wake };
        signal?.addEventListener('abort', stop, { once: true });
        sleepers.add(sleeper);
        plan();
      }),
  };
}
