import { scaleTime, scaleUtc } from 'd3-scale';
import type { RunView } from './run-view.ts';

/** Where a time stands on the timeline, in percent of its width. */
export type TimeScale = {
  x(at: number): number;
  /** `x` and `width` of a rectangle; what goes on ends with the timeline. At least a hair wide, so that it can be seen. */
  span(from: number, to: number | undefined): { x: string; width: string };
  /** Round times, in milliseconds since the epoch. */
  ticks: number[];
  /** Where a run that goes on stands now and may end. */
  now?: number;
  expected?: number;
  /** The moment that is looked at. */
  moment?: number;
  /** Until when what goes on is drawn, in milliseconds since the epoch. */
  end: number;
  /** Milliseconds since the epoch: the two edges. */
  domain: readonly [number, number];
};

type Times = Pick<RunView, 'from' | 'until' | 'now' | 'expected' | 'whole'>;

const NARROWEST = 0.15;

/** The time that a run took, from edge to edge; round times are round in the zone that they are told in. */
export function timeScale(
  { from, until, now, expected, whole }: Times,
  zone: 'utc' | 'reader',
): TimeScale {
  const make = zone === 'utc' ? scaleUtc : scaleTime;
  const domain = [from, Math.max(until, from + 1000, expected?.at ?? 0, whole ?? 0)] as const;
  const scale = make().domain(domain).range([0, 100]);
  const x = (at: number) => round(scale(at));
  return {
    x,
    span(from: number, to = until) {
      const left = x(from);
      return { x: `${left}%`, width: `${round(Math.max(NARROWEST, x(to) - left))}%` };
    },
    ticks: scale.ticks(6).map(Number),
    end: until,
    domain,
    ...(now !== undefined && { now: x(now) }),
    ...(expected && { expected: x(expected.at) }),
    ...(whole !== undefined && { moment: x(until) }),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
