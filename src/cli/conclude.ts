import type { Host } from '../ci/host.ts';
import { RefusedError, UsageError } from '../problem.ts';
import type { RunResult } from '../release/run/run-release.ts';
import { jsonText } from '../report/json.ts';

/**
 * Carries out a run and gives its exit code; prints its JSON object where that was asked for. A refusal
 * that is the run's verdict has been told with it.
 */
export async function conclude(
  work: Promise<RunResult>,
  { json }: { json: boolean },
  host: Host,
): Promise<number> {
  const { exitCode } = await work.catch((error: unknown) => {
    const { finished } = host.facts;
    const isRefusal = error instanceof UsageError || error instanceof RefusedError;
    if (!isRefusal || !finished?.problems) throw error;
    return finished;
  });
  if (json) host.result(jsonText(host.facts));
  return exitCode;
}
