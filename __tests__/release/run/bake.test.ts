import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../../src/config/destination.ts';
import type { Unstamped } from '../../../src/release/events.ts';
import { runWaves } from '../../../src/release/run/run-waves.ts';
import { type Seen, type Watch, watchUntil } from '../../../src/release/run/watch.ts';
import { watchesOf } from '../../../src/release/run/watches.ts';
import { aManualClock } from '../../aws/makers.ts';
import fc from '../../fast-check.ts';
import { aDestination, anEnvironment, aResult, aSmokeCheck, aWave } from '../makers.ts';

const minute = 60_000;

type Plan = {
  waves: { names: string[]; bake?: number; maxFailures?: number }[];
  onFailure?: Environment['onFailure'];
  /** What is wrong with a destination so many milliseconds after the run's start. */
  wrong?(id: string, ms: number): string | undefined;
  failures?: number;
  interval?: number;
  checked?: boolean;
  /** Destinations whose deployment fails. */
  failing?: string[];
  /** Destinations with an alarm that cannot be read once they bake. */
  unreadable?: string[];
  blocked?: AbortController;
};

async function run({ checked = true, failing = [], unreadable = [], ...plan }: Plan) {
  const { waves, onFailure = 'stop', wrong = () => undefined, failures = 3 } = plan;
  const events: (Unstamped & { at: number })[] = [];
  const clock = aManualClock();
  const began = clock.now();
  const check = { ...aSmokeCheck, interval: plan.interval ?? 10_000, failures };
  const environment = anEnvironment({
    onFailure,
    waves: waves.map(({ names, ...rest }, index) =>
      aWave({
        name: `wave-${index}`,
        destinations: names.map((id) =>
          aDestination({
            id,
            verify: checked ? [check] : [],
            ...(unreadable.includes(id) && {
              alarms: { names: ['orders-5xx'], ignorePollFailure: false },
            }),
          }),
        ),
        ...rest,
      }),
    ),
  });
  let looks = 0;
  const { results, halted } = await runWaves(environment, {
    deploy: async ({ id }) =>
      aResult({ destination: id, outcome: failing.includes(id) ? 'failed' : 'succeeded' }),
    recheck: async () => [],
    watches: (destination) =>
      watchesOf(destination, {
        clock,
        cloudwatch: () => {
          if (clock.now() > began) throw new Error('CloudWatch does not answer');
          const alarms = async () => [{ name: 'orders-5xx', state: 'OK' as const }];
          return { alarms, metric: async () => [] };
        },
        ask: async () => {
          looks += 1;
          const problem = wrong(destination.id, clock.now() - began);
          return problem === undefined ? undefined : { problem };
        },
      }),
    versionFor: () => '1.214',
    onHalt: () => undefined,
    clock,
    emit: (event) => events.push({ ...event, at: clock.now() - began }),
    signal: new AbortController().signal,
    blocked: (plan.blocked ?? new AbortController()).signal,
  });
  return { results, halted, events, looks, ended: clock.now() - began };
}

describe('a bake watches', () => {
  test('and ends within one interval times the failures that count, once a service has gone bad', async () => {
    const { results, halted, ended } = await run({
      waves: [{ names: ['a', 'b'], bake: 20 * minute }, { names: ['c'] }],
      wrong: (id, ms) => (id === 'b' && ms > 2 * minute ? 'status is 500' : undefined),
    });
    expect(ended).toBeLessThanOrEqual(2 * minute + 3 * 10_000);
    expect(halted).toBe('nothing new starts after b');
    expect(results).toMatchObject([
      { outcome: 'not-verified', reason: 'its bake was ended when b went bad' },
      {
        outcome: 'not-verified',
        reason: 'it went bad while wave-0 baked',
        causes: [
          { script: 'smoke', message: 'status is 500 (3 times in a row, 150 s into the bake)' },
        ],
        checks: [{ name: 'smoke', passed: false }],
      },
      { outcome: 'never-started' },
    ]);
  });

  test('the destinations of earlier waves too', async () => {
    const { results, halted } = await run({
      waves: [
        { names: ['a'], bake: minute },
        { names: ['b'], bake: 10 * minute },
        { names: ['c'] },
      ],
      wrong: (id, ms) => (id === 'a' && ms > 3 * minute ? 'queue is full' : undefined),
    });
    expect(halted).toBe('nothing new starts after a');
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'not-verified',
      'not-verified',
      'never-started',
    ]);
  });

  test('after the last wave as well', async () => {
    const { results } = await run({
      waves: [{ names: ['a'], bake: 10 * minute }],
      wrong: (_, ms) => (ms > 5 * minute ? 'status is 503' : undefined),
    });
    expect(results).toMatchObject([{ outcome: 'not-verified' }]);
  });

  test('and lets failures pass that are fewer in a row than count', async () => {
    const { results, ended } = await run({
      waves: [{ names: ['a'], bake: 10 * minute }],
      wrong: (_, ms) => (ms % 30_000 === 0 ? undefined : 'a restart'),
    });
    expect(results).toMatchObject([{ outcome: 'succeeded' }]);
    expect(ended).toBe(10 * minute);
  });

  test('and goes on where onFailure is continue, for what is still well', async () => {
    const { results, ended } = await run({
      waves: [{ names: ['a', 'b'], bake: 10 * minute }],
      onFailure: 'continue',
      wrong: (id) => (id === 'a' ? 'status is 500' : undefined),
    });
    expect(results.map(({ outcome }) => outcome)).toEqual(['not-verified', 'succeeded']);
    expect(ended).toBe(10 * minute);
  });

  test('and says what it watches, or that it only waits', async () => {
    const wave = { names: ['a'], bake: minute };
    const watched = await run({ waves: [wave] });
    expect(watched.events).toContainEqual(
      expect.objectContaining({ kind: 'baking', watched: ['smoke'] }),
    );
    const blind = await run({ waves: [wave], checked: false });
    expect(blind.events).toContainEqual(expect.objectContaining({ kind: 'baking', watched: [] }));
    expect(blind.looks).toBe(0);
  });
});

