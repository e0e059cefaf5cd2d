import type { Clock } from '../../clock.ts';
import { mapLimited } from '../../limit.ts';
import { unlessCancelled } from '../cancel.ts';
import type { Cause } from '../outcome.ts';

/** What one look at something watched tells; `unknown`: why it could not be looked at. */
export type Seen =
  | { holds: true }
  | ({ holds: false; problem: string } & Pick<Cause, 'log' | 'advice'>)
  | { unknown: string };

/** Something of a destination that is asked for again and again. */
export type Watch = {
  /** What reports call it. */
  name: string;
  /** Milliseconds between two looks. */
  interval: number;
  /** How many looks in a row must fail before the destination has gone bad. */
  failures: number;
  look(): Promise<Seen>;
};

export type GoneBad = { destination: string; cause: Cause };

type Watched = { destination: string; watch: Watch; due: number; failed: number };

/** How many are asked at the same time. */
const parallel = 50;

/**
 * Watches destinations until a moment of the clock, and gives those that go bad, together and once. What could not be looked at
 * counts as a failed look: a service that cannot be seen is not known to be well.
 */
export async function* watchUntil(
  until: number,
  watches: ReadonlyMap<string, readonly Watch[]>,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): AsyncGenerator<GoneBad[]> {
  const began = clock.now();
  let watched: Watched[] = [...watches].flatMap(([destination, list]) =>
    list.map((watch) => ({ destination, watch, due: began + watch.interval, failed: 0 })),
  );
  for (;;) {
    const next = Math.min(until, ...watched.map(({ due }) => due));
    await clock.sleep(Math.max(0, next - clock.now()), signal);
    if (clock.now() >= until) return;
    const due = watched.filter((each) => each.due <= clock.now());
    const bad = new Map<string, Cause>();
    await mapLimited(due, parallel, async (each) => {
      const cause = await look(each, { clock, signal, began });
      if (cause && !bad.has(each.destination)) bad.set(each.destination, cause);
    });
    watched = watched.filter(({ destination }) => !bad.has(destination));
    if (bad.size > 0) yield [...bad].map(([destination, cause]) => ({ destination, cause }));
  }
}

/** Looks once more; gives why the destination has gone bad, where it has. */
async function look(
  each: Watched,
  { clock, signal, began }: { clock: Clock; signal: AbortSignal; began: number },
): Promise<Cause | undefined> {
  const { watch } = each;
  const seen = await unlessCancelled(() => watch.look(), signal);
  each.due = clock.now() + watch.interval;
  each.failed = 'holds' in seen && seen.holds ? 0 : each.failed + 1;
  if (each.failed < watch.failures || ('holds' in seen && seen.holds)) return undefined;
  const seconds = Math.round((clock.now() - began) / 1000);
  const when = `${each.failed} times in a row, ${seconds} s into the bake`;
  const base = { instances: [], of: 0, event: 'bake', script: watch.name };
  if ('unknown' in seen)
    return { ...base, message: `it could not be looked at: ${seen.unknown} (${when})` };
  const { holds: _, problem, ...details } = seen;
  return { ...base, message: `${problem} (${when})`, ...details };
}
