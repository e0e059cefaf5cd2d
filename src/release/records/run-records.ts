import type { Artifacts } from '../../aws/artifacts.ts';
import { faultText } from '../../aws/fault-text.ts';
import { faultOf } from '../../aws/faults.ts';
import type { StoredKey } from '../../aws/list-keys.ts';
import type { Destination } from '../../config/destination.ts';
import { RefusedError } from '../../problem.ts';
import { type Owner, runsPrefix } from '../object-keys.ts';
import type { GateResult, Outcome, Verdict } from '../outcome.ts';
import { timing } from '../timing.ts';
import { timeIn } from './record-keys.ts';
import { hasFormOfRun } from './record-schema.ts';

/**
 * What a run did, written once when it ends: `${application}/runs/${environment}/${time}-${run}.json` in
 * each destination's bucket. CodeDeploy says "succeeded" of a release whose verification failed; this does not.
 */
export type RunRecord = {
  fanout: 1;
  run: string;
  /** Who started it, as far as the machine says: `alice (github:9876543.1)`. */
  by?: string;
  /** Of its lease: it tells two runs of one id apart. */
  token?: string;
  command: string;
  environment: string;
  /** ISO 8601: S3's time when the run took its lease, however late this is written, whatever the machine's clock says. */
  started: string;
  ended: string;
  verdict: Verdict;
  /** Given for `--force` or `rollback`. */
  reason?: string;
  /** Why it went on without the lease. */
  withoutLease?: string;
  /** Written by a `finish` that could not find out what became of some: the next one writes it again, beside it. */
  unsettled?: true;
  /** Names given for `--ignore-alarm`. */
  ignoredAlarms?: string[];
  destinations: DestinationRecord[];
};

export type DestinationRecord = {
  destination: string;
  account?: string;
  region: string;
  application: string;
  deploymentGroup: string;
  /** A group that was recreated has another one, and no history. */
  deploymentGroupId?: string;
  /** Of the release that was to run there; absent where there was none. */
  version?: string;
  /** Its content digest, hex. */
  digest?: string;
  /** What CodeDeploy was told to fetch. */
  object?: { bucket: string; key: string; eTag?: string; versionId?: string };
  outcome: Outcome;
  /** Deployed with success to every instance, and every check held to the end. */
  verified: boolean;
  /** Its run ended before its checks did, so that it tells nothing of the release. */
  unchecked?: true;
  /** What alarms and metrics came to that were watched. */
  gates?: GateResult[];
  /** What a deployment that succeeded did not bring up to date: `2 of 3 instances`. */
  leftBehind?: string;
  deploymentId?: string;
  rollbackDeploymentId?: string;
  /** The version that ran before, where it was one of ours. */
  before?: string;
};

/**
 * Sorts by time: `orders/runs/production/20261123T172900Z-github-9876543.1.json`. The second run of one id within a second
 * is `…-github-9876543.1.2.json`.
 */
export function runKey(owner: Owner, record: RunRecord, count = 1): string {
  const time = record.started.replace(/[-:]|\.\d+/g, '');
  const run = record.run.replace(/[^\w.-]/g, '-');
  return `${runsPrefix(owner, record.environment)}${time}-${run}${count === 1 ? '' : `.${count}`}.json`;
}

/** A record that is there and cannot be read; it may say anything, so what is older proves nothing. */
export type Unread = {
  unread: string;
  /** The name of what AWS answered, where it was that. */
  fault?: string;
  /** Only a newer fanout can read it. */
  newer?: true;
  /** It stands for all older records, which were not read so far. */
  more?: true;
};

/** `doubt`: why nothing that it says of success counts. */
export type ToldRun = RunRecord & { doubt?: string };

/** The runs of an environment as one bucket tells them, newest first. */
export type History = readonly (ToldRun | Unread)[];

/** Whether records that were not read could say otherwise. */
export function hasMore(history: History): boolean {
  const last = history.at(-1);
  return last !== undefined && 'unread' in last && last.more === true;
}

/** Reads the record of one run; what cannot be read says why. */
export async function readRun(
  records: Pick<Artifacts, 'bucket' | 'readJson'>,
  stored: StoredKey,
): Promise<History[number]> {
  const object = `s3://${records.bucket}/${stored.key}`;
  try {
    const found = await records.readJson(stored.key);
    if (!isRunRecord(found?.value)) return whyNoRecord(object, found?.value);
    const doubt = doubtOf(found.value, stored, object);
    return doubt === undefined ? found.value : { ...found.value, doubt };
  } catch (error) {
    return unread(`${object} cannot be read`, error);
  }
}

/** A run that is later than S3 took its record was not written by one that went by S3's time. */
function doubtOf(
  { run, started }: RunRecord,
  { key, written }: StoredKey,
  object: string,
): string | undefined {
  const claimed = timeIn(key) ?? 0;
  if (Math.abs(Date.parse(started) - claimed) >= 1_000)
    return `the name of ${object} has another time than its content, ${started}`;
  if (written === undefined || claimed <= written + timing.record.clocks) return undefined;
  const took = new Date(written).toISOString();
  return `run ${run} says that it started at ${started}, but S3 stored its record at ${took}`;
}

/** A record tells only of the account that it was written for, wherever it is copied to. */
export function historyOf({ id, account, region }: Destination, history: History): History {
  return history.map((run) => {
    if ('unread' in run) return run;
    const entry = run.destinations.find(({ destination }) => destination === id);
    if (!entry || (entry.account === account.id && entry.region === region)) return run;
    const theirs = `account ${entry.account ?? 'unknown'}, ${entry.region}`;
    const ours = `account ${account.id ?? 'unknown'}, ${region}`;
    return { ...run, doubt: `the record of run ${run.run} is of ${theirs}, and ${id} is ${ours}` };
  });
}

export function unread(what: string, error: unknown): Unread {
  if (error instanceof RefusedError) return { unread: error.message };
  const fault = faultOf(error);
  return { unread: `${what}: ${faultText(fault)}`, fault: fault.name };
}

function whyNoRecord(object: string, value: unknown): Unread {
  const format = (value as { fanout?: unknown } | null | undefined)?.fanout;
  if (typeof format !== 'number' || format <= 1)
    return { unread: `${object} is not the record of a run` };
  const message = `${object} was written by a newer fanout (format ${format}); only that version can read it`;
  return { unread: message, newer: true };
}

function isRunRecord(value: unknown): value is RunRecord {
  return hasFormOfRun(value);
}
