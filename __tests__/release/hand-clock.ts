import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until time is made to pass. */
export function handClock(start = Date.UTC(2026, 0, 1)) {
  let now = start;
  const sleepers = new Set<{ due: number; wake: () => void }>();
  const clock: Clock = {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const sleeper = { due: now + ms, wake };
        const onAbort = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        function wake() {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', onAbort);
          resolve();
        }
        sleepers.add(sleeper);
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
  };
  return {
    clock,
    /** Wakes whoever is due meanwhile, one after the other, and lets each do its work. */
    async pass(ms: number): Promise<void> {
      const end = now + ms;
      for (;;) {
        await everyoneElse();
        const next = [...sleepers].toSorted((a, b) => a.due - b.due)[0];
        if (!next || next.due > end) break;
        now = next.due;
        next.wake();
      }
      now = end;
    },
  };
}

/** Until nothing is left to do but to wait. */
function everyoneElse(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
