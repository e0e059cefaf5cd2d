import { describe, expect, test } from '@jest/globals';
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
    'come from a rehearsal and some do not',
    aRun([second], []).map((event) =>
      event.kind === 'run-started' ? { ...event, rehearsal: true as const } : event,
    ),
  ],
  ['several versions: 1.214, 2.0', aRun([second], done(second.id, 5_000, { version: '2.0' }))],
])('jobs %s make no page', (why, other) => {
  expect(() => mergeRuns([aRun([first], done(first.id, 1_000)), other])).toThrow(why);
});

describe('a run that was killed, and what finished it', () => {
  const killed = aRun([first, second], done(first.id, 10_000).slice(0, 1));
  const stopped = { outcome: 'stopped' as const };
  const results = [aResultOf(first.id), aResultOf(second.id, stopped)];
  const finish = aRun(
    [first, second],
    [
      { kind: 'finished', destination: second.id, result: results[1] as never, at: 90_000 },
      { kind: 'run-finished', verdict: 'split', exitCode: 0, seconds: 1, results, at: 91_000 },
    ],
  ).map((event) =>
    event.kind === 'run-started' ? { ...event, command: 'finish', at: event.at + 80_000 } : event,
  );

  test('make one run, which has its verdict and the command that was killed', () => {
    for (const runs of [
      [killed, finish],
      [finish, killed],
    ]) {
      const { facts, tracks } = runView(mergeRuns(runs));
      expect(facts.started?.command).toBe('deploy');
      expect(facts.finished).toMatchObject({ verdict: 'split', exitCode: 1 });
      expect(tracks.map(({ view }) => view.result?.outcome)).toEqual(['succeeded', 'stopped']);
    }
  });

  test('have no verdict while finish is under way, or where it was of another run', () => {
    const other = finish.map((event) =>
      event.kind === 'run-started' ? { ...event, run: 'github:2.1' } : event,
    );
    for (const end of [finish.slice(0, -1), other])
      expect(runView(mergeRuns([killed, end])).facts.finished).toBeUndefined();
  });

  test('of another job of the same CI run that goes on, it is not the end', () => {
    const third = aLabel('wholesale', 'eu-west-1');
    expect(runView(mergeRuns([killed, finish, aRun([third], [])])).facts.finished).toBeUndefined();
  });
});

test('a job that told two ends does not end the other one', () => {
  const twice = [...aRun([first], [...done(first.id, 1_000), ...done(first.id, 2_000)])];
  expect(runView(mergeRuns([twice, aRun([second], [])])).facts.finished).toBeUndefined();
});
