import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../src/release/outcome.ts';
import { judge } from '../../src/release/verdict.ts';
import { aResult } from './makers.ts';

const judgeOutcomes = (...outcomes: Outcome[]) =>
  judge(outcomes.map((outcome) => aResult({ outcome })));

describe('the verdict of a run', () => {
  test.each<[Outcome[], string, number]>([
    [['succeeded', 'succeeded'], 'succeeded', 0],
    [['succeeded', 'skipped'], 'succeeded', 0],
    [['not-rehearsed', 'not-rehearsed'], 'not-rehearsed', 0],
    [['not-rehearsed', 'succeeded', 'skipped'], 'not-rehearsed', 0],
    [['not-rehearsed', 'failed'], 'split', 1],
    [['skipped', 'skipped'], 'skipped', 1],
    [['succeeded', 'rolled-back'], 'split', 1],
    [['rolled-back', 'failed'], 'split', 1],
    [['succeeded', 'never-started'], 'split', 1],
    [['rolled-back', 'rolled-back', 'skipped'], 'rolled-back', 1],
    [['timed-out', 'stopped'], 'split', 1],
    [['failed', 'failed'], 'failed', 1],
    [['succeeded', 'not-verified'], 'split', 1],
    [[], 'never-started', 1],
  ])('of %j is %s, exit code %i', (outcomes, verdict, exitCode) => {
    expect(judgeOutcomes(...outcomes)).toEqual({ verdict, exitCode });
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGBREAK', 130],
  ] as const)(
    'is cancelled by %s with exit code %i, whatever had succeeded',
    (signal, exitCode) => {
      expect(judge([aResult({ outcome: 'succeeded' })], signal)).toEqual({
        verdict: 'cancelled',
        exitCode,
      });
    },
  );
});
