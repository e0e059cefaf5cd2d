import { withAny } from '../../../any-signal.ts';
import { type Clock, systemClock } from '../../../clock.ts';
import type { Running } from '../machine.ts';

/**
 * Scripts do not run faster when the clock does. So a time-out is not over before this much real time has passed, or
 * before the time-out itself if that is shorter.
 */
const REAL_TIMEOUT = 60;
/** Seconds for a script that has run out of its time-out before. */
const MOMENT = 3;
/** Timers hold no more than 2^31 milliseconds. */
const LONGEST = 2_000_000;

/**
 * Waits for a script with `wait`, whose `expired` resolves when the script's time is over.
 *
 * @throws the signal's reason, after the script was killed
 */
export async function withinTimeout(
  run: Running,
  { clock, ...time }: { clock: Clock; seconds: number; isKnownLate: boolean },
  wait: (expired: Promise<'expired'>) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  const expired = withAny([signal, over.signal], (end) => expiry(clock, time, end)).then(
    () => 'expired' as const,
  );
  // Aborted when the script is done: nobody waits for it then.
  expired.catch(() => undefined);
  try {
    await wait(expired);
  } catch (error) {
    if (signal.aborted) run.signal('SIGKILL');
    throw error;
  } finally {
    over.abort();
  }
}

async function expiry(
  clock: Clock,
  { seconds, isKnownLate }: { seconds: number; isKnownLate: boolean },
  signal: AbortSignal,
): Promise<void> {
  if (isKnownLate) return systemClock.sleep(Math.min(seconds, MOMENT) * 1000, signal);
  await Promise.all([
    clock.sleep(Math.min(seconds, LONGEST) * 1000, signal),
    systemClock.sleep(Math.min(seconds, REAL_TIMEOUT) * 1000, signal),
  ]);
}

export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
