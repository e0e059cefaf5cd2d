import type { ComponentChildren } from 'preact';
import type { RunView } from '../run-view.ts';
import type { Track } from '../track.ts';
import { Causes } from './causes.tsx';
import { Gates } from './gates.tsx';
import { GridTable } from './grid-table.tsx';
import { Strip } from './strip.tsx';
import { Timeline } from './timeline.tsx';
import { Verdict } from './verdict.tsx';
import { paletteOf } from './version-label.tsx';
import { Warnings } from './warnings.tsx';
import type { Zone } from './words.tsx';

export type RunPageProps = {
  view: RunView;
  zone: Zone;
  /** What only a browser offers: a filter, and a bar below the times to go back. */
  controls?: ComponentChildren;
  scrub?: ComponentChildren;
  open?: ReadonlySet<string> | undefined;
  toggle?: ((id: string) => void) | undefined;
  isShown?: ((track: Track) => boolean) | undefined;
};

/** A run as a whole: a picture first, words second. */
export function RunPage({ view, zone, controls, scrub, open, toggle, isShown }: RunPageProps) {
  const palette = paletteOf([
    view.facts.bundle?.version,
    ...view.tracks.flatMap(({ view: { result }, before }) => [
      result?.version,
      result?.rollback?.version,
      result?.before ?? before,
    ]),
  ]);
  return (
    <main>
      <Verdict view={view} palette={palette} zone={zone} />
      {controls}
      <Timeline {...{ view, palette, zone, scrub, open, toggle, isShown }} />
      <Strip view={view} />
      <GridTable {...{ view, palette, isShown }} />
      <Causes view={view} />
      <Gates view={view} />
      <Warnings view={view} />
    </main>
  );
}
