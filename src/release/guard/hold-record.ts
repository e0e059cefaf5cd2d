import type { Problem } from '../../problem.ts';
import type { Hold } from '../hold.ts';
import { type Home, type Homes, type Kept, type ReadPorts, readAll } from './homes.ts';

/** A hold as it is found, with the place of it. */
export type FoundHold = { home: Home; hold: Hold };

/**
 * Every place in which an environment is held; `unread` is told of homes that do not answer. One hold that was lifted or
 * replaced while a home did not answer is still there; another home tells then that it is over.
 */
export async function findHolds(homes: Homes, key: string, ports: ReadPorts): Promise<FoundHold[]> {
  const found = await readAll(homes, key, ports);
  const over = new Set(found.flatMap(({ kept }) => overIn(kept)));
  return found.flatMap(({ home, kept }) => {
    const hold = holdIn(kept);
    return hold && !over.has(idOf(hold)) ? [{ home, hold }] : [];
  });
}

export async function readHold(
  homes: Homes,
  key: string,
  ports: ReadPorts,
): Promise<Hold | undefined> {
  return (await findHolds(homes, key, ports))[0]?.hold;
}

/** Whoever can write it may have written anything: what says that it is held is a hold, told as far as it can be. */
function holdIn(kept: Kept | undefined): Hold | undefined {
  const stored = kept?.value as Partial<Record<keyof Hold, unknown>> | null | undefined;
  if (!stored?.held) return undefined;
  const { reason, by, time } = stored;
  return {
    held: true,
    reason: typeof reason === 'string' ? reason : 'its record does not tell why',
    by: typeof by === 'string' ? by : 'somebody',
    time: typeof time === 'string' ? time : new Date(kept?.written ?? 0).toISOString(),
  };
}

/** By which a hold is known in every home. */
export function idOf({ time, by }: Hold): string {
  return `${time} ${by}`;
}

function overIn(kept: Kept | undefined): string[] {
  const over: unknown = (kept?.value as Hold | undefined)?.over;
  return Array.isArray(over) ? over.filter((one) => typeof one === 'string') : [];
}

/** Sets or lifts a hold; of two at the same time the later one stands, and both have been written. */
export async function writeHold(
  home: Pick<Home, 'read' | 'write'>,
  key: string,
  hold: Hold,
  signal?: AbortSignal,
): Promise<void> {
  for (;;) {
    const before = await home.read(key, signal);
    const over = [...new Set([...(hold.over ?? []), ...overIn(before)])].slice(0, mostOver);
    const written = over.length > 0 ? { ...hold, over } : hold;
    if (await home.write(key, written, before, signal)) return;
  }
}

const mostOver = 50;

export function heldProblem(environment: string, { reason, by, time }: Hold): Problem {
  return {
    code: 'held',
    message: `${environment} is held since ${time} by ${by}: ${reason}`,
    hint: `lift the hold with: fanout unhold ${environment}`,
  };
}
