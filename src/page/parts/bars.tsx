import type { TimeScale } from '../time-scale.ts';
import type { Segment } from '../track.ts';

type BarsProps = { segments: readonly Segment[]; scale: TimeScale; label: string };

/** What went on for how long, as coloured segments. */
export function Bars({ segments, scale, label }: BarsProps) {
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

const moments = ['now', 'expected', 'moment'] as const;

/** Now, the expected end, and the moment that is looked at, across the rows. */
export function Moments({ scale }: { scale: TimeScale }) {
  return (
    <>
      {moments.map((name) => {
        const x = scale[name];
        return x === undefined ? null : (
          <line key={name} class={name} x1={`${x}%`} x2={`${x}%`} y1="0" y2="100%" />
        );
      })}
    </>
  );
}
