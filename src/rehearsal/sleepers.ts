type Sleeper = { at: number; wake: () => void };

/** Everyone who waits by a clock that does not go by itself, and the time it shows. */
export type Sleepers = {
  now(): number;
  readonly count: number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Goes on to the next moment for which somebody waits, and wakes one. Nobody is woken where none waits, or only for later than that. */
  wakeNext(latest?: number): boolean;
  /** Lets time pass by itself. */
  passTo(time: number): void;
};

/** `onSleep` hears about each that begins to wait. */
export function openSleepers(start: number, onSleep: () => void): Sleepers {
  const sleepers = new Set<Sleeper>();
  let now = start;
  return {
    now: () => now,
    get count() {
      return sleepers.size;
    },
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
        onSleep();
      }),
    wakeNext(latest = Number.POSITIVE_INFINITY) {
      let next: Sleeper | undefined;
      for (const one of sleepers) if (!next || one.at < next.at) next = one;
      if (!next || next.at > latest) return false;
      now = Math.max(now, next.at);
      sleepers.delete(next);
      next.wake();
      return true;
    },
    passTo(time) {
      now = Math.max(now, time);
    },
  };
}
