import type { ComponentChildren } from 'preact';
import { foldRows } from '../fold-rows.ts';
import { cellOf } from '../grid.ts';
import type { RunView } from '../run-view.ts';
import { type TimeScale, timeScale } from '../time-scale.ts';
import type { Track } from '../track.ts';
import { anchorOf } from './anchors.ts';
import { Axis } from './axis.tsx';
import { Bars } from './bars.tsx';
import { causeAnchor, collapsedCauses } from './causes.tsx';
import { Folded } from './folded.tsx';
import { Lanes } from './lanes.tsx';
import { Legend } from './legend.tsx';
import { segmentsText, stepsText } from './segment-words.ts';
import { Sign } from './sign.tsx';
import { type Palette, VersionLabel } from './version-label.tsx';
import { Words, type Zone } from './words.tsx';

export type TimelineProps = {
  view: RunView;
  palette: Palette;
  zone: Zone;
  /** What stands below the times, to go back in them. */
  scrub?: ComponentChildren;
  /** Ids of the destinations whose instances are shown. */
  open?: ReadonlySet<string> | undefined;
  /** Absent where nothing can be unfolded. */
  toggle?: ((id: string) => void) | undefined;
  /** Which destinations are shown. */
  isShown?: ((track: Track) => boolean) | undefined;
};

/** A row for each destination, by wave; time runs to the right. */
export function Timeline(props: TimelineProps) {
  const { view, palette, zone, scrub, open, toggle, isShown } = props;
  const scale = timeScale(view, zone);
  const shown = view.tracks.filter((track) => isShown?.(track) ?? true);
  const reasons = reasonsOf(view);
  const row = (track: Track) => {
    const { id } = track.view.label;
    return (
      <Row
        key={id}
        {...{ track, scale, palette, zone, toggle }}
        isOpen={open?.has(id)}
        reason={reasons.get(id)}
      />
    );
  };
  return (
    <section class="timeline" aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      <Legend tracks={shown} hasLanes={shown.some(({ view: { label } }) => open?.has(label.id))} />
      <div class="times">
        <Axis scale={scale} zone={zone} />
        {scrub}
      </div>
      <div class="row run">
        <span class="label">the run</span>
        <Bars segments={view.steps} scale={scale} label={stepsText(view.steps)} />
        <span class="state">
          <Words of={view.facts.finished ? '' : (view.steps.at(-1)?.text ?? '')} most={80} />
        </span>
      </div>
      {shown.length === 0 && view.tracks.length > 0 ? (
        <p class="none">no destination is like that</p>
      ) : null}
      {view.waves.map(({ name }) => (
        <Wave
          key={name}
          {...{ name, scale, palette, row }}
          tracks={shown.filter((track) => track.wave === name)}
        />
      ))}
    </section>
  );
}

type WaveProps = {
  name: string;
  tracks: readonly Track[];
  scale: TimeScale;
  palette: Palette;
  row: (track: Track) => ComponentChildren;
};

function Wave({ name, tracks, scale, palette, row }: WaveProps) {
  if (tracks.length === 0) return null;
  const { rows, folded } = foldRows(tracks);
  return (
    <section class="wave" aria-label={`wave ${name}`}>
      <h3>
        wave <Words of={name} most={80} />
      </h3>
      {rows.map(row)}
      {folded.map((group) => (
        <Folded key={`${group.text} ${group.version}`} of={group} {...{ scale, palette }}>
          {group.tracks.map(row)}
        </Folded>
      ))}
    </section>
  );
}

/** The cause of each destination that failed, by its place on the page. */
function reasonsOf(view: RunView): ReadonlyMap<string, string> {
  return new Map(
    collapsedCauses(view).flatMap(({ places }, index) =>
      places.map(({ destination }) => [destination, causeAnchor(index)] as const),
    ),
  );
}

type RowProps = {
  track: Track;
  scale: TimeScale;
  palette: Palette;
  zone: Zone;
  isOpen: boolean | undefined;
  toggle: ((id: string) => void) | undefined;
  /** The id of its cause on the page. */
  reason: string | undefined;
};

function Row({ track, scale, palette, zone, isOpen = false, toggle, reason }: RowProps) {
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
          <Sign of={standing} />{' '}
          {reason === undefined ? (
            <Words of={text} most={120} />
          ) : (
            <a href={`#${reason}`}>
              <Words of={text} most={120} />
            </a>
          )}{' '}
          {version === '' ? null : <VersionLabel version={version} palette={palette} />}
        </span>
      </div>
      {canOpen && isOpen ? <Lanes track={track} scale={scale} zone={zone} /> : null}
    </>
  );
}
