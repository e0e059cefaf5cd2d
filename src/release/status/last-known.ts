import type { AwsSession } from '../../aws/session.ts';
import { type Destination, type Environment, wholeOf } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { LastKnown } from '../environment-status.ts';
import { runsPrefix } from '../object-keys.ts';
import { entryOf } from '../records/proof.ts';
import { recordBucketsOf } from '../records/record-buckets.ts';
import { listNewest } from '../records/record-keys.ts';
import { readRun } from '../records/run-records.ts';

/** So many of the last runs are looked at. */
const mostRuns = 20;

/**
 * What the records in other regions tell of destinations that do not answer: a run writes the whole of what it did into each of
 * its buckets. By id; nothing of those that none of the last runs had to do with.
 */
export async function lastKnownOf(
  silent: readonly Destination[],
  environment: Environment,
  aws: AwsSession,
): Promise<ReadonlyMap<string, LastKnown>> {
  const found = new Map<string, LastKnown>();
  const gone = new Set(silent.map(({ region }) => region));
  const answering = wholeOf(environment).filter(({ region }) => !gone.has(region));
  for (const { artifacts } of recordBucketsOf(answering, aws)) {
    const read = await readInto(found, artifacts).catch(() => false);
    if (read) break;
  }
  return found;

  /** Gives whether the bucket could be read. */
  async function readInto(
    known: Map<string, LastKnown>,
    artifacts: ReturnType<AwsSession['artifacts']>,
  ): Promise<boolean> {
    const prefix = runsPrefix(environment, environment.name);
    const keys = await listNewest(artifacts, prefix, mostRuns);
    for (const stored of keys.slice(0, mostRuns)) {
      if (silent.every(({ id }) => known.has(id))) break;
      const run = await readRun(artifacts, stored);
      if ('unread' in run || run.doubt !== undefined) continue;
      for (const destination of silent) {
        const entry = entryOf(run, destination);
        if (!entry || known.has(destination.id)) continue;
        const { version, outcome } = entry;
        known.set(destination.id, {
          at: run.ended,
          run: run.run,
          outcome,
          ...defined({ version }),
        });
      }
    }
    return true;
  }
}
