import { setTimeout as delay } from 'node:timers/promises';

/** The only way to tell or to pass time. One clock drives a whole run; in a rehearsal the emulator shares it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` of this clock; rejects with the signal's reason once that is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Work that takes no time of this clock. Present where the clock is not tied to the machine's. */
  aside?<T>(work: () => Promise<T>): Promise<T>;
}

/** Carries out work of the machine itself, for which a clock that leaps stands still. */
export function aside<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  return clock.aside ? clock.aside(work) : work();
}

export const systemClock: Clock = scaledClock(1);

/** A clock that runs `speed` times as fast as the machine's, from now on. */
export function scaledClock(speed: number): Clock {
  const start = Date.now();
  return {
    now: () => start + (Date.now() - start) * speed,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      try {
        await delay(Math.max(0, ms) / speed, undefined, signal ? { signal } : {});
      } catch (error) {
        throw signal?.aborted ? signal.reason : error;
      }
    },
  };
}
