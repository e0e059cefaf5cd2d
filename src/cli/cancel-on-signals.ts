import { setMaxListeners } from 'node:events';
import { CancelledError } from '../release/cancel.ts';
import type { Cancellation } from '../release/verdict.ts';

const signals: readonly Cancellation[] = ['SIGINT', 'SIGTERM', 'SIGBREAK'];

/**
 * Cancels on the first signal and ends at once on the second. GitHub gives a job 7.5 seconds after SIGINT
 * and 2.5 more after SIGTERM (actions/runner: src/Runner.Sdk/ProcessInvoker.cs).
 */
export function cancelOnSignals(): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  // Everything under way listens, and there may be hundreds of destinations.
  setMaxListeners(0, controller.signal);
  const cancel = (name: NodeJS.Signals) => {
    // The only call of exit(): what is still to be printed is lost, as somebody asked for twice.
    if (controller.signal.aborted) process.exit(name === 'SIGTERM' ? 143 : 130);
    controller.abort(new CancelledError(name as Cancellation));
  };
  for (const name of signals) process.on(name, cancel);
  return {
    signal: controller.signal,
    end() {
      for (const name of signals) process.off(name, cancel);
    },
  };
}
