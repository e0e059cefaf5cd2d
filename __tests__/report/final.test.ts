import { describe, expect, test } from '@jest/globals';
import type { Unstamped } from '../../src/release/events.ts';
import { noInstances, type Outcome } from '../../src/release/outcome.ts';
import { gather } from '../../src/report/facts.ts';
import { causesIn, finalLines, verdictText } from '../../src/report/final.ts';
import { jsonReport } from '../../src/report/json.ts';
import { outputs, outputsOf } from '../../src/report/outputs.ts';
import { tableLines } from '../../src/report/table.ts';
import { width } from '../../src/words/width.ts';
import { aCause, aResult, aRolledBackResult, factsOf, START } from './makers.ts';

const unstarted = (destination: string) =>
  aResult({
    destination,
    outcome: 'never-started',
    instances: noInstances,
    seconds: 0,
    reason: 'an earlier wave failed',
  });

describe('the verdict', () => {
  test('of a run in which all went well', () => {
    expect(verdictText(factsOf([aResult(), aResult({ destination: 'retail/us-east-1' })]))).toBe(
      'production succeeded: orders 1.214 runs in all 2 destinations, without checks (5m 12s)',
    );
  });

  test('of one in which not all did', () => {
    const results = [aRolledBackResult(), aResult({ destination: 'a/b' }), unstarted('a/c')];
    expect(verdictText(factsOf(results))).toBe(
      'production is split: 1 is back on 1.213, 1 was not touched, 1 runs 1.214 (5m 12s); exit code 1; next: fanout rollback production',
    );
  });

  test.each<Outcome>(['failed', 'timed-out', 'stopped', 'not-verified', 'skipped'])(
    'never calls %s a success',
    (outcome) => {
      expect(verdictText(factsOf([aResult({ outcome })]))).not.toMatch(/succe/);
    },
  );

  test.each([
    ['deploy', '--version'],
    ['promote', '--version'],
    ['rollback', '--to'],
  ] as const)('of a %s without a record says the same again, in its own words', (command, flag) => {
    const { started, finished, ...facts } = factsOf([aResult()]);
    if (!started || !finished) throw new Error('no run');
    const unrecorded = {
      ...finished,
      verdict: 'failed' as const,
      exitCode: 1,
      unrecorded: true as const,
    };
    const said = verdictText({ ...facts, started: { ...started, command }, finished: unrecorded });
    expect(said).toMatch(new RegExp(`; next: fanout ${command} production ${flag} 1\\.214$`));
  });

  test('of one that left something ready leads there first, for a rollback would wait for it', () => {
    const ready = aResult({ destination: 'a/b', outcome: 'ready', instances: noInstances });
    const next = (...results: Parameters<typeof factsOf>[0]) =>
      verdictText(factsOf(results))?.split('; next: ')[1];
    expect(next(ready)).toBe('fanout continue production, or fanout stop production');
    expect(next(ready, unstarted('a/c'))).toBe(
      'fanout continue production, or fanout stop production',
    );
    expect(next(ready, aResult({ outcome: 'failed' }))).toBe(
      'fanout stop production, then fanout rollback production',
    );
  });

  test('of a stop that ends well leads nowhere, and nothing has failed', () => {
    const facts = factsOf([aResult({ outcome: 'stopped', instances: noInstances })]);
    const { started, finished } = facts;
    if (!started || !finished) throw new Error('there was no run');
    const stop = {
      ...facts,
      started: { ...started, command: 'stop' },
      finished: { ...finished, exitCode: 0 },
    };
    expect(verdictText(stop)).not.toMatch(/next/);
    expect(causesIn(stop).map(({ failed }) => failed)).toEqual([false]);
  });

  test('of one that could not be followed to its end leads to a look, and to no rollback', () => {
    const unknown = aResult({ outcome: 'failed', isUnknown: true });
    expect(verdictText(factsOf([unknown, aResult({ destination: 'a/b' })]))).toBe(
      'production is split: 1 with unknown outcome, 1 runs 1.214 (5m 12s); exit code 1; next: fanout status production',
    );
  });

  test('of one that never got to deploying', () => {
    const finished: Unstamped = {
      kind: 'run-finished',
      verdict: 'refused',
      exitCode: 3,
      seconds: 2,
      results: [],
    };
    const refused = gather(factsOf([]), { at: START, ...finished });
    expect(verdictText(refused)).toBe('production: refused; exit code 3');
    expect(finalLines(refused)).toHaveLength(1);
  });
});

