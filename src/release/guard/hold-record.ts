import { wallTime } from '../../clock.ts';
import type { Freeze } from '../../config/destination.ts';
import type { Problem } from '../../problem.ts';
import type { Hold, PlannedFreeze } from '../hold.ts';
import { type Home, type Homes, type Kept, type ReadPorts, readAll } from './homes.ts';
import { holdIsSought } from './most-regions.ts';

/** A hold as it is found, with the place of it. */
export type FoundHold = { home: Home; hold: Hold };

/**
 * Every place in which an environment is held, and the freezes that are planned for it and not over, the first one first;
 * `unread` hears about homes that do not answer. What was lifted or replaced while a home did not answer is still there;
 * another home tells then that it is over. Rejects where none is found among too few.
 */
export async function readKept(
  homes: Homes,
  key: string,
  ports: ReadPorts,
): Promise<{ holds: readonly FoundHold[]; freezes: readonly PlannedFreeze[] }> {
  const { found, blind } = await readAll(homes, key, ports, holdIsSought(homes));
  const over = new Set(found.flatMap(({ kept }) => overIn(kept)));
  const holds = found.flatMap(({ home, kept }) => {
    const hold = holdIn(kept);
    return hold && !over.has(idOf(hold)) ? [{ home, hold }] : [];
  });
  if (blind && holds.length === 0) throw blind.error;
  const planned = new Map(
    found.flatMap(({ kept }) => freezesIn(kept)).map((freeze) => [idOf(freeze), freeze]),
  );
  const now = wallTime(ports.clock);
  const freezes = [...planned]
    .filter(([id, { until }]) => !over.has(id) && Date.parse(until) > now)
    .map(([, freeze]) => freeze)
    .toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));
  return { holds, freezes };
}

/** Whoever can write it may have written anything: what says that it is held is a hold, told as far as it can be. */
function holdIn(kept: Kept | undefined): Hold | undefined {
  const stored = kept?.value as Partial<Record<keyof Hold, unknown>> | null | undefined;
  if (!stored?.held) return undefined;
  const { reason, by, time } = stored;
  return {
    held: true,
    reason: typeof reason === 'string' ? reason : 'its record does not say why',
    by: typeof by === 'string' ? by : 'somebody',
    time: typeof time === 'string' ? time : new Date(kept?.written ?? 0).toISOString(),
  };
}

/** By which a hold or a freeze is known in every home. */
export function idOf({ time, by }: Pick<Hold, 'time' | 'by'>): string {
  return `${time} ${by}`;
}

function overIn(kept: Kept | undefined): string[] {
  const over: unknown = (kept?.value as Hold | undefined)?.over;
  return Array.isArray(over) ? over.filter((one) => typeof one === 'string') : [];
}

function freezesIn(kept: Kept | undefined): PlannedFreeze[] {
  const freezes: unknown = (kept?.value as Hold | undefined)?.freezes;
  return Array.isArray(freezes) ? freezes.filter(isFreeze) : [];
}

/** It comes from a bucket. */
function isFreeze(value: unknown): value is PlannedFreeze {
  if (typeof value !== 'object' || value === null) return false;
  const { from, until, reason, by, time } = value as Record<string, unknown>;
  const isText = [from, until, reason, by, time].every((one) => typeof one === 'string');
  return isText && !Number.isNaN(Date.parse(`${from}`)) && !Number.isNaN(Date.parse(`${until}`));
}

/** Plans a freeze beside whatever there is; those that have passed go. */
export async function writeFreeze(
  home: Pick<Home, 'read' | 'write'>,
  key: string,
  freeze: PlannedFreeze,
  { now, signal }: { now: number; signal?: AbortSignal | undefined },
): Promise<void> {
  for (;;) {
    const before = await home.read(key, signal);
    const { time, by } = freeze;
    const there = before?.value;
    const isRecord = typeof there === 'object' && there !== null;
    const hold = isRecord ? there : { held: false, reason: '', time, by };
    const others = freezesIn(before).filter(({ until }) => Date.parse(until) > now);
    const freezes = [...others.filter((one) => idOf(one) !== idOf(freeze)), freeze];
    if (await home.write(key, { ...hold, freezes }, before, signal)) return;
  }
}

/** Sets or lifts a hold, and keeps freezes that are not over; of two at the same time the later one stands, and both have been written. */
export async function writeHold(
  home: Pick<Home, 'read' | 'write'>,
  key: string,
  hold: Hold,
  signal?: AbortSignal,
): Promise<void> {
  for (;;) {
    const before = await home.read(key, signal);
    const over = [...new Set([...(hold.over ?? []), ...overIn(before)])].slice(0, mostOver);
    const freezes = freezesIn(before).filter((one) => !over.includes(idOf(one)));
    const written = {
      ...hold,
      ...(over.length > 0 && { over }),
      ...(freezes.length > 0 && { freezes }),
    };
    if (await home.write(key, written, before, signal)) return;
  }
}

const mostOver = 50;

export function heldProblem(environment: string, { reason, by, time }: Hold): Problem {
  return {
    code: 'held',
    message: `${environment} has been held since ${time} by ${by}: ${reason}`,
    hint: `lift the hold with: fanout unhold ${environment}`,
  };
}

/** As those of the configuration are. */
export function freezesOf(planned: readonly PlannedFreeze[]): Freeze[] {
  return planned.map(({ from, until, reason, by }) => ({
    from: Date.parse(from),
    to: Date.parse(until),
    reason: `${reason} (set by ${by})`,
  }));
}
