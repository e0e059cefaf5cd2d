import { setTimeout as delay } from 'node:timers/promises';
import { withAny } from './any-signal.ts';
import { defined } from './defined.ts';

/** The only way to tell or to pass time. One clock drives a whole run; in a rehearsal the emulator shares it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** The machine's clock as it is set, which goes on while the machine sleeps; `now` where it is absent. */
  wall?(): number;
  /** Resolves after `ms` of this clock; rejects with the signal's reason once that is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** The same for what the network may take, which is not faster with a faster clock; `sleep` where it is absent. */
  patience?(ms: number, signal?: AbortSignal): Promise<void>;
  /** A wait for what others do by themselves meanwhile, such as a service that starts: a clock that leaps takes its time; `sleep` where it is absent. */
  settle?(ms: number, signal?: AbortSignal): Promise<void>;
  /** Work that takes no time of this clock. Present where the clock is not tied to the machine's. */
  aside?<T>(work: () => Promise<T>): Promise<T>;
  /** The same for work that people know the length of, such as a build: it takes as long by this clock as by theirs. `aside` where it is absent. */
  atPace?<T>(work: () => Promise<T>): Promise<T>;
}

/** What the machine's clock shows, also after it slept: for what people agree by the clock, such as windows. */
export function wallTime(clock: Clock): number {
  return clock.wall ? clock.wall() : clock.now();
}

/** Carries out work of the machine itself, for which a clock that leaps stands still. */
export function aside<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  return clock.aside ? clock.aside(work) : work();
}

/** Carries out a build, for which a clock that is faster than the machine's is as slow as that. */
export function atPace<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  return clock.atPace ? clock.atPace(work) : aside(clock, work);
}

/** Waits before it is looked again what others have come to. */
export function settle(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return clock.settle ? clock.settle(ms, signal) : clock.sleep(ms, signal);
}

/**
 * Asks something of the network, and gives up after `ms`, or once `outer` is aborted: the work is told so by its signal, and not waited for.
 */
export async function within<T>(
  ms: number,
  { clock, outer }: { clock: Clock; outer?: AbortSignal | undefined },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer?.throwIfAborted();
  const late = new AbortController();
  const over = new AbortController();
  const patience = clock.patience ?? clock.sleep;
  const ends = [over.signal, outer];
  const timer = withAny(ends, (end) => patience(Math.max(0, ms), end)).then(() => {
    late.abort(tooLate(ms));
    throw late.signal.reason;
  });
  const working = withAny([late.signal, outer], work);
  try {
    return await Promise.race([working, timer]);
  } finally {
    over.abort(isOver);
    for (const left of [working, timer]) left.catch(() => undefined);
  }
}

/** Made once: making an error takes longer than all else that a wait does. */
const isOver = new Error('it is over');

export function tooLate(ms: number): Error {
  return Object.assign(new Error(`no answer within ${Math.round(ms / 1000)} s`), {
    name: 'TimeoutError',
  });
}

export const systemClock: Clock = { now: () => Date.now(), sleep: pass, patience: pass };

/**
 * A clock that has the machine's time once and counts on from there, `speed` times as fast. So no limit ends early, nor late,
 * since somebody sets the machine's clock meanwhile, as runners do when they first learn the time.
 */
export function steadyClock(speed = 1): Clock {
  const start = Date.now();
  const began = performance.now();
  return {
    now: () => start + Math.floor((performance.now() - began) * speed),
    wall: () => start + (Date.now() - start) * speed,
    sleep: (ms, signal) => pass(ms / speed, signal),
    patience: pass,
  };
}

async function pass(ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  try {
    await delay(Math.max(0, ms), undefined, defined({ signal }));
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  }
}
