import type { Clock } from '../../../src/clock.ts';
import { openSleepers } from '../../../src/rehearsal/sleepers.ts';

/** A clock that leaps to the next moment somebody waits for, as soon as nothing else is to be done. */
export type LeapingClock = Clock & {
  /** Resolves when the clock has leapt and what it woke has had its turn. */
  leap(): Promise<void>;
};

const start = 1_800_000_000_000;

/** It leaps no further than `most` milliseconds from its start. */
export function leapingClock(most = Number.POSITIVE_INFINITY): LeapingClock {
  let watchers: (() => void)[] = [];
  let isPlanned = false;

  const plan = () => {
    if (isPlanned || sleepers.count === 0) return;
    isPlanned = true;
    setImmediate(leap);
  };
  const sleepers = openSleepers(start, plan);
  const leap = () => {
    isPlanned = false;
    setImmediate(tell);
    if (sleepers.wakeNext(start + most)) plan();
  };
  const tell = () => {
    const told = watchers;
    watchers = [];
    for (const watcher of told) watcher();
  };

  return {
    now: sleepers.now,
    sleep: sleepers.sleep,
    leap: () =>
      new Promise((resolve) => {
        watchers.push(resolve);
        if (!isPlanned) setImmediate(tell);
      }),
  };
}
