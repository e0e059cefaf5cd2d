import type { Destination } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { isGood } from '../outcome.ts';
import type { DestinationRecord, History, RunRecord, ToldRun } from './run-records.ts';

/** What the records of a destination say about one version. */
export type Proof =
  | { proven: true; run: string; digest: string; entry: DestinationRecord }
  | {
      proven: false;
      why: string;
      /** For a record that cannot be read, and may say otherwise. */
      unread?: true;
      /** What AWS answered, where a record could not be read. */
      fault?: string;
      /** Older records decide, which were not read so far. */
      more?: true;
    };

/** What a record knows a destination by: its account's name may change. */
export type Place = Pick<
  Destination,
  'id' | 'account' | 'region' | 'application' | 'deploymentGroup'
>;

/**
 * Whether a version is proven in a destination. The latest run that had to do with the version there
 * decides: a failure un-proves its own version, never an earlier one. A rollback un-proves what it leaves;
 * one that fails, or ends before its checks do, says nothing of where it was going, so that the next attempt goes to the
 * same release.
 */
export function proofOf(version: string, destination: Place, history: History): Proof {
  let never: string | undefined;
  for (const run of history) {
    if ('unread' in run) {
      const { unread: why, fault, more } = run;
      return {
        ...unproven(why),
        unread: true,
        ...defined({ fault, more }),
      };
    }
    const entry = entryOf(run, destination);
    if (!entry) continue;
    if (run.command === 'rollback' && isLeft(version, entry))
      return unproven(`left for ${entry.version ?? 'another release'} by rollback ${run.run}`);
    if (entry.version !== version) continue;
    if (!isDecisive(run, entry)) never ??= `${inWords(entry)} in run ${run.run}`;
    else return judge(run, entry);
  }
  return unproven(never ?? 'not deployed there');
}

/**
 * Proof that must have been there by a moment: of the runs that prove the version one after the other, with nothing between
 * that un-proves it, one had ended by then.
 */
export function proofBy(
  moment: number,
  version: string,
  destination: Place,
  history: History,
): Proof {
  const proof = proofOf(version, destination, history);
  if (!proof.proven) return proof;
  let since = Number.POSITIVE_INFINITY;
  for (let older = history; ; ) {
    const next = proofOf(version, destination, older);
    if (!next.proven) return next.more ? next : tooYoung(since, moment);
    const at = older.findIndex((run) => 'run' in run && run.run === next.run);
    const run = older[at];
    if (!run || 'unread' in run) return tooYoung(since, moment);
    since = Date.parse(run.ended);
    if (since <= moment) return proof;
    older = older.slice(at + 1);
  }
}

function tooYoung(since: number, moment: number): Proof {
  const time = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  return unproven(
    `proven only since ${time(since)} UTC, but it must be proven since ${time(moment)} at the latest`,
  );
}

/** What a run did to a destination; undefined where the run had nothing to do with it. */
export function entryOf(run: RunRecord, destination: Place): DestinationRecord | undefined {
  return run.destinations.find((one) => isOf(one, destination));
}

function isOf(
  entry: DestinationRecord,
  { id, account, region, application, deploymentGroup }: Place,
): boolean {
  if (entry.account === undefined || account.id === undefined) return entry.destination === id;
  return (
    entry.account === account.id &&
    entry.region === region &&
    entry.application === application &&
    entry.deploymentGroup === deploymentGroup
  );
}

/** Whether a run deployed anything to the destination, with success or without. */
export function hasDeployed({ outcome }: DestinationRecord): boolean {
  return outcome !== 'never-started' && outcome !== 'skipped';
}

function isLeft(version: string, entry: DestinationRecord): boolean {
  return entry.before === version && entry.version !== version && hasDeployed(entry);
}

/** What goes back was proven before: only what was found out about it on the way says otherwise. */
function isDecisive({ command }: RunRecord, entry: DestinationRecord): boolean {
  if (!hasDeployed(entry)) return false;
  const { outcome, verified, leftBehind, unchecked } = entry;
  if (command !== 'rollback') return true;
  return verified || leftBehind !== undefined || (outcome === 'not-verified' && !unchecked);
}

function judge({ run, doubt }: ToldRun, entry: DestinationRecord): Proof {
  if (doubt !== undefined) return unproven(doubt);
  if (!isGood(entry.outcome)) return unproven(`${inWords(entry)} in run ${run}`);
  if (entry.leftBehind) return unproven(`${entry.leftBehind} left behind in run ${run}`);
  if (!entry.verified || !entry.digest) return unproven(`not verified in run ${run}`);
  return { proven: true, run, digest: entry.digest, entry };
}

function inWords({ outcome }: DestinationRecord): string {
  return outcome.replaceAll('-', ' ');
}

function unproven(why: string): Extract<Proof, { proven: false }> {
  return { proven: false, why };
}
