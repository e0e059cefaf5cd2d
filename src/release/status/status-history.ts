import { errorText } from '../../aws/fault-text.ts';
import type { AwsSession } from '../../aws/session.ts';
import { type Environment, wholeOf } from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import { runsPrefix } from '../object-keys.ts';
import type { PastRun, PastRuns } from '../past-run.ts';
import { hasDeployed } from '../records/proof.ts';
import { recordBucketsOf } from '../records/record-buckets.ts';
import { newestFirst } from '../records/record-keys.ts';
import { type History, readRun } from '../records/run-records.ts';
import { timing } from '../timing.ts';
import { type Memory, remembering } from './status-memory.ts';

/** So many of the last runs are told. */
const mostRuns = 50;

/**
 * The last runs of an environment, from all of its buckets: a run for a part of it is recorded in that part's alone. Each
 * record is read once, from the first bucket that lists it. Never rejects for what AWS answers.
 */
export async function readPastRuns(
  environment: Environment,
  { aws, memory }: { aws: Pick<AwsSession, 'artifacts'>; memory: Memory },
): Promise<PastRuns> {
  const buckets = recordBucketsOf(wholeOf(environment), aws as AwsSession);
  const prefix = runsPrefix(environment, environment.name);
  const unlisted: string[] = [];
  const lists = await mapLimited(buckets, timing.atOnce.requests, async ({ artifacts }) => {
    try {
      const keys = await artifacts.list(prefix);
      return keys.map((stored) => ({ stored, artifacts }));
    } catch (error) {
      unlisted.push(`s3://${artifacts.bucket}/${prefix} cannot be listed: ${errorText(error)}`);
      return [];
    }
  });
  const places = new Map(lists.flat().map((place) => [place.stored.key, place]));
  const keys = newestFirst([...places.values()].map(({ stored }) => stored));
  const runs = await mapLimited(keys.slice(0, mostRuns), timing.atOnce.objects, async (stored) => {
    const { artifacts } = places.get(stored.key) as (typeof lists)[number][number];
    return readRun(remembering(artifacts, memory), stored);
  });
  return { runs: runs.map(pastRunOf), of: keys.length, unlisted: unlisted.toSorted() };
}

function pastRunOf(run: History[number]): PastRun {
  if ('unread' in run) return { unread: run.unread, newer: run.newer ?? false };
  if (run.doubt !== undefined) return { unread: run.doubt, newer: false };
  const { command, started, ended, reason, destinations } = run;
  const deployed = destinations.filter(hasDeployed);
  const seconds = (Date.parse(ended) - Date.parse(started)) / 1000;
  return {
    at: Date.parse(started),
    run: run.run,
    command,
    verdict: textOr(run.verdict, [...new Set(destinations.map(({ outcome }) => outcome))].join()),
    ...(seconds >= 0 && { seconds }),
    versions: [...new Set(destinations.flatMap(({ version }) => version ?? []))],
    deployed: deployed.length,
    succeeded: deployed.filter(({ outcome }) => outcome === 'succeeded').length,
    ...(textOr(reason, '') !== '' && { reason: textOr(reason, '') }),
  };
}

/** Whoever can write to a bucket can write a record, with anything in it. */
function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value.slice(0, 1000) : otherwise;
}
