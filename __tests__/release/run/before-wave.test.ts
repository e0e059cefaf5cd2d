import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../../src/config/destination.ts';
import { runWaves } from '../../../src/release/run/run-waves.ts';
import type { Seen, Watch } from '../../../src/release/run/watch.ts';
import { aManualClock } from '../../aws/makers.ts';
import { aDestination, anEnvironment, aResult, aWave } from '../makers.ts';

const on: Seen = { holds: false, problem: 'the alarm is on' };
const unread: Seen = { unknown: 'AccessDenied' };

/** Deploys a and then b, whose alarms are well until a is deployed. */
async function run(
  afterwards: { [id: string]: Seen },
  given: Partial<Environment> & {
    maxFailures?: number;
    onInconclusive?: Watch['onInconclusive'];
  } = {},
) {
  const { onFailure = 'rollback', maxFailures = 0, onInconclusive = 'stop' } = given;
  const clock = aManualClock();
  const deployed: string[] = [];
  let halts = 0;
  const alarm = (id: string): Watch => ({
    kind: 'alarm',
    name: 'orders-5xx',
    interval: 15_000,
    failures: 1,
    unknowns: 3,
    onInconclusive,
    dryRun: false,
    look: async () => (deployed.length > 0 ? afterwards[id] : undefined) ?? { holds: true },
  });
  const environment = anEnvironment({
    onFailure,
    waves: ['a', 'b'].map((id) =>
      aWave({ name: `wave-${id}`, destinations: [aDestination({ id })], maxFailures }),
    ),
  });
  const { results, halted } = await runWaves(environment, {
    deploy: async ({ id }) => {
      deployed.push(id);
      return aResult({ destination: id });
    },
    recheck: async () => [],
    watches: ({ id }) => [alarm(id)],
    versionFor: () => '1.214',
    onHalt: () => {
      halts += 1;
    },
    clock,
    emit: () => undefined,
    signal: new AbortController().signal,
    blocked: new AbortController().signal,
  });
  return { results, halted, halts, deployed };
}

describe('an alarm of what is deployed that is on before the next wave', () => {
  test.each([
    ['alone', { a: on }],
    ['with one of the wave', { a: on, b: on }],
    ['with one of the wave that cannot be read', { a: on, b: unread }],
  ])('has what onFailure says done: %s', async (_, afterwards) => {
    const { results, halted, halts } = await run(afterwards);
    expect(halted).toBe('nothing new starts after a');
    expect(halts).toBe(1);
    expect(results).toMatchObject([
      { outcome: 'not-verified', reason: 'alarm orders-5xx of a is on before wave wave-b' },
      { outcome: 'never-started', reason: 'nothing new starts after a' },
    ]);
  });

  test('keeps it from beginning also where one destination may fail', async () => {
    const { results, halted, deployed } = await run({ a: on }, { maxFailures: 1 });
    expect(deployed).toEqual(['a']);
    expect(halted).toBeUndefined();
    expect(results).toMatchObject([
      { outcome: 'not-verified' },
      { outcome: 'never-started', reason: 'alarm orders-5xx of a is on' },
    ]);
  });
});

describe('an alarm of what is deployed that cannot be read before the next wave', () => {
  test.each([
    ['stop', 'alarm orders-5xx of a cannot be read', 0],
    ['rollback', 'alarm orders-5xx of a cannot be read', 1],
  ] as const)(
    'has what its onInconclusive says done: %s',
    async (onInconclusive, reason, times) => {
      const { results, halts, deployed } = await run(
        { a: unread },
        { onInconclusive, maxFailures: 1 },
      );
      expect(deployed).toEqual(['a']);
      expect(halts).toBe(times);
      expect(results).toMatchObject([
        { outcome: 'not-verified', reason: `${reason} before wave wave-b` },
        { outcome: 'never-started', reason },
      ]);
    },
  );
});

test('an alarm of the wave alone keeps it from beginning, and nothing has failed', async () => {
  const { results, halted } = await run({ b: on });
  expect(halted).toBeUndefined();
  expect(results).toMatchObject([
    { outcome: 'succeeded' },
    { outcome: 'never-started', reason: 'alarm orders-5xx of b is on' },
  ]);
});
