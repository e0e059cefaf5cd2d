import type { EventOf, RunEvent } from '../release/events.ts';

type InstanceEvent = EventOf<'instance'>;

/** Texts of an instance's events, by which almost all of a large run is told. */
const names = ['destination', 'deploymentId', 'role', 'instance', 'event', 'status'] as const;

/** How long after the event before, and the places of its texts; any other event is as it is. */
type Packed = [since: number, ...texts: number[]] | RunEvent;

/** Events as a page carries them, each text of an instance once: a quarter of what they would take. */
export function packEvents(events: readonly RunEvent[]): string {
  const texts = new Map<string, number>();
  const placeOf = (text: string) => {
    const place = texts.get(text) ?? texts.size;
    texts.set(text, place);
    return place;
  };
  let last = 0;
  const packed = events.map((event): Packed => {
    const since = event.at - last;
    // Of fractions a sum may be another number.
    const isExact = last + since === event.at;
    last = event.at;
    if (!isExact || !isPlain(event)) return event;
    return [since, ...names.map((name) => placeOf(event[name]))];
  });
  return JSON.stringify({ texts: [...texts.keys()], events: packed });
}

export function unpackEvents(text: string): RunEvent[] {
  const { texts, events } = JSON.parse(text) as { texts: string[]; events: Packed[] };
  let last = 0;
  return events.map((packed) => {
    if (!Array.isArray(packed)) {
      last = packed.at;
      return packed;
    }
    const [since, ...places] = packed;
    last += since;
    const told = names.map((name, index) => [name, texts[places[index] ?? -1] ?? '']);
    return { at: last, kind: 'instance', ...Object.fromEntries(told) } as InstanceEvent;
  });
}

/** With nothing to it but these texts. */
function isPlain(event: RunEvent): event is InstanceEvent {
  return event.kind === 'instance' && Object.keys(event).length === names.length + 2;
}