test('what goes bad in the same look is told together, so that none of it counts as proven', async () => {
  const { results } = await run({
    waves: [{ names: ['a', 'b'] }, { names: ['c'], bake: 10 * minute }],
    wrong: (id) => (id === 'c' ? undefined : 'the database is gone'),
  });
  expect(results.map(({ outcome }) => outcome)).toEqual([
    'not-verified',
    'not-verified',
    'not-verified',
  ]);
  expect(results[2]?.reason).toBe('its bake was ended when a, b went bad');
});

test('what did not bake, since nothing new may start any more, is not proven', async () => {
  const { results, ended } = await run({
    waves: [{ names: ['a', 'b'], bake: 10 * minute, maxFailures: 0 }],
    failing: ['b'],
  });
  expect(ended).toBe(0);
  expect(results).toMatchObject([
    { outcome: 'not-verified', reason: 'nothing new may start, so it did not bake' },
    { outcome: 'failed' },
  ]);
});

test('a bake that ends since one of its destinations cannot be judged says which', async () => {
  const { results } = await run({
    waves: [{ names: ['a', 'b'], bake: 10 * minute }, { names: ['c'] }],
    unreadable: ['a'],
  });
  expect(results).toMatchObject([
    { outcome: 'not-verified', reason: 'no conclusion about orders-5xx' },
    { outcome: 'not-verified', reason: 'its bake was ended when a could not be judged' },
    { outcome: 'never-started' },
  ]);
});

test('a bake that ends since something else stands in the way says what', async () => {
  const blocked = new AbortController();
  const { results } = await run({
    waves: [{ names: ['a'], bake: 10 * minute }],
    blocked,
    wrong: () => {
      blocked.abort(new Error('another run has the lease'));
      return undefined;
    },
  });
  expect(results).toMatchObject([
    {
      outcome: 'not-verified',
      reason: 'its bake was ended early: another run has the lease',
    },
  ]);
});

test('whenever a service goes bad for good, its bake notices in time, and never before', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 19 * 60 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 60 }),
      async (badAfter, failures, interval) => {
        const bake = 20 * minute;
        const { results, ended } = await run({
          waves: [{ names: ['a'], bake }],
          failures,
          interval: interval * 1000,
          wrong: (_, ms) => (ms > badAfter * 1000 ? 'bad' : undefined),
        });
        const due = badAfter * 1000 + interval * 1000 * failures;
        expect(ended).toBeLessThanOrEqual(Math.min(bake, due));
        if (due < bake) expect(results).toMatchObject([{ outcome: 'not-verified' }]);
        if (results[0]?.outcome === 'not-verified') expect(ended).toBeGreaterThan(badAfter * 1000);
      },
    ),
  );
});

test('what tells nothing is not taken for bad, nor for well', async () => {
  const clock = aManualClock();
  const seen: Seen = { unknown: 'AccessDenied' };
  const watch: Watch = {
    kind: 'alarm',
    name: 'orders-5xx',
    interval: 10_000,
    failures: 1,
    unknowns: 2,
    onInconclusive: 'stop',
    dryRun: false,
    look: async () => seen,
  };
  const told = [];
  const { signal } = new AbortController();
  const watching = watchUntil(clock.now() + minute, new Map([['a', [watch]]]), { clock, signal });
  for await (const each of watching) told.push(...each);
  expect(told).toMatchObject([
    {
      destination: 'a',
      verdict: 'inconclusive',
      text: 'inconclusive: AccessDenied (2 times in a row, 20 s into the bake)',
      acts: true,
    },
  ]);
});
