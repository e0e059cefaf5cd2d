import type { DeploymentRole, DestinationLabel, RunEvent } from '../release/events.ts';
import {
  advanceDestination,
  type DestinationView,
  newDestination,
} from '../report/destination-view.ts';

/** What a destination, or the run itself, is doing for a while. */
export type SegmentKind =
  | 'preparing'
  | 'waiting'
  | 'creating'
  | 'deploying'
  | 'verifying'
  | 'baking'
  | 'stopping'
  | 'rolling-back';

/** Times are milliseconds since the epoch, as the run read them; without `to` it goes on. */
export type Segment = { kind: SegmentKind; from: number; to?: number; text?: string };

/** One lifecycle event of an instance. */
export type Span = {
  event: string;
  status: string;
  role: DeploymentRole;
  from: number;
  to?: number;
};

/** What happened on an instance, in order. */
export type Lane = { instance: string; spans: Span[] };

/** A destination as the timeline draws it. */
export type Track = {
  view: DestinationView;
  wave: string;
  /** What the deployment was marked with, and the version that ran before it. */
  marker?: string;
  before?: string;
  segments: Segment[];
  lanes: Map<string, Lane>;
};

export function newTrack(label: DestinationLabel, wave: string): Track {
  return { view: newDestination(label), wave, segments: [], lanes: new Map() };
}

/** Takes one event of the destination into its track. */
export function follow(track: Track, event: RunEvent): void {
  const before = track.view.state;
  track.view = advanceDestination(track.view, event);
  const { state } = track.view;
  if (state !== before) {
    close(track.segments, event.at);
    const kind = segmentOf[state];
    if (kind) track.segments.push({ kind, from: event.at });
  }
  if (event.kind === 'creating') {
    track.marker ??= event.marker;
    if (event.before !== undefined) track.before ??= event.before;
  }
  if (event.kind === 'instance') followInstance(track, event);
  if (event.kind === 'finished')
    for (const { spans } of track.lanes.values()) close(spans, event.at);
}

/** Ends what goes on. */
export function close(segments: { from: number; to?: number }[], at: number): void {
  const last = segments.at(-1);
  if (last && last.to === undefined) last.to = at;
}

const segmentOf: { [S in DestinationView['state']]?: SegmentKind } = {
  waiting: 'waiting',
  creating: 'creating',
  deploying: 'deploying',
  deployed: 'verifying',
  stopping: 'stopping',
  'rolling-back': 'rolling-back',
};

const underWay = new Set(['Pending', 'InProgress', 'Ready']);

function followInstance(track: Track, event: Extract<RunEvent, { kind: 'instance' }>): void {
  const lane = track.lanes.get(event.instance) ?? { instance: event.instance, spans: [] };
  track.lanes.set(event.instance, lane);
  const known = lane.spans.find((span) => span.event === event.event && span.role === event.role);
  // Where CodeDeploy was not asked while it ran, it began no earlier than what came before it.
  const span = known ?? {
    event: event.event,
    role: event.role,
    status: event.status,
    from: underWay.has(event.status) ? event.at : (lane.spans.at(-1)?.to ?? event.at),
  };
  if (!known) lane.spans.push(span);
  span.status = event.status;
  if (!underWay.has(event.status)) span.to = event.at;
}
