import { defined } from '../defined.ts';
import type { EventOf, RunEvent } from '../release/events.ts';
import { type Facts, gather, noFacts } from '../report/facts.ts';
import { phaseAfter } from '../report/phase.ts';
import { close, follow, newTrack, type Segment, type Track } from './track.ts';

export type GateView = Pick<EventOf<'gate'>, 'destination' | 'gate'>;

/** A run as its page shows it: nothing but a fold over its events, or over the first of them. */
export type RunView = {
  facts: Facts;
  /** Milliseconds since the epoch, of the first event and of the last that was taken in. */
  from: number;
  until: number;
  waves: { name: string; destinations: readonly string[] }[];
  /** In the order of the waves. */
  tracks: Track[];
  /** What alarms and metrics came to last, by destination and name. */
  gates: Map<string, GateView>;
  /** What the run as a whole did, one after the other. */
  steps: Segment[];
  /** Present while it goes on and is looked at live: the time now, and when it may end, by the middle one of so many runs. */
  now?: number;
  expected?: { at: number; of: number };
  /** Present where it is looked at as it was: until when the whole of it goes, so that times keep their places. */
  whole?: number;
};

/** What ran before where it is known, and what came, or was to come. */
export function versionsOf({ facts, tracks }: RunView): { before: string[]; to?: string } {
  const before = tracks.flatMap((track) => track.view.result?.before ?? track.before ?? []);
  const to = facts.bundle?.version ?? tracks[0]?.view.result?.version;
  return { before: [...new Set(before)], ...defined({ to }) };
}

/** A run that goes on, as of a time after its last event. */
export function goingOn(
  view: RunView,
  now: number,
  expected?: { seconds: number; of: number },
): RunView {
  if (view.facts.finished || view.tracks.length === 0) return view;
  const until = Math.max(view.until, now);
  if (!expected) return { ...view, until, now: until };
  const { seconds, of } = expected;
  return { ...view, until, now: until, expected: { at: view.from + seconds * 1000, of } };
}

/** The run after its events up to a time, in milliseconds since the epoch. */
export function runView(events: readonly RunEvent[], at = Number.POSITIVE_INFINITY): RunView {
  const from = events[0]?.at ?? 0;
  const view: RunView = {
    facts: noFacts,
    from,
    until: from,
    waves: [],
    tracks: [],
    gates: new Map(),
    steps: [],
  };
  const byId = new Map<string, Track>();
  for (const event of events) {
    if (event.at > at) break;
    view.until = Math.max(view.until, event.at);
    view.facts = gather(view.facts, event);
    takeStep(view, event);
    if (event.kind === 'run-started') begin(view, event, byId);
    if (event.kind === 'baking' || event.kind === 'wave-finished') bake(view, event, byId);
    if (event.kind === 'gate') {
      const { destination, gate } = event;
      view.gates.set(JSON.stringify([destination, gate.kind, gate.name]), { destination, gate });
    }
    if (event.kind === 'run-finished') end(view, event.at);
    const track =
      'destination' in event && event.destination ? byId.get(event.destination) : undefined;
    if (track) follow(track, event);
  }
  return view;
}

function begin(
  view: RunView,
  { waves, destinations }: Extract<RunEvent, { kind: 'run-started' }>,
  byId: Map<string, Track>,
): void {
  const labels = new Map(destinations.map((label) => [label.id, label]));
  view.waves = waves;
  view.tracks = waves.flatMap(({ name, destinations: ids }) =>
    ids.flatMap((id) => {
      const label = labels.get(id);
      if (!label || byId.has(id)) return [];
      const track = newTrack(label, name);
      byId.set(id, track);
      return [track];
    }),
  );
}

function bake(
  { waves }: RunView,
  event: Extract<RunEvent, { kind: 'baking' | 'wave-finished' }>,
  byId: Map<string, Track>,
): void {
  const ids = waves.find(({ name }) => name === event.wave)?.destinations ?? [];
  for (const { segments } of ids.flatMap((id) => byId.get(id) ?? [])) {
    if (segments.at(-1)?.kind === 'baking') close(segments, event.at);
    else if (event.kind === 'baking') segments.push({ kind: 'baking', from: event.at });
  }
}

function takeStep({ steps }: RunView, event: RunEvent): void {
  const before = steps.at(-1)?.text;
  const text = phaseAfter(before, event) ?? 'starting';
  if (text === before) return;
  close(steps, event.at);
  steps.push({ kind: 'preparing', from: event.at, text });
}

function end({ steps, tracks }: RunView, at: number): void {
  close(steps, at);
  for (const { segments, lanes } of tracks) {
    close(segments, at);
    for (const { spans } of lanes.values()) for (const span of spans) span.to ??= at;
  }
}
