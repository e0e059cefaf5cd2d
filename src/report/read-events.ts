import type { RunEvent } from '../release/events.ts';
import { many } from '../words/quantities.ts';
import { eventKinds, eventSchema } from './event-schema.ts';

export type EventsRead = {
  events: RunEvent[];
  /** What the file lacks or holds besides, in words. */
  doubts: string[];
};

/**
 * Reads the text of an events file, or of a run's notes. A last line that was cut short is left out, and what a newer fanout
 * has added; both are said. Throws a SyntaxError where the text is not such a file.
 */
export function readEvents(text: string): EventsRead {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const events: RunEvent[] = [];
  const unknown = new Set<string>();
  let isCut = false;
  for (const [index, line] of lines.entries()) {
    const value = parsed(line);
    const kind = kindOf(value);
    // A run's notes begin with the process that writes them.
    if (kind === 'process') continue;
    const read = eventSchema.safeParse(value);
    if (read.success) events.push(read.data as unknown as RunEvent);
    else if (kind !== undefined && !eventKinds.has(kind)) unknown.add(kind);
    else if (index === lines.length - 1 && value === undefined && events.length > 0) isCut = true;
    else throw new SyntaxError(`line ${index + 1} is not an event of a run`);
  }
  if (events.length === 0) throw new SyntaxError('it has no events of a run');
  return {
    events: events.toSorted((a, b) => a.at - b.at),
    doubts: [
      ...(isCut ? ['its last line is cut short'] : []),
      ...(unknown.size > 0
        ? [
            `${many(unknown.size, 'kind')} of events come from a newer fanout: ${[...unknown].join(', ')}`,
          ]
        : []),
      ...(events.some(({ kind }) => kind === 'run-started')
        ? []
        : ['the start of the run is missing']),
    ],
  };
}

/** One line of a file that is written meanwhile. */
export function readEventLine(line: string): { event: RunEvent } | { doubt: string } | Nothing {
  const value = parsed(line);
  const kind = kindOf(value);
  if (kind === 'process') return { nothing: true };
  const read = eventSchema.safeParse(value);
  if (read.success) return { event: read.data as unknown as RunEvent };
  return kind !== undefined && !eventKinds.has(kind)
    ? { doubt: `events of a newer fanout are skipped: ${kind}` }
    : { doubt: 'a line of the file is not an event of a run, and is skipped' };
}

type Nothing = { nothing: true };

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function kindOf(value: unknown): string | undefined {
  const { kind } = (typeof value === 'object' && value !== null ? value : {}) as { kind?: unknown };
  return typeof kind === 'string' && /^[a-z-]{1,40}$/.test(kind) ? kind : undefined;
}