describe('the table', () => {
  test('is aligned, also where signs are two columns wide', () => {
    const lines = tableLines([
      aResult({ destination: 'retail/eu-west-1' }),
      aRolledBackResult({ destination: '小売/eu-west-1' }),
    ]).map(({ text }) => text);
    const columns = lines.map((line) =>
      width(line.slice(0, line.search(/outcome|succeeded|rolled/))),
    );
    expect(new Set(columns).size).toBe(1);
  });

  test('has no column without anything in it', () => {
    const [heading] = tableLines([aResult()]);
    expect(heading?.text).toBe(
      'destination       outcome    version  instances  time    deployment',
    );
  });

  test('gives no version to what was never started', () => {
    const [, row] = tableLines([unstarted('retail/eu-west-1')]);
    expect(row?.text).toMatch(/^retail\/eu-west-1 {2}never started/);
    expect(row?.text).not.toContain('1.214');
  });
});

test('causes beyond the first few are a line each, and beyond those a number', () => {
  const results = Array.from({ length: 40 }, (_, index) => {
    const causes = [aCause({ message: `reason ${index}: exit code ${index}` })];
    return aRolledBackResult({ destination: `retail/region-${index}`, causes });
  });
  const texts = finalLines(factsOf(results)).map(({ text }) => text);
  expect(texts.filter((text) => text.startsWith('  message'))).toHaveLength(10);
  expect(texts.filter((text) => /^1 of 120 instances: /.test(text))).toHaveLength(35);
  expect(texts).toContain('and 5 more causes');
});

test('the JSON object has what machines need, and null for what is not known', () => {
  const report = jsonReport(factsOf([aRolledBackResult(), { ...unstarted('retail/us-east-1') }]));
  expect(Object.keys(report)).toEqual([
    'command',
    'environment',
    'version',
    'digest',
    'verdict',
    'exitCode',
    'problems',
    'ofDestinations',
    'destinations',
  ]);
  expect(report).toMatchObject({
    command: 'deploy',
    environment: 'production',
    digest: null,
    exitCode: 1,
  });
  expect(Object.keys(report.destinations[0] ?? {})).toEqual([
    'account',
    'accountId',
    'region',
    'deploymentGroup',
    'outcome',
    'version',
    'runs',
    'isUnknown',
    'whyUnknown',
    'reason',
    'checks',
    'gates',
    'deploymentId',
    'rollbackDeploymentId',
    'seconds',
    'instances',
    'causes',
    'consoleUrl',
  ]);
  expect(report.destinations[0]).toMatchObject({
    account: 'retail',
    accountId: '222222222222',
    region: 'eu-west-1',
    deploymentGroup: 'orders-production',
    outcome: 'rolled-back',
    causes: [{ script: 'scripts/check_service.sh' }],
  });
  expect(report.destinations[1]?.rollbackDeploymentId).toBeNull();
});

test('the JSON object says of which destination it is not known what runs, and why', () => {
  const untold = { ...aResult(), outcome: 'failed' as const, isUnknown: true as const };
  const partWay = { ...aResult(), outcome: 'timed-out' as const, reason: 'followed for 45m' };
  const { destinations } = jsonReport(factsOf([untold, partWay, aResult(), aRolledBackResult()]));
  expect(
    destinations.map(({ isUnknown, whyUnknown, reason }) => [isUnknown, whyUnknown, reason]),
  ).toEqual([
    [true, 'untold', null],
    [true, 'timed-out', 'followed for 45m'],
    [false, null, null],
    [false, null, null],
  ]);
  for (const { isUnknown, runs } of destinations) if (isUnknown) expect(runs).toBeNull();
});

test('every output is described, and none that is not made', () => {
  expect([...Object.keys(outputsOf(factsOf([]))), 'page']).toEqual(Object.keys(outputs));
});

test('outputs name every deployment that was made', () => {
  const { deploymentId: _, ...none } = unstarted('retail/us-east-1');
  const values = outputsOf(factsOf([aResult({ deploymentId: 'd-1' }), none]));
  expect(values).toEqual({
    version: '1.214',
    digest: '',
    zip: '',
    verdict: 'split',
    'deployment-ids': '{"retail/eu-west-1":"d-1"}',
  });
});
