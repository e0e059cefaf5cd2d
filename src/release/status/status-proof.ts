import type { Artifacts } from '../../aws/artifacts.ts';
import type { Destination, Environment } from '../../config/destination.ts';
import type { Current } from '../environment-status.ts';
import { isGood } from '../outcome.ts';
import { entryOf, hasDeployed, type Place, proofOf } from '../records/proof.ts';
import { type History, historyOf, newestFirst, readHistory } from '../records/run-records.ts';

type Judged = Pick<Current, 'proven' | 'reason' | 'failed' | 'unread'>;

/** The newest records almost always tell; the others are fetched only where they do not. */
const first = 12;

/** Whether what runs is proven, as the records in the destination's own bucket tell. */
export async function readProof(
  running: { version: string; key: string },
  destination: Destination,
  environment: Environment,
  records: Artifacts,
): Promise<Judged> {
  const newest = await readHistory(newestOf(records, first), environment, environment.name);
  const tells =
    newest.length < first || newest.some((run) => concerns(run, destination, running.version));
  const history = tells ? newest : await readHistory(records, environment, environment.name);
  return judge(running, destination, historyOf(destination, history));
}

function newestOf(records: Artifacts, count: number): Artifacts {
  return {
    ...records,
    list: async (prefix) => newestFirst(await records.list(prefix)).slice(0, count),
  };
}

function concerns(run: History[number], destination: Place, version: string): boolean {
  if ('unread' in run) return true;
  const entry = entryOf(run, destination);
  return entry?.version === version || entry?.before === version;
}

function judge({ version, key }: { version: string; key: string }, place: Place, history: History) {
  const proof = proofOf(version, place, history);
  if (!proof.proven)
    return {
      proven: false,
      reason: proof.why,
      failed: hasFailed(version, place, history),
      ...(proof.unread ? { unread: proof.why } : {}),
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
    if (entry?.version === version && hasDeployed(entry)) return !isGood(entry.outcome);
  }
  return false;
}
