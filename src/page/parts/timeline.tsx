import { duration } from '../../words/quantities.ts';
import { cellOf } from '../grid.ts';
import type { RunView } from '../run-view.ts';
import { type TimeScale, timeScale } from '../time-scale.ts';
import type { Segment, SegmentKind, Track } from '../track.ts';
import { Lanes } from './lanes.tsx';
import { Sign } from './sign.tsx';
import { type Palette, VersionLabel } from './version-label.tsx';
import { timeText, Words, type Zone } from './words.tsx';

export type TimelineProps = {
  view: RunView;
  palette: Palette;
  zone: Zone;
  /** Ids of the destinations whose instances are shown. */
  open?: ReadonlySet<string> | undefined;
  /** Absent where nothing can be unfolded. */
  toggle?: ((id: string) => void) | undefined;
  /** Which destinations are shown. */
  isShown?: ((track: Track) => boolean) | undefined;
};

/** A row for each destination, by wave; time runs to the right. */
export function Timeline({ view, palette, zone, open, toggle, isShown }: TimelineProps) {
  const scale = timeScale(view, zone);
  const shown = view.tracks.filter((track) => isShown?.(track) ?? true);
  const waves = view.waves.map((wave) => ({
    ...wave,
    tracks: shown.filter((track) => track.wave === wave.name),
  }));
  return (
    <section class="timeline" aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      <Legend />
      <Axis scale={scale} zone={zone} />
      <div class="row run">
        <span class="label">the run</span>
        <Bars segments={view.steps} scale={scale} label={stepsText(view.steps)} />
        <span class="state">
          <Words of={view.facts.finished ? '' : (view.steps.at(-1)?.text ?? '')} most={80} />
        </span>
      </div>
      {waves.map(({ name, tracks }) =>
        tracks.length === 0 ? null : (
          <section class="wave" key={name} aria-label={`wave ${name}`}>
            <h3>
              wave <Words of={name} most={80} />
            </h3>
            {tracks.map((track) => (
              <Row
                key={track.view.label.id}
                {...{ track, scale, palette, zone, toggle }}
                isOpen={open?.has(track.view.label.id)}
              />
            ))}
          </section>
        ),
      )}
    </section>
  );
}

type RowProps = {
  track: Track;
  scale: TimeScale;
  palette: Palette;
  zone: Zone;
  isOpen: boolean | undefined;
  toggle: ((id: string) => void) | undefined;
};

function Row({ track, scale, palette, zone, isOpen = false, toggle }: RowProps) {
  const { id } = track.view.label;
  const { standing, text, version } = cellOf(track);
  const name = <Words of={id} most={200} />;
  const canOpen = toggle && track.lanes.size > 0;
  return (
    <>
      <div class={`row ${standing}`} id={anchorOf(id)}>
        <span class="label">
          {canOpen ? (
            <button type="button" aria-expanded={isOpen} onClick={() => toggle(id)}>
              {name}
            </button>
          ) : (
            name
          )}
        </span>
        <Bars segments={track.segments} scale={scale} label={segmentsText(track)} />
        <span class="state">
          <Sign of={standing} /> <Words of={text} most={120} />{' '}
          {version === '' ? null : <VersionLabel version={version} palette={palette} />}
        </span>
      </div>
      {canOpen && isOpen ? <Lanes track={track} scale={scale} zone={zone} /> : null}
    </>
  );
}

function Bars({
  segments,
  scale,
  label,
}: {
  segments: Segment[];
  scale: TimeScale;
  label: string;
}) {
  return (
    <svg class="bars" role="img" aria-label={label} height="18" width="100%">
      {segments.map(({ kind, from, to, text }) => (
        <rect key={from} class={kind} y="2" height="14" {...scale.span(from, to)}>
          {text === undefined ? null : <title>{text}</title>}
        </rect>
      ))}
      <Moments scale={scale} />
    </svg>
  );
}

/** Now, and the expected end, across the rows. */
function Moments({ scale }: { scale: TimeScale }) {
  return (
    <>
      {(['now', 'expected'] as const).map((name) => {
        const x = scale[name];
        return x === undefined ? null : (
          <line key={name} class={name} x1={`${x}%`} x2={`${x}%`} y1="0" y2="100%" />
        );
      })}
    </>
  );
}

function Axis({ scale, zone }: { scale: TimeScale; zone: Zone }) {
  return (
    <div class="row axis" aria-hidden="true">
      <span class="label">{zone === 'utc' ? 'UTC' : 'your time'}</span>
      <svg height="18" width="100%" aria-hidden="true">
        {apart(scale).map((at) => (
          <text
            key={at}
            x={`${scale.x(at)}%`}
            y="13"
            text-anchor={scale.x(at) < EDGE ? 'start' : 'middle'}
          >
            {timeText(at, zone)}
          </text>
        ))}
        <Moments scale={scale} />
      </svg>
      <span class="state" />
    </div>
  );
}

/** In percent of the width: what a time takes up, and half of it. */
const ROOM = 9;
const EDGE = 4.5;

/** Round times that have room beside each other. */
function apart({ ticks, x }: TimeScale): number[] {
  const kept: number[] = [];
  for (const at of ticks) {
    const before = kept.at(-1);
    const isFree = before === undefined || x(at) - Math.max(EDGE, x(before)) >= ROOM;
    if (isFree && x(at) <= 100 - EDGE) kept.push(at);
  }
  return kept;
}

const segmentWords: { [K in SegmentKind]: string } = {
  preparing: 'the run itself',
  waiting: 'waiting',
  creating: 'creating',
  deploying: 'instances at work',
  verifying: 'verifying',
  baking: 'baking',
  stopping: 'stopping',
  'rolling-back': 'rolling back',
};

function Legend() {
  return (
    <ul class="legend">
      {(Object.keys(segmentWords) as SegmentKind[]).map((kind) => (
        <li key={kind}>
          <svg width="22" height="14" aria-hidden="true">
            <rect class={kind} x="0" y="1" width="22" height="12" />
          </svg>{' '}
          {segmentWords[kind]}
        </li>
      ))}
    </ul>
  );
}

/** `waiting 5s, creating 1s, instances at work 42s; succeeded`: what the bars show, for who cannot see them. */
function segmentsText(track: Track): string {
  const parts = track.segments.map(({ kind, from, to }) => {
    const time = to === undefined ? 'goes on' : duration((to - from) / 1000);
    return `${segmentWords[kind]} ${time}`;
  });
  return parts.length === 0 ? 'not begun' : parts.join(', ');
}

function stepsText(steps: readonly Segment[]): string {
  return steps
    .map(
      ({ text, from, to }) =>
        `${text}${to === undefined ? '' : ` ${duration((to - from) / 1000)}`}`,
    )
    .join(', ');
}

/** The id of a destination's row, for links to it. */
export function anchorOf(id: string): string {
  return `d-${id.replace(/[^\w-]+/g, '-')}`;
}
