import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Beat } from '../page/beat.ts';
import type { RunEvent } from '../release/events.ts';
import { readEventLine } from '../report/read-events.ts';
import { createReaders, type Message } from './readers.ts';
import type { Tailed } from './tail.ts';

/** A run under way for those who follow it: its events in order, none twice and none left out. */
export type RunChannel = Tailed & {
  events(): readonly RunEvent[];
  /** Names all that was told so far. */
  id(): string;
  listen(request: IncomingMessage, response: ServerResponse, from: string): boolean;
  beat(): void;
  count(): number;
  close(): void;
};

type Ports = {
  scrub<T>(value: T): T;
  /** What is said beside the events. */
  beat(events: readonly RunEvent[], notes: string[]): Beat;
};

export function createRunChannel({ scrub, beat }: Ports): RunChannel {
  // What another server told, or of another run, is counted apart.
  let name = randomBytes(6).toString('hex');
  let events: RunEvent[] = [];
  let fault: string | undefined;
  const doubts = new Set<string>();
  const readers = createReaders();
  const id = () => `${name}-${events.length}`;
  const beatNow = (): Message => ({
    kind: 'beat',
    data: beat(events, [...(fault === undefined ? [] : [fault]), ...doubts]),
  });
  const channel: RunChannel = {
    events: () => events,
    id,
    lines(lines) {
      const read = lines.map(readEventLine);
      const more = scrub(read.flatMap((one) => ('event' in one ? [one.event] : [])));
      const before = doubts.size;
      for (const one of read) if ('doubt' in one) doubts.add(one.doubt);
      if (more.length > 0) {
        events = [...events, ...more];
        readers.send({ kind: 'events', data: more, id: id() });
      }
      if (doubts.size > before) readers.send(beatNow());
    },
    anew() {
      name = randomBytes(6).toString('hex');
      events = [];
      doubts.clear();
      readers.send({ kind: 'reset', data: [], id: id() });
      readers.send(beatNow());
    },
    fault(why) {
      fault = why;
      readers.send(beatNow());
    },
    listen(request, response, from) {
      const last = [request.headers['last-event-id']].flat()[0] ?? from;
      const [theirs, count] = last.split('-');
      const had = theirs === name ? Number(count) : Number.NaN;
      const missed: Message =
        had >= 0 && had <= events.length
          ? { kind: 'events', data: events.slice(had), id: id() }
          : { kind: 'reset', data: events, id: id() };
      return readers.add(response, [missed, beatNow()]);
    },
    beat: () => readers.send(beatNow()),
    count: readers.count,
    close: readers.close,
  };
  return channel;
}
