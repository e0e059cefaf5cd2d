import type { DestinationResult, Outcome, Rollback, Verdict } from '../release/outcome.ts';
import { countAll, isGood } from '../release/outcome.ts';
import { duration } from '../words/quantities.ts';
import type { Tone } from './line.ts';

/** `rolled back`, `not verified`, … */
export function inWords(outcome: Outcome | Verdict): string {
  return outcome.replaceAll('-', ' ');
}

export function toneOf(outcome: Outcome | Verdict): Tone {
  if (isGood(outcome)) return outcome === 'succeeded' ? 'good' : 'warn';
  if (outcome === 'ready') return 'warn';
  return ['never-started', 'skipped', 'superseded'].includes(outcome) ? 'dim' : 'bad';
}

/** Whether the outcome itself is a failure, rather than a consequence of one elsewhere. */
export function isFailure(outcome: Outcome): boolean {
  return toneOf(outcome) === 'bad';
}

/** `3 of 5`, `3 of 5, 1 failed`; empty where there was no deployment. */
export function instancesOf({ instances }: Pick<DestinationResult, 'instances'>): string {
  const all = countAll(instances);
  if (all === 0) return '';
  const failed = instances.failed > 0 ? `, ${instances.failed} failed` : '';
  const skipped = instances.skipped > 0 ? `, ${instances.skipped} skipped` : '';
  return `${instances.succeeded} of ${all}${failed}${skipped}`;
}

/** What a rollback came to, short enough for a table: `1.213`, `1.213, not complete`, `rollback failed`. */
export function backTo(rollback: Rollback | undefined): string {
  if (!rollback) return '';
  if (rollback.status !== 'succeeded') return `rollback ${statusInWords[rollback.status]}`;
  const version = rollback.version ?? 'an unknown revision';
  return rollback.complete ? version : `${version}, not complete`;
}

/** `rolled back to 1.213 after 1m 31s`, `succeeded after 48s`, `failed after 2m 05s, rollback failed`. */
export function outcomeText({ outcome, rollback, seconds }: DestinationResult): string {
  const time = seconds > 0 ? ` after ${duration(seconds)}` : '';
  if (!rollback) return inWords(outcome) + time;
  const back = backTo(rollback);
  if (rollback.status !== 'succeeded') return `${inWords(outcome)}${time}, ${back}`;
  return outcome === 'rolled-back'
    ? `rolled back to ${back}${time}`
    : `${inWords(outcome)}${time}, rolled back to ${back}`;
}

/** `1.213 on every instance`. */
export function wentBack({ status, version, complete }: Rollback): string {
  const what = version ?? 'the revision that ran before (not one of ours)';
  if (status !== 'succeeded') {
    return `the rollback to ${what} ${statusInWords[status]}: check what runs there`;
  }
  return `${what} on ${complete ? 'every instance' : 'some instances only'}`;
}

export function rolledBackBy({ by, deploymentId }: Rollback): string {
  return `${by === 'codedeploy' ? 'by CodeDeploy' : 'by fanout'}, deployment ${deploymentId}`;
}

const statusInWords: { [K in Rollback['status']]: string } = {
  succeeded: 'succeeded',
  failed: 'failed',
  stopped: 'was stopped',
  'timed-out': 'timed out',
  unknown: 'had not ended when fanout stopped following it',
};
