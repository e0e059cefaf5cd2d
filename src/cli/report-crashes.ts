import type { Host } from '../ci/host.ts';
import { reportError } from './report-error.ts';

/** How long a host may take to write what it has: the job must end. */
const toClose = 2_000;

/**
 * What nobody catches, thrown in a timer or in a callback of a library, is told as any other bug and ends the process with
 * 70: after it, nothing of the run can be relied on. Its notes are there, so that `finish` can do the rest.
 */
export function reportCrashes(
  host: Host,
  asked: { command?: string; json: boolean },
): { end(): void } {
  let hasCrashed = false;
  const crash = (error: unknown) => {
    // A search takes note of them itself.
    if (hasCrashed || process.listenerCount('unhandledRejection') > 1) return;
    hasCrashed = true;
    process.exitCode = 70;
    try {
      reportError(error, host, asked);
    } finally {
      const timeout = setTimeout(exit, toClose);
      host.close().then(exit, exit);
      timeout.unref();
    }
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  return {
    end() {
      process.off('uncaughtException', crash);
      process.off('unhandledRejection', crash);
    },
  };
}

function exit(): void {
  process.exit(70);
}
