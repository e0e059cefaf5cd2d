import {
  allDestinations,
  type Destination,
  type Environment,
  type Freeze,
  type Wave,
  type Window,
} from '../config/destination.ts';
import { isIn } from '../config/schedule.ts';
import { momentOf, wallTime } from '../config/zoned-time.ts';
import { defined } from '../defined.ts';
import type { Problem } from '../problem.ts';
import { duration } from '../words/quantities.ts';
import { atOnce } from './plan.ts';

/** Whether deployments may run at a moment; `until` and `opens` are moments, absent where it stays so. */
export type Opening = { open: true; until?: number } | { open: false; why: string; opens?: number };

const minute = 60_000;

/** Why nothing of an environment may begin now; undefined where it may. */
export function closedProblem(environment: Environment, now: number): Problem | undefined {
  const [first] = environment.waves;
  const all = allDestinations(environment);
  for (const { id } of all) {
    const opening = openingOf(environment, id, now);
    if (opening.open) continue;
    const opens = opening.opens === undefined ? '' : `; it opens at ${inWords(opening.opens)}`;
    return {
      code: 'closed',
      destination: id,
      message: `${environment.name} is closed for deployments: ${opening.why}${opens}`,
      hint: 'deploy when it is open; rollback works at any time',
    };
  }
  const late = first && lateReason(environment, first, now);
  if (!late) return undefined;
  return {
    code: 'window-too-short',
    message: `${environment.name}: ${late}`,
    hint: 'deploy when the window is open for longer',
  };
}

/** Why a wave must not begin now: it might not end before its window closes. */
export function lateReason(environment: Environment, wave: Wave, now: number): string | undefined {
  if (!environment.schedule) return undefined;
  const ends = now + longestWave(wave);
  for (const { id } of wave.destinations) {
    const opening = openingOf(environment, id, now);
    if (!opening.open) return `it is closed for deployments to ${id}: ${opening.why}`;
    if (opening.until !== undefined && ends > opening.until)
      return `wave ${wave.name} may take ${duration((ends - now) / 1000)}, and ${id} is closed for deployments from ${inWords(opening.until)} on`;
  }
  return undefined;
}

/** Why one destination must not begin now: its deployment might not end before its window closes. */
export function lateAlone(
  environment: Environment,
  { id, timeout }: Destination,
  now: number,
): string | undefined {
  const opening = openingOf(environment, id, now);
  if (!opening.open) return `it is closed for deployments: ${opening.why}`;
  if (opening.until === undefined || now + timeout <= opening.until) return undefined;
  return `its deployment may take ${duration(timeout / 1000)}, and it is closed for deployments from ${inWords(opening.until)} on`;
}

/** How long a wave may take at most, in milliseconds: the time-outs after one another, and its bake. */
export function longestWave(wave: Wave): number {
  const rounds = Math.ceil(wave.destinations.length / atOnce(wave));
  const timeout = Math.max(0, ...wave.destinations.map((destination) => destination.timeout));
  return rounds * timeout + wave.bake;
}

/** An environment with freezes beside its own. */
export function withFreezes(environment: Environment, freezes: readonly Freeze[]): Environment {
  if (freezes.length === 0) return environment;
  const { windows, freezes: own } = environment.schedule ?? { windows: [], freezes: [] };
  return { ...environment, schedule: { windows, freezes: [...own, ...freezes] } };
}

/** What windows and freezes say of a destination at a moment. */
export function openingOf({ schedule }: Environment, id: string, now: number): Opening {
  if (!schedule) return { open: true };
  const freeze = schedule.freezes.find(({ from, to }) => from <= now && now < to);
  if (freeze) return { open: false, why: `frozen: ${freeze.reason}`, opens: freeze.to };
  const nextFreeze = Math.min(
    ...schedule.freezes.filter(({ from }) => from > now).map(({ from }) => from),
  );
  const until = (moment: number) => {
    const first = Math.min(moment, nextFreeze);
    return Number.isFinite(first) ? { until: first } : {};
  };
  const windows = schedule.windows.filter(({ match }) => isIn(match, id));
  if (schedule.windows.length === 0) return { open: true, ...until(Infinity) };
  const spans = joined(windows.flatMap((window) => spansAround(window, now)));
  const current = spans.find(({ from, to }) => from <= now && now < to);
  if (current) return { open: true, ...until(current.to) };
  const next = spans.find(({ from }) => from > now);
  return { open: false, why: 'outside its windows', ...defined({ opens: next?.from }) };
}

type Span = { from: number; to: number };

/** When the window is open, from the day before to eight days later: a week always has its next one. */
function spansAround({ days, from, length, zone }: Window, now: number): Span[] {
  const { year, month, day: today } = wallTime(now, zone);
  return Array.from({ length: 10 }, (_, index) => {
    const date = new Date(Date.UTC(year, month - 1, today + index - 1));
    const at = {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
    };
    if (!days.includes(date.getUTCDay())) return [];
    const opens = momentOf({ ...at, minutes: from }, zone);
    const closes = momentOf({ ...at, minutes: from + length }, zone);
    return closes > opens ? [{ from: opens, to: closes }] : [];
  }).flat();
}

/** Spans in order, those that touch as one. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}

/** In UTC, as all times of the log are. */
function inWords(at: number): string {
  return `${new Date(Math.round(at / minute) * minute).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
