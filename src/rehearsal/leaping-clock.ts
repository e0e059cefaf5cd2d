import { performance } from 'node:perf_hooks';
import { type Clock, systemClock } from '../clock.ts';
import { isReadingOrWriting } from './machine-at-work.ts';
import { openSleepers } from './sleepers.ts';

/** How often it is looked whether something happens, in milliseconds of the machine. */
const often = 4;
/** Looks at which nothing may happen before it leaps. */
const quietLooks = 2;
/** Less than this part of the time is spent where nothing happens. */
const busy = 0.2;

/**
 * A clock that runs `speed` times as fast as the machine's while something is done, and leaps to the next moment for
 * which somebody waits when nothing is: neither in this process, nor {@link Clock.aside}, which is for what others do
 * for it, nor while somebody waits for others to {@link Clock.settle}. So a rehearsal lasts as long as its work, not as its waits.
 */
export function leapingClock(speed: number): Clock {
  const start = Date.now();
  // Of a time that nobody sets meanwhile.
  const machine = () => Math.floor(performance.now());
  let shown = start;
  let shownAt = machine();
  let slowed = 0;
  const passing = () => {
    const now = machine();
    shown += (now - shownAt) * (slowed > 0 ? 1 : speed);
    shownAt = now;
    return shown;
  };
  const sleepers = openSleepers(start, () => look());
  let aside = 0;
  let quiet = 0;
  let isLooking = false;
  let before = performance.eventLoopUtilization();

  const look = () => {
    if (isLooking || sleepers.count === 0) return;
    isLooking = true;
    // What came in meanwhile is dealt with between the two.
    setTimeout(() => setImmediate(go), often);
  };
  const go = () => {
    isLooking = false;
    sleepers.passTo(passing());
    while (sleepers.wakeNext(sleepers.now()));
    quiet = isIdle() ? quiet + 1 : 0;
    if (quiet >= quietLooks) leap();
    look();
  };
  const leap = () => {
    quiet = 0;
    const from = sleepers.now();
    if (sleepers.wakeNext()) shown += sleepers.now() - from;
  };
  const isIdle = () => {
    const { utilization } = performance.eventLoopUtilization(before);
    before = performance.eventLoopUtilization();
    return aside === 0 && utilization < busy && !isReadingOrWriting();
  };

  const sleep = (ms: number, signal?: AbortSignal) => {
    sleepers.passTo(passing());
    return sleepers.sleep(ms, signal);
  };
  const whileAside = async <T>(work: () => Promise<T>) => {
    aside += 1;
    try {
      return await work();
    } finally {
      aside -= 1;
      quiet = 0;
    }
  };
  return {
    now: () => {
      sleepers.passTo(passing());
      return sleepers.now();
    },
    sleep,
    patience: systemClock.sleep,
    settle: (ms, signal) => whileAside(() => sleep(ms, signal)),
    aside: whileAside,
    async atPace(work) {
      passing();
      slowed += 1;
      try {
        return await whileAside(work);
      } finally {
        passing();
        slowed -= 1;
      }
    },
  };
}
