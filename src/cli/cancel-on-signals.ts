import { setMaxListeners } from 'node:events';
import { type Clock, steadyClock } from '../clock.ts';
import { CancelledError } from '../release/cancel.ts';
import { type Cancellation, exitCodeOf } from '../release/verdict.ts';

const signals: readonly Cancellation[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'];
/** One Ctrl-C reaches this process from the terminal and once more from npx, npm or a shell that hands it on. */
const sameWithin = 1_000;

/**
 * Cancels on the first signal and ends at once on the second; the same signal again within a second is
 * the first one still. GitHub gives a job 7.5 seconds after SIGINT
 * and 2.5 more after SIGTERM (actions/runner: src/Runner.Sdk/ProcessInvoker.cs).
 */
export function cancelOnSignals(clock: Pick<Clock, 'now'> = steadyClock()): {
  signal: AbortSignal;
  end(): void;
} {
  const controller = new AbortController();
  // Everything under way listens, and there may be hundreds of destinations.
  setMaxListeners(0, controller.signal);
  let last: { name: Cancellation; at: number } | undefined;
  const cancel = (signal: NodeJS.Signals) => {
    const name = signal as Cancellation;
    const at = clock.now();
    if (last?.name === name && at - last.at < sameWithin) return;
    // The only call of exit(): what is still to be printed is lost, as somebody asked for twice.
    if (last) process.exit(exitCodeOf(name));
    last = { name, at };
    controller.abort(new CancelledError(name));
  };
  for (const name of signals) process.on(name, cancel);
  return {
    signal: controller.signal,
    // Once cancelled, a second signal finds its exit code until the process is gone; listening keeps no process alive.
    end() {
      if (last) return;
      for (const name of signals) process.off(name, cancel);
    },
  };
}
