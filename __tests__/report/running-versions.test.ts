import { describe, expect, test } from '@jest/globals';
import { defined } from '../../src/defined.ts';
import { type DestinationResult, noInstances } from '../../src/release/outcome.ts';
import { judge } from '../../src/release/verdict.ts';
import { gather } from '../../src/report/facts.ts';
import { verdictText } from '../../src/report/final.ts';
import fc from '../fast-check.ts';
import { aResult, aRolledBackResult, factsOf, START } from './makers.ts';
import { readLastLine } from './read-last-line.ts';

/** One destination as a run may leave it, and what its instances run then; undefined where nobody knows. */
type Ending = { name: string; runs: string | undefined; result: Partial<DestinationResult> };

const whole = { ...noInstances, succeeded: 3 };
const part = { ...noInstances, succeeded: 2, failed: 1 };
const back = {
  deploymentId: 'd-BACK',
  status: 'succeeded' as const,
  version: '1.213',
  complete: true,
  by: 'fanout' as const,
};

const endings: Ending[] = [
  { name: 'new', runs: '1.214', result: { outcome: 'succeeded', instances: whole } },
  { name: 'partial', runs: undefined, result: { outcome: 'succeeded', instances: part } },
  { name: 'not rehearsed', runs: '1.214', result: { outcome: 'not-rehearsed', instances: whole } },
  { name: 'unverified', runs: '1.214', result: { outcome: 'not-verified', instances: whole } },
  {
    name: 'back',
    runs: '1.213',
    result: { outcome: 'rolled-back', instances: part, rollback: back },
  },
  {
    name: 'not quite back',
    runs: undefined,
    result: { outcome: 'failed', instances: part, rollback: { ...back, complete: false } },
  },
  {
    name: 'rollback failed',
    runs: undefined,
    result: { outcome: 'failed', instances: part, rollback: { ...back, status: 'failed' } },
  },
  { name: 'failed', runs: undefined, result: { outcome: 'failed', instances: part } },
  { name: 'stopped', runs: undefined, result: { outcome: 'stopped', instances: part } },
  { name: 'timed out', runs: undefined, result: { outcome: 'timed-out', instances: part } },
  {
    name: 'never started',
    runs: '1.213',
    result: { outcome: 'never-started', instances: noInstances },
  },
];

function lastLine(mix: readonly Ending[]): string {
  const results = mix.map(({ result }, index) => {
    const { deploymentId, ...made } = aResult({
      destination: `retail/r-${index}`,
      before: '1.213',
      ...result,
    });
    return made.outcome === 'never-started' ? made : { ...made, deploymentId: deploymentId ?? '' };
  });
  const finished = { kind: 'run-finished' as const, ...judge(results), seconds: 60, results };
  return verdictText(gather(factsOf(results), { at: START, ...finished })) ?? '';
}

test('over all mixes the last line says what runs where, and its word is true of every destination', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...endings), { minLength: 1, maxLength: 8 }), (mix) => {
      const line = lastLine(mix);
      const known = mix.flatMap(({ runs }) => runs ?? []);
      const versions = new Set(mix.map(({ runs }) => runs));
      if (mix.every(({ name }) => name === 'new')) {
        expect(line).toMatch(/^production succeeded: .* 1\.214 runs in /);
        return;
      }
      const { runs, told } = readLastLine(line);
      expect({ line, told }).toEqual({ line, told: mix.length });
      for (const version of ['1.213', '1.214'])
        expect({ line, version, count: runs.get(version) ?? 0 }).toEqual({
          line,
          version,
          count: known.filter((each) => each === version).length,
        });
      if (line.includes('everywhere')) expect([...versions]).toHaveLength(1);
      if (line.includes('is split'))
        expect(versions.size > 1 || versions.has(undefined)).toBe(true);
    }),
  );
});

describe('the last line', () => {
  const named = (...names: string[]) =>
    lastLine(names.map((name) => endings.find((each) => each.name === name) as Ending));

  test.each([
    [
      ['new', 'new', 'back'],
      'production is split: 1 is back on 1.213, 2 run 1.214 (1m 00s); exit code 1; next: fanout rollback production',
    ],
    [
      ['new', 'rollback failed', 'back'],
      'production is split: 1 rollback failed, 1 is back on 1.213, 1 runs 1.214 (1m 00s); exit code 1; next: fanout status production',
    ],
    [
      ['back', 'never started', 'never started'],
      'production still runs 1.213 everywhere: 1 is back on 1.213, 2 still run 1.213 (1m 00s); exit code 1',
    ],
    [
      ['new', 'unverified'],
      'production runs 1.214 everywhere: 1 runs 1.214 unverified, 1 runs 1.214 (1m 00s); exit code 1; next: fanout rollback production',
    ],
    [['back', 'back'], 'production rolled back: 2 are back on 1.213 (1m 00s); exit code 1'],
    [['partial'], 'production succeeded: 1 runs 1.214 on some instances only (1m 00s)'],
  ])('of %j', (names, expected) => {
    expect(named(...names)).toBe(expected);
  });

  test('of a run for some destinations says nothing of the rest', () => {
    const facts = factsOf([aResult(), aResult({ destination: 'retail/us-east-1' })]);
    const started = facts.started && { ...facts.started, of: 3 };
    expect(verdictText({ ...facts, ...defined({ started }) })).toMatch(
      /^production succeeded in 2 of its 3 destinations: orders 1\.214 runs there, /,
    );
  });

  test('of a rehearsal says that it was one', () => {
    const facts = factsOf([aResult()]);
    const started = facts.started && { ...facts.started, rehearsal: true as const };
    expect(verdictText({ ...facts, ...defined({ started }) })).toMatch(
      /\(5m 12s by a rehearsal’s clock; nothing reached AWS\)$/,
    );
  });

  test('reads differently with checks and without', () => {
    const checks = [{ name: 'status', passed: true, seconds: 1 }];
    const text = (results: DestinationResult[]) => verdictText(factsOf(results));
    expect(text([aResult({ checks })])).toContain('runs in its destination, verified (');
    expect(text([aResult()])).toContain('runs in its destination, without checks (');
    expect(text([aResult({ checks }), aResult()])).toContain('2 destinations, verified in 1 (');
    expect(text([aRolledBackResult()])).not.toContain('verified');
  });
});
