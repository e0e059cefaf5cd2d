import type { Clock } from '../../../src/clock.ts';

/** A clock that leaps to the next moment somebody waits for, as soon as nothing else is to be done. */
export function leapingClock(start = 1_800_000_000_000): Clock {
  const waiting = new Set<{ at: number; wake: () => void }>();
  let now = start;
  let isLeaping = false;
  const leap = () => {
    isLeaping = false;
    let next: { at: number; wake: () => void } | undefined;
    for (const one of waiting) if (!next || one.at < next.at) next = one;
    if (!next) return;
    now = Math.max(now, next.at);
    waiting.delete(next);
    next.wake();
    plan();
  };
  const plan = () => {
    if (isLeaping || waiting.size === 0) return;
    isLeaping = true;
    setImmediate(leap);
  };
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const stop = () => {
          waiting.delete(one);
          reject(signal?.reason);
        };
        const one = {
          at: now + Math.max(0, ms),
          wake: () => {
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        signal?.addEventListener('abort', stop, { once: true });
        waiting.add(one);
        plan();
      }),
  };
}
