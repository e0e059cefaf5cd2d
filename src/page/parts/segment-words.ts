import { duration } from '../../words/quantities.ts';
import type { Segment, SegmentKind, Track } from '../track.ts';

export const segmentWords: { readonly [K in SegmentKind]: string } = {
  preparing: 'the run itself',
  waiting: 'waiting',
  creating: 'creating',
  deploying: 'instances at work',
  verifying: 'verifying',
  baking: 'baking',
  stopping: 'stopping',
  'rolling-back': 'rolling back',
};

/** `waiting 5s, creating 1s, instances at work 42s`: what the bars show, for who cannot see them. */
export function segmentsText({ segments }: Track): string {
  const parts = segments.map(({ kind, from, to }) => {
    const time = to === undefined ? 'goes on' : duration((to - from) / 1000);
    return `${segmentWords[kind]} ${time}`;
  });
  return parts.length === 0 ? 'not begun' : parts.join(', ');
}

export function stepsText(steps: readonly Segment[]): string {
  return steps
    .map(
      ({ text, from, to }) =>
        `${text}${to === undefined ? '' : ` ${duration((to - from) / 1000)}`}`,
    )
    .join(', ');
}
