import { expect, test } from '@jest/globals';
import { foldRows } from '../../src/page/fold-rows.ts';
import { runHtml } from '../../src/page/run-html.tsx';
import { runView } from '../../src/page/run-view.ts';
import { aLargeRun } from './runs.ts';

test('a wave of a few destinations has a row for each', () => {
  const { tracks } = runView(aLargeRun(2, 6, 1));
  expect(foldRows(tracks)).toEqual({ rows: tracks, folded: [] });
});

test('of a large wave what failed stands alone, what stands alike is one row, and none is left out', () => {
  const events = aLargeRun(50, 6, 1);
  const { tracks } = runView(events);
  const { rows, folded } = foldRows(tracks);
  expect(rows.map(({ view }) => view.result?.outcome)).toEqual(['failed']);
  expect(folded.map((group) => [group.text, group.version, group.tracks.length])).toEqual([
    ['succeeded', '1.214', 299],
  ]);
  expect(new Set([...rows, ...folded.flatMap((group) => group.tracks)])).toEqual(new Set(tracks));
  expect(runHtml(events).body).toContain('299 destinations the same');
});

test('while a large wave goes on, what is at work stands alone', () => {
  const events = aLargeRun(50, 6, 1);
  const { tracks } = runView(events, (events[0]?.at ?? 0) + 5500);
  const { rows, folded } = foldRows(tracks);
  expect(rows.every(({ view }) => view.state !== 'pending')).toBe(true);
  expect(folded.map(({ text }) => text)).toEqual(['not begun']);
});
