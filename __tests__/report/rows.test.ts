import { describe, expect, test } from '@jest/globals';
import { noInstances } from '../../src/release/outcome.ts';
import { advanceDestination, newDestination } from '../../src/report/destination-view.ts';
import { liveRows } from '../../src/report/rows.ts';
import { clip, padTo, width } from '../../src/words/width.ts';
import { aLabel, aResult, START } from './makers.ts';

const screen = { columns: 80, rows: 20, unicode: true, style: (_: string, text: string) => text };
const at = START;

function aView(destination: string, succeeded: number, of = 4) {
  const counts = { ...noInstances, succeeded, pending: of - succeeded };
  const deploymentId = 'd-1';
  const created = {
    kind: 'created',
    destination,
    deploymentId,
    adopted: false,
    consoleUrl: '',
  } as const;
  const status = {
    kind: 'status',
    destination,
    deploymentId,
    role: 'deployment',
    status: 'InProgress',
    counts,
  } as const;
  const started = advanceDestination(newDestination(aLabel(destination)), { at, ...created });
  return advanceDestination(started, { at, ...status });
}

describe('live rows', () => {
  test('show what the instances are at, and how long it takes', () => {
    expect(liveRows([aView('retail/eu-west-1', 2)], at + 62_000, screen)).toEqual([
      'retail/eu-west-1  ██████░░░░░░  2 of 4 instances done, 1m 02s',
    ]);
  });

  test('show a full bar only when all instances are done', () => {
    const bars = (done: number) => liveRows([aView('a/b', done, 1000)], at, screen)[0];
    expect(bars(999)).toContain('░');
    expect(bars(1000)).not.toContain('░');
  });

  test('are plain where no more than ASCII can be drawn', () => {
    const rows = liveRows([aView('retail/eu-west-1', 2)], at, { ...screen, unicode: false });
    expect(rows.join('')).toMatch(/^[ -~]*$/);
    expect(rows[0]).toContain('######------');
  });

  test.each([20, 40, 79, 200])('fit into %d columns', (columns) => {
    const views = ['小売/eu-west-1', 'retail/ap-southeast-1/orders-legacy'].map((id) =>
      aView(id, 2),
    );
    for (const row of liveRows(views, at, { ...screen, columns })) {
      expect(width(row)).toBeLessThan(columns);
    }
  });

  test('give what is under way the room there is', () => {
    const done = advanceDestination(aView('a/done', 4), {
      at,
      kind: 'finished',
      destination: '',
      result: aResult(),
    });
    const views = [done, newDestination(aLabel('a/later')), aView('a/now', 1), aView('a/too', 1)];
    const rows = liveRows(views, at, { ...screen, rows: 3 });
    expect(rows.map((row) => row.split(' ')[0])).toEqual(['a/now', 'a/too', 'and']);
    expect(rows[2]).toBe('and 2 more');
  });
});

test.each([
  ['abc', 3],
  ['日本', 4],
  ['e\u0301', 1],
  ['😀', 2],
])('width of %s', (text, columns) => {
  expect(width(text)).toBe(columns);
  expect(width(padTo(text, 10))).toBe(10);
});

test('clips to columns', () => {
  expect(clip('abcdef', 4)).toBe('abc…');
  expect(clip('日本語', 4)).toBe('日…');
  expect(clip('ab', 4)).toBe('ab');
});
