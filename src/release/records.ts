import type { Artifacts } from '../aws/artifacts.ts';
import { faultOf } from '../aws/faults.ts';
import { mapLimited } from '../limit.ts';
import type { Outcome, Verdict } from './outcome.ts';

/**
 * What a run did, written once when it ends: `${application}/runs/${environment}/${time}-${run}.json` in
 * each destination's bucket. CodeDeploy says "succeeded" of a release whose verification failed; this does not.
 */
export type RunRecord = {
  fanout: 1;
  run: string;
  command: string;
  environment: string;
  version: string;
  digest: string;
  /** ISO 8601. */
  started: string;
  ended: string;
  verdict: Verdict;
  /** Given for `--force` or `rollback`. */
  reason?: string;
  destinations: DestinationRecord[];
};

export type DestinationRecord = {
  destination: string;
  account?: string;
  region: string;
  application: string;
  deploymentGroup: string;
  /** A group that was made anew has another one, and no history. */
  deploymentGroupId?: string;
  outcome: Outcome;
  /** Deployed with success, and every check held to the end. */
  verified: boolean;
  deploymentId?: string;
  rollbackDeploymentId?: string;
  /** The version that ran before, where it was one of ours. */
  before?: string;
};

export function runsPrefix(application: string, environment: string): string {
  return `${application}/runs/${environment}/`;
}

/** Sorts by time: `orders/runs/production/20261123T172900Z-github-9876543.1.json`. */
export function runKey(application: string, record: RunRecord): string {
  const time = record.started.replace(/[-:]|\.\d+/g, '');
  const run = record.run.replace(/[^\w.-]/g, '-');
  return `${runsPrefix(application, record.environment)}${time}-${run}.json`;
}

/** Runs that are looked at when it is asked what was proven; older ones prove nothing any more. */
const newest = 200;

/**
 * The runs of an environment as one bucket tells them, newest first. What cannot be read proves nothing:
 * it is left out, and named in `unread`.
 */
export async function readRuns(
  records: Artifacts,
  application: string,
  environment: string,
): Promise<{ runs: RunRecord[]; unread: string[] }> {
  const unread: string[] = [];
  const complain = (error: unknown) => {
    const { name, message } = faultOf(error);
    unread.push(`s3://${records.bucket}: ${name}: ${message}`);
  };
  let keys: string[] = [];
  try {
    keys = await records.list(runsPrefix(application, environment));
  } catch (error) {
    complain(error);
  }
  const latest = keys.toSorted().reverse().slice(0, newest);
  const runs = await mapLimited(latest, 8, async (key) => {
    try {
      const found = await records.readJson(key);
      return isRunRecord(found?.value) ? found.value : undefined;
    } catch (error) {
      complain(error);
      return undefined;
    }
  });
  return { runs: runs.filter((run) => run !== undefined), unread };
}

function isRunRecord(value: unknown): value is RunRecord {
  const record = value as Partial<RunRecord> | undefined;
  return (
    record?.fanout === 1 &&
    typeof record.version === 'string' &&
    typeof record.digest === 'string' &&
    Array.isArray(record.destinations)
  );
}
