import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { countAll, type InstanceCounts } from '../outcome.ts';
import { timing } from '../timing.ts';

/** How far a deployment has come, as its last looks tell. Times are in ms. */
export type Progress = {
  status: DeploymentInfo['status'];
  counts: InstanceCounts;
  /** Since it was first looked at. */
  elapsed: number;
  /** Since its status, its counts, or an event of an instance changed. */
  quiet: number;
  /** Of the instance at work that has most events before it: those, and those that it has behind it; undefined where that is not known. */
  events: { left: number; done: number } | undefined;
  /** What the group's last deployment took. */
  usual: number | undefined;
};

const { look } = timing;

/**
 * How long to wait for the next look: often near the end, seldom far from it. The end is expected after the time that the
 * group's last deployment took, or, where instances are deployed to in turn, by what the first ones took. Where nothing tells it,
 * and once it is overdue, it is near as soon as every instance is at its last events; until then the looks go by how long it has run.
 */
export function untilNextLook(progress: Progress): number {
  const { status, elapsed, quiet } = progress;
  if (status === 'Baking' || status === 'Ready') return shareOf(quiet, look.idle);
  const expected = expectedLength(progress);
  if (expected !== undefined && isWithin(expected, elapsed)) {
    const near = shareOf(expected, look.nearExpected);
    const far = inTurn(progress.counts) ? look.far.most : look.farExpected;
    return clamp(expected * look.expected.earliest - elapsed, near, far);
  }
  return isNear(progress) ? look.near : untilNear(progress);
}

/**
 * When what is created in several accounts and regions at once is first looked at, by how many there were before: spread over the
 * time between two looks, so that the first end of all is seen soon.
 */
export function firstLookOf(place: number): number {
  // Multiples of the golden ratio leave no gap for long, however many there will be.
  return look.first + ((place * 0.618034) % 1) * look.far.least;
}

/**
 * When to look again, about `wait` from now: with another look of the same account and region, which costs no call of its own, or
 * else in turn with those elsewhere: after the last of them, or between two where that is too late.
 */
export function lookInTurn(
  now: number,
  wait: number,
  { here, elsewhere }: { here: readonly number[]; elsewhere: readonly number[] },
): number {
  const from = now + wait * look.inTurn.earliest;
  const until = now + wait * look.inTurn.latest;
  const shared = here.find((due) => due >= from && due <= until);
  if (shared !== undefined) return shared;
  const before = elsewhere.filter((due) => due > now && due <= until);
  if (before.length === 0) return now + wait;
  const next = Math.max(...before) + wait / (before.length + 1);
  return next <= until ? Math.max(from, next) : amidst([from, ...before, until], from);
}

/** The middle of the largest gap between those from there on. */
function amidst(times: readonly number[], from: number): number {
  const sorted = times.filter((time) => time >= from).toSorted((a, b) => a - b);
  const gaps = sorted.slice(1).map((end, index) => ({ end, length: end - (sorted[index] ?? end) }));
  const [largest] = gaps.toSorted((a, b) => b.length - a.length);
  return largest ? largest.end - largest.length / 2 : from;
}

/** Whether to read instances again, so long after the last time; `followers` are those of the account and region. */
export function isDetailDue(since: number, progress: Progress, followers = 1): boolean {
  const { elapsed } = progress;
  const expected = expectedLength(progress);
  const isSeldom = isNear(progress) || (expected !== undefined && isWithin(expected, elapsed));
  const least = followers * look.detailEach;
  return since >= Math.max(least, shareOf(elapsed, isSeldom ? look.detailSeldom : look.detail));
}

function isWithin(expected: number, elapsed: number): boolean {
  return elapsed < expected * look.expected.latest;
}

function isNear({ counts, events }: Progress): boolean {
  return counts.pending === 0 && countAll(counts) > 0 && (events?.left ?? 0) <= look.lastEvents;
}

/** As if each event took as long as those before it, and no longer than all of them. */
function untilNear({ counts, elapsed, events }: Progress): number {
  const { least, most } = look.far;
  if (counts.pending > 0 || !events) return shareOf(elapsed, look.far);
  const share = (events.left - look.lastEvents) / Math.max(events.done, 1);
  return shareOf(elapsed, { share: Math.min(share, 1), least, most });
}

function expectedLength({ counts, elapsed, usual }: Progress): number | undefined {
  return inTurn(counts) ? (elapsed * countAll(counts)) / doneOf(counts) : usual;
}

/** What the first instances took tells less than what the whole took before. */
function inTurn(counts: InstanceCounts): boolean {
  return counts.pending > 0 && doneOf(counts) > 0;
}

function doneOf({ succeeded, failed, skipped }: InstanceCounts): number {
  return succeeded + failed + skipped;
}

type Bounds = { share: number; least: number; most: number };

function shareOf(time: number, { share, least, most }: Bounds): number {
  return clamp(time * share, least, most);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
