import type { TimeScale } from '../time-scale.ts';
import { Moments } from './bars.tsx';
import { timeText, type Zone } from './words.tsx';

/** The times above the rows. */
export function Axis({ scale, zone }: { scale: TimeScale; zone: Zone }) {
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
