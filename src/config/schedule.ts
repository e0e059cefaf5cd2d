import { enumerate } from '../words/closest.ts';
import type { Destination, Environment, Freeze, Window } from './destination.ts';
import type { Findings } from './findings.ts';
import { matchesGlob } from './glob.ts';
import type { FreezeSetting, WindowSetting } from './schedule-definition.ts';
import { momentOf } from './zoned-time.ts';

/** When an environment may be deployed to; absent where it always may. Every destination needs a window, where there are any. */
export function resolveSchedule(
  name: string,
  {
    windows,
    freezes,
  }: { windows?: WindowSetting[] | undefined; freezes?: FreezeSetting[] | undefined },
  destinations: readonly Destination[],
  findings: Findings,
): Environment['schedule'] {
  if (!windows && !freezes) return undefined;
  const path = ['environments', name, 'windows'];
  const resolved = windows?.map((window) => resolveWindow(window));
  const closed = destinations.filter(
    ({ id }) => resolved && !resolved.some(({ match }) => isIn(match, id)),
  );
  if (closed.length > 0) {
    const ids = enumerate(
      closed.map(({ id }) => id),
      5,
    );
    findings.add(
      path,
      'never-open',
      `: no window covers ${ids}, so nothing could ever be deployed there`,
      {
        what: 'key',
        hint: 'add a window without "match", or one that matches them',
      },
    );
  }
  return { windows: resolved ?? [], freezes: (freezes ?? []).map(resolveFreeze) };
}

function resolveWindow({ match = '*', days, from, to, zone }: WindowSetting): Window {
  const [opens, closes] = [minutesOf(from), minutesOf(to)];
  const length = closes > opens ? closes - opens : closes - opens + 24 * 60;
  return { match: [match].flat(), days, from: opens, length, zone };
}

function resolveFreeze({ from, to, zone = 'UTC', reason }: FreezeSetting): Freeze {
  return { from: moment(from, zone), to: moment(to, zone), reason };
}

function moment(text: string, zone: string): number {
  const [year = 0, month = 1, day = 1] = text.slice(0, 10).split('-').map(Number);
  return momentOf({ year, month, day, minutes: minutesOf(text.slice(11) || '00:00') }, zone);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

export function isIn(match: readonly string[], id: string): boolean {
  return match.some((glob) => matchesGlob(glob, id));
}
