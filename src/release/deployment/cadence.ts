import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { countAll, type InstanceCounts } from '../outcome.ts';
import { timing } from '../timing.ts';

/** How far a deployment has come, as its last looks tell. Times are in ms. */
export type Progress = {
  status: DeploymentInfo['status'];
  counts: InstanceCounts;
  /** Since it was first looked at. */
  elapsed: number;
  /** Since its status or counts changed. */
  quiet: number;
  /** What the group's last deployment took. */
  usual: number | undefined;
};

const { look } = timing;

/**
 * How long to wait for the next look: often near the end, seldom far from it. The end is expected after the time that the
 * group's last deployment took, or, where instances are deployed to in turn, by what the first ones took. Where nothing tells it,
 * and once it is overdue, the looks become rarer while nothing changes.
 */
export function untilNextLook(progress: Progress): number {
  const { status, counts, elapsed, quiet } = progress;
  if (status === 'Baking' || status === 'Ready') return shareOf(quiet, look.idle);
  const expected = expectedLength(progress);
  const { earliest, latest } = look.expected;
  if (expected !== undefined && elapsed < expected * latest) {
    const near = shareOf(expected, look.nearExpected);
    return clamp(expected * earliest - elapsed, near, look.far.most);
  }
  const isLast = counts.pending === 0 && countAll(counts) > 0;
  return shareOf(quiet, isLast ? look.near : look.far);
}

/** Whether to read instances again, so long after the last time. */
export function isDetailDue(since: number, elapsed: number): boolean {
  return since >= shareOf(elapsed, look.detail);
}

function expectedLength({ counts, elapsed, usual }: Progress): number | undefined {
  const done = counts.succeeded + counts.failed + counts.skipped;
  const inTurn = counts.pending > 0 && done > 0;
  return inTurn ? (elapsed * countAll(counts)) / done : usual;
}

type Bounds = { share: number; least: number; most: number };

function shareOf(time: number, { share, least, most }: Bounds): number {
  return clamp(time * share, least, most);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
