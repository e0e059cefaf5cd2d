import type { DeploymentRole } from '../release/events.ts';
import { runningOf } from '../release/running-release.ts';
import type { RunView } from './run-view.ts';
import type { Lane, Track } from './track.ts';

/** What an instance runs: what ran before, what the run brings, or part-way and therefore not known. */
type Running = 'old' | 'new' | 'unknown';
type Change = { at: number; running: Running };

/** How many instances run what, from a time on. */
export type Count = { at: number } & { [R in Running]: number };

export type InstanceVersions = {
  /** In order of time; the first is of the run's start. */
  counts: Count[];
  /** Milliseconds that instances spent off the version that they were brought back to, added up. */
  exposureMs: number;
  /** How many instances that were. */
  exposed: number;
};

/** What the instances that the run has seen ran over time. */
export function instanceVersions({ tracks, from, until }: RunView): InstanceVersions {
  const histories = tracks.flatMap((track) =>
    [...track.lanes.values()].map((lane) => ({
      track,
      lane,
      changes: changesOf(lane, track, from),
    })),
  );
  const back = histories.filter(({ track, lane }) => isBack(track) && wasReached(lane));
  return {
    counts: countsOf(
      histories.map(({ changes }) => changes),
      from,
    ),
    exposureMs: back.reduce((sum, { changes }) => sum + timeOff(changes, until), 0),
    exposed: back.length,
  };
}

function changesOf({ spans }: Lane, { view }: Track, from: number): Change[] {
  const changes: Change[] = [{ at: from, running: 'old' }];
  const whole = new Set<DeploymentRole>();
  for (const { role, event, status, from: began, to } of spans) {
    // What comes after ValidateService moves traffic, and no files.
    if (role === 'related' || whole.has(role) || !hasBegun(status)) continue;
    if (changes.at(-1)?.running !== 'unknown') changes.push({ at: began, running: 'unknown' });
    if (event !== 'ValidateService' || status !== 'Succeeded' || to === undefined) continue;
    changes.push({ at: to, running: role === 'rollback' ? 'old' : 'new' });
    whole.add(role);
  }
  const { result, endedAt } = view;
  if (!result || endedAt === undefined) return changes;
  const running = runningOf(result);
  if (running.state === 'back') changes.push({ at: endedAt, running: 'old' });
  if (running.state === 'new' && !running.partial) changes.push({ at: endedAt, running: 'new' });
  return changes;
}

/** What is skipped leaves an instance as it was. */
function hasBegun(status: string): boolean {
  return status !== 'Skipped' && status !== 'Pending';
}

/** Whether the run brought anything to it: a rollback deploys to instances as well that it never came to. */
function wasReached({ spans }: Lane): boolean {
  return spans.some(({ role, status }) => role === 'deployment' && hasBegun(status));
}

function isBack({ view: { result } }: Track): boolean {
  return result !== undefined && runningOf(result).state === 'back';
}

function timeOff(changes: readonly Change[], until: number): number {
  return changes.reduce((sum, { at, running }, index) => {
    const next = changes[index + 1]?.at ?? until;
    return running === 'old' ? sum : sum + Math.max(0, next - at);
  }, 0);
}

function countsOf(histories: readonly (readonly Change[])[], from: number): Count[] {
  const steps = histories.flatMap((changes) =>
    changes
      .slice(1)
      .map((change, index) => ({ ...change, before: changes[index]?.running ?? 'old' })),
  );
  const count: Count = { at: from, old: histories.length, new: 0, unknown: 0 };
  const counts: Count[] = [{ ...count }];
  for (const { at, running, before } of steps.toSorted((a, b) => a.at - b.at)) {
    count.at = at;
    count[before]--;
    count[running]++;
    if (counts.at(-1)?.at === at) counts.pop();
    counts.push({ ...count });
  }
  return counts;
}
