import type { SeededClock } from '../seeded-clock.ts';

/**
 * The time of a machine that can sleep: none passes by `now` meanwhile, and what its processes wait for comes when it
 * wakes. `ahead`: what its clock was off by when the process began, in ms; that counts on from there.
 */
export function machineClock(world: SeededClock, ahead: number) {
  let asleepUntil = 0;
  let slept = 0;
  const now = () => world.now() + ahead - slept;
  return {
    now,
    wall: () => world.now() + ahead,
    /** It sleeps for so many ms. */
    sleepFor(ms: number) {
      asleepUntil = Math.max(asleepUntil, world.now()) + ms;
      slept += ms;
    },
    async awake() {
      while (world.now() < asleepUntil) await world.sleep(asleepUntil - world.now());
    },
    /** What a process waits for by a timer. */
    async sleep(ms: number, signal?: AbortSignal) {
      const until = now() + ms;
      do await world.sleep(until - now(), signal);
      while (now() < until);
    },
  };
}
