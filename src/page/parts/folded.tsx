import type { ComponentChildren } from 'preact';
import { many } from '../../words/quantities.ts';
import type { FoldedRows } from '../fold-rows.ts';
import { cellOf } from '../grid.ts';
import type { TimeScale } from '../time-scale.ts';
import type { SegmentKind } from '../track.ts';
import { Sign } from './sign.tsx';
import { type Palette, VersionLabel } from './version-label.tsx';
import { Words } from './words.tsx';

const LEAST_HEIGHT = 18;
const MOST_HEIGHT = 110;

type Props = { of: FoldedRows; scale: TimeScale; palette: Palette; children: ComponentChildren };

/** Many rows that stand alike: a picture of all of them, one below the other, and the rows themselves when unfolded. */
export function Folded({ of: { text, version, tracks }, scale, palette, children }: Props) {
  const [first] = tracks;
  const height = Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, tracks.length));
  return (
    <details class="folded">
      <summary class="row">
        <span class="label">{many(tracks.length, 'destination')} the same</span>
        <svg
          class="bars"
          viewBox={`0 0 10000 ${tracks.length}`}
          preserveAspectRatio="none"
          height={height}
          width="100%"
          aria-hidden="true"
        >
          {pathsOf(tracks, scale).map(([kind, d]) => (
            <path key={kind} class={kind} d={d} />
          ))}
        </svg>
        <span class="state">
          {first ? <Sign of={cellOf(first).standing} /> : null} <Words of={text} most={120} />{' '}
          {version === '' ? null : <VersionLabel version={version} palette={palette} />}
        </span>
      </summary>
      {children}
    </details>
  );
}

/** A path for each kind of segment: rectangles of one row each, in hundredths of a percent. */
function pathsOf(tracks: FoldedRows['tracks'], scale: TimeScale): [SegmentKind, string][] {
  const paths = new Map<SegmentKind, string>();
  for (const [row, { segments }] of tracks.entries())
    for (const { kind, from, to } of segments) {
      const left = Math.round(scale.x(from) * 100);
      const width = Math.max(10, Math.round(scale.x(to ?? scale.end) * 100) - left);
      paths.set(kind, `${paths.get(kind) ?? ''}M${left} ${row}h${width}v1h${-width}z`);
    }
  return [...paths];
}
