import { defined } from '../../defined.ts';
import type { CallRecord } from '../../emulator/wire/call-log.ts';

/** A call that the command makes where nothing goes wrong, and how many seconds after its start. */
type Moment = Pick<CallRecord, 'service' | 'operation' | 'about'> & { at: number };

/** What a command asks of AWS, and when. */
export type Outline = {
  /** The names of calls, by service. */
  kinds: readonly Pick<Moment, 'service' | 'operation'>[];
  of(kind: Pick<Moment, 'service' | 'operation'>): readonly Moment[];
  /** Seconds from its start to its last call. */
  span: number;
};

export function outlineOf(calls: readonly CallRecord[], began: number): Outline {
  const byKind = new Map<string, Moment[]>();
  for (const { service, operation, about, at } of calls) {
    if (at < began) continue;
    const name = `${service} ${operation}`;
    byKind.set(name, [
      ...(byKind.get(name) ?? []),
      { service, operation, ...defined({ about }), at: (at - began) / 1000 },
    ]);
  }
  const kinds = [...byKind.values()].flatMap(([first]) => first ?? []);
  const last = Math.max(0, ...[...byKind.values()].map((all) => all.at(-1)?.at ?? 0));
  return {
    kinds,
    of: ({ service, operation }) => byKind.get(`${service} ${operation}`) ?? [],
    span: Math.ceil(last),
  };
}
