import type { Artifacts } from '../../aws/artifacts.ts';
import type { Destination, Environment } from '../../config/destination.ts';
import type { Current } from '../environment-status.ts';
import { isAsAsked } from '../outcome.ts';
import { entryOf, hasDeployed, type Place, proofOf } from '../records/proof.ts';
import { historyReader, readUntil } from '../records/read-history.ts';
import { type History, hasMore, historyOf } from '../records/run-records.ts';

type Judged = Pick<Current, 'proven' | 'reason' | 'failed' | 'unread'>;

/** Whether what runs is proven, as the records in the destination's own bucket tell. */
export async function readProof(
  running: { version: string; key: string },
  destination: Destination,
  environment: Environment,
  records: Artifacts,
): Promise<Judged> {
  const read = historyReader(records, environment, environment.name);
  const history = await readUntil(
    async (count) => historyOf(destination, await read(count)),
    (told) => !hasMore(told) || isDecided(running.version, destination, told),
  );
  return judge(running, destination, history);
}

/** Whether older records could change what is said of a version: whether it is proven, and whether its last run failed. */
function isDecided(version: string, place: Place, history: History): boolean {
  const proof = proofOf(version, place, history);
  if (proof.proven) return true;
  return !proof.more && history.some((run) => isRunOf(version, place, run));
}

function isRunOf(version: string, place: Place, run: History[number]): boolean {
  const entry = 'unread' in run ? undefined : entryOf(run, place);
  return entry?.version === version && hasDeployed(entry);
}

function judge({ version, key }: { version: string; key: string }, place: Place, history: History) {
  const proof = proofOf(version, place, history);
  if (!proof.proven)
    return {
      proven: false,
      reason: proof.why,
      failed: hasFailed(version, place, history),
      ...(proof.unread && { unread: proof.why }),
    };
  if (key.includes(proof.digest.slice(0, 16))) return { proven: true, failed: false };
  const reason = `run ${proof.run} proved other content under this version: ${proof.digest.slice(0, 16)}`;
  return { proven: false, reason, failed: true };
}

/** Whether the last run that deployed the version here failed. */
function hasFailed(version: string, place: Place, history: History): boolean {
  for (const run of history) {
    if ('unread' in run) return false;
    const entry = entryOf(run, place);
    if (entry?.version === version && hasDeployed(entry)) return !isAsAsked(entry.outcome);
  }
  return false;
}
