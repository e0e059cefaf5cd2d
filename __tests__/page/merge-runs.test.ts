import { expect, test } from '@jest/globals';
import { mergeRuns } from '../../src/page/merge-runs.ts';
import { runView } from '../../src/page/run-view.ts';
import { aLabel, aResultOf, aRun } from './runs.ts';

const [first, second] = [aLabel('retail', 'eu-west-1'), aLabel('retail', 'us-east-1')];
const done = (id: string, at: number, more = {}) => [
  { kind: 'finished' as const, destination: id, result: aResultOf(id, more), at },
  {
    kind: 'run-finished' as const,
    verdict: 'succeeded' as const,
    exitCode: 0,
    seconds: 9,
    results: [aResultOf(id, more)],
    at: at + 1,
  },
];

test('the events of two jobs make one run with one verdict', () => {
  const failed = { outcome: 'failed' as const };
  const merged = mergeRuns([
    aRun([first], done(first.id, 10_000)),
    aRun([second], done(second.id, 50_000, failed)),
  ]);
  const { facts, tracks } = runView(merged);
  expect(tracks.map(({ view }) => view.result?.outcome)).toEqual(['succeeded', 'failed']);
  expect(facts.finished).toMatchObject({ verdict: 'split', exitCode: 1 });
});

test('while one of them goes on, the run has no verdict', () => {
  const merged = mergeRuns([aRun([first], done(first.id, 10_000)), aRun([second], [])]);
  expect(runView(merged).facts.finished).toBeUndefined();
});

test('jobs of several environments make no page', () => {
  const other = aRun([second], []).map((event) =>
    event.kind === 'run-started' ? { ...event, environment: 'test' } : event,
  );
  expect(() => mergeRuns([aRun([first], []), other])).toThrow(
    'several environments: orders production, orders test',
  );
});

test.each([
  [
    'of a rehearsal and some are not',
    aRun([second], []).map((event) =>
      event.kind === 'run-started' ? { ...event, rehearsal: true as const } : event,
    ),
  ],
  ['several versions: 1.214, 2.0', aRun([second], done(second.id, 5_000, { version: '2.0' }))],
])('jobs %s make no page', (why, other) => {
  expect(() => mergeRuns([aRun([first], done(first.id, 1_000)), other])).toThrow(why);
});

test('a job that told two ends does not end the other one', () => {
  const twice = [...aRun([first], [...done(first.id, 1_000), ...done(first.id, 2_000)])];
  expect(runView(mergeRuns([twice, aRun([second], [])])).facts.finished).toBeUndefined();
});
