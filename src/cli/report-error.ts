import type { Host } from '../ci/host.ts';
import { RefusedError, together, UsageError } from '../problem.ts';
import { CancelledError } from '../release/cancel.ts';
import { exitCodeOf } from '../release/verdict.ts';
import { refusalText } from '../report/json.ts';
import { sourceStack } from '../source-stack.ts';

/** A user's mistake and a refusal are told in words; anything else is our bug, and shows its stack. */
export function reportError(
  error: unknown,
  host: Host,
  { command, json }: { command?: string; json: boolean },
): number {
  if (error instanceof UsageError || error instanceof RefusedError) {
    const { problems } = error;
    const refusal =
      error instanceof UsageError
        ? { verdict: 'invalid' as const, exitCode: 2 }
        : { verdict: 'refused' as const, exitCode: 3 };
    host.problems(together(problems), 'error');
    if (json) host.result(refusalText(command, refusal, host.scrub(problems)));
    return refusal.exitCode;
  }
  if (error instanceof CancelledError) {
    host.problems([{ code: 'cancelled', message: error.message }], 'error');
    return exitCodeOf(error.signal);
  }
  host.problems(
    [
      {
        code: 'internal-error',
        message: `internal error: ${stackOf(error)}`,
        hint: 'this is a bug of fanout; please report it',
      },
    ],
    'error',
  );
  return 70;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by: ${stackOf(error.cause)}`;
  return `${sourceStack(error.stack ?? error.message)}${cause}`;
}
