import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../../src/config/destination.ts';
import type { Unstamped } from '../../../src/release/events.ts';
import type { Cause, Outcome } from '../../../src/release/outcome.ts';
import { runWaves, type WavePorts } from '../../../src/release/run/run-waves.ts';
import { aManualClock } from '../../aws/makers.ts';
import { aDestination, anEnvironment, aResult, aSmokeCheck, aWave } from '../makers.ts';

const notWell: Cause = {
  instances: [],
  of: 0,
  event: 'verification',
  script: 'smoke',
  message: 'queue is full',
};

type Plan = {
  /** Names of destinations by wave; the first letter tells what becomes of them: s, f, or k for skipped. */
  waves: { names: string[]; maxParallel?: number; maxFailures?: number; bake?: number }[];
  onFailure?: Environment['onFailure'];
  /** Destinations that are no longer well at the end of their bake. */
  unwell?: string[];
  ports?: Partial<WavePorts>;
};

const outcomes: { [letter: string]: Outcome } = { s: 'succeeded', f: 'failed', k: 'skipped' };

async function run({ waves, onFailure = 'stop', unwell = [], ports = {} }: Plan) {
  const events: Unstamped[] = [];
  const clock = aManualClock();
  let halts = 0;
  const environment = anEnvironment({
    onFailure,
    waves: waves.map(({ names, ...rest }, index) =>
      aWave({
        name: `wave-${index}`,
        destinations: names.map((id) => aDestination({ id, verify: [aSmokeCheck] })),
        ...rest,
      }),
    ),
  });
  const began = clock.now();
  const { results, halted } = await runWaves(environment, {
    deploy: async ({ id }) =>
      aResult({ destination: id, outcome: outcomes[id[0] ?? ''] ?? 'failed' }),
    watches: () => [],
    recheck: async ({ id }) => (unwell.includes(id) ? [notWell] : []),
    versionFor: () => '1.214',
    onHalt: () => {
      halts += 1;
    },
    clock,
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
    blocked: new AbortController().signal,
    ...ports,
  });
  const started = results.filter(({ outcome }) => outcome !== 'never-started');
  return {
    results,
    events,
    halted,
    halts,
    baked: clock.now() - began,
    started: started.map(({ destination }) => destination).join(' '),
  };
}

test('each destination is told as it ends, also one that never started', async () => {
  const { events } = await run({ waves: [{ names: ['f1', 's1'], maxParallel: 1 }] });
  const told = events.flatMap((event) =>
    event.kind === 'finished' ? [[event.destination, event.result.outcome]] : [],
  );
  expect(told).toEqual([
    ['f1', 'failed'],
    ['s1', 'never-started'],
  ]);
});

describe('after as many failures in a wave', () => {
  const names = ['s1', 'f1', 's2', 'f2', 's3'];
  const waves = (maxFailures: number) => [
    { names, maxParallel: 1, maxFailures },
    { names: ['s4'] },
  ];

  test.each([
    [0, 'stop', 's1 f1', 'nothing new starts after f1'],
    [1, 'stop', 's1 f1 s2 f2', 'nothing new starts after f1, f2'],
    [2, 'stop', 's1 f1 s2 f2 s3 s4', undefined],
    [0, 'rollback', 's1 f1', 'nothing new starts after f1'],
    [2, 'rollback', 's1 f1 s2 f2 s3 s4', undefined],
    [0, 'continue', 's1 f1 s2 f2 s3 s4', undefined],
  ] as const)(
    'maxFailures %i and onFailure: %s let start: %s',
    async (maxFailures, onFailure, expected, why) => {
      const { started, halted, halts } = await run({ waves: waves(maxFailures), onFailure });
      expect({ started, halted, halts }).toEqual({
        started: expected,
        halted: why,
        halts: why ? 1 : 0,
      });
    },
  );

  test('what has begun beside them goes on', async () => {
    const { started } = await run({ waves: [{ names: ['f1', 's1', 's2'], maxParallel: 2 }] });
    expect(started).toBe('f1 s1');
  });

  test('failures of an earlier wave are not held against a later one', async () => {
    const tolerant = { names: ['f1', 's1'], maxFailures: 1 };
    const { halted } = await run({ waves: [tolerant, { ...tolerant, names: ['f2', 's2'] }] });
    expect(halted).toBeUndefined();
  });
});

describe('a bake', () => {
  test('comes before the next wave, and what is still well stays as it is', async () => {
    const { results, events, baked } = await run({
      waves: [{ names: ['s1', 'k1'], bake: 600_000 }, { names: ['s2'] }],
    });
    expect(results.map(({ outcome }) => outcome)).toEqual(['succeeded', 'skipped', 'succeeded']);
    expect(baked).toBe(600_000);
    const kinds = events.map(({ kind }) => kind);
    expect(kinds.indexOf('baking')).toBeLessThan(kinds.lastIndexOf('wave-started'));
  });

  test('in which something goes bad is a failure of its wave', async () => {
    const { results, halted } = await run({
      waves: [{ names: ['s1', 's2'], bake: 600_000 }, { names: ['s3'] }],
      unwell: ['s2'],
    });
    expect(results).toMatchObject([
      { outcome: 'succeeded' },
      {
        outcome: 'not-verified',
        reason: 'it was no longer verified at the end of the bake',
        causes: [notWell],
        checks: [{ name: 'smoke', passed: false, message: 'queue is full' }],
      },
      { outcome: 'never-started' },
    ]);
    expect(halted).toBe('nothing new starts after s2');
  });

  test('adds to the failures that were borne before', async () => {
    const wave = { names: ['f1', 's1', 's2'], maxFailures: 1, bake: 600_000 };
    const well = await run({ waves: [wave, { names: ['s3'] }] });
    expect(well.halted).toBeUndefined();
    const unwell = await run({ waves: [wave, { names: ['s3'] }], unwell: ['s2'] });
    expect(unwell.halted).toBe('nothing new starts after f1, s2');
  });

  test.each([
    ['everything was skipped', ['k1'], 'stop'],
    ['everything has failed', ['f1'], 'continue'],
    ['nothing new is to start', ['s1', 'f1'], 'stop'],
  ] as const)('is left out where %s', async (_, names, onFailure) => {
    const { baked } = await run({ waves: [{ names: [...names], bake: 600_000 }], onFailure });
    expect(baked).toBe(0);
  });

  test('that is cut short proves nothing', async () => {
    const cancel = new AbortController();
    const { results } = await run({
      waves: [{ names: ['s1', 'k1'], bake: 600_000 }, { names: ['s2'] }],
      ports: {
        signal: cancel.signal,
        recheck: () => {
          cancel.abort(new Error('cancelled'));
          return new Promise(() => undefined);
        },
      },
    });
    expect(results).toMatchObject([
      { outcome: 'not-verified', reason: expect.stringContaining('before its bake had ended') },
      { outcome: 'skipped' },
      { outcome: 'never-started', reason: 'the run was cancelled' },
    ]);
  });
});

test('a lease that is lost stops what has not begun, for its own reason, and is no failure', async () => {
  const lost = new AbortController();
  const { results, halted, halts } = await run({
    waves: [{ names: ['s1', 's2'], maxParallel: 1 }],
    ports: {
      blocked: lost.signal,
      deploy: async ({ id }) => {
        lost.abort(new Error('the lease was taken over by github:1.1'));
        return aResult({ destination: id });
      },
    },
  });
  expect(results).toMatchObject([
    { outcome: 'succeeded' },
    { outcome: 'never-started', reason: 'the lease was taken over by github:1.1' },
  ]);
  expect({ halted, halts }).toEqual({ halted: undefined, halts: 0 });
});

test.each([
  ['at work', 0],
  ['asleep', 6 * 60_000],
])(
  'a wave that might not end before its window closes, since the machine was %s, does not begin, and is no failure',
  async (_, slept) => {
    const steady = aManualClock();
    let asleep = 0;
    const clock = { ...steady, wall: () => steady.now() + asleep };
    const freeze = {
      from: clock.now() + 20 * 60_000,
      to: clock.now() + 86_400_000,
      reason: 'sale',
    };
    const wave = (id: string) =>
      aWave({ name: id, destinations: [aDestination({ id, timeout: 15 * 60_000 })] });
    const environment = anEnvironment({
      waves: [wave('s1'), wave('s2')],
      schedule: { windows: [], freezes: [freeze] },
    });
    let halts = 0;
    const { results, halted } = await runWaves(environment, {
      deploy: async ({ id }) => {
        clock.pass(6 * 60_000 - slept);
        asleep = slept;
        return aResult({ destination: id });
      },
      recheck: async () => [],
      watches: () => [],
      versionFor: () => '1.214',
      onHalt: () => {
        halts += 1;
      },
      clock,
      emit: () => undefined,
      signal: new AbortController().signal,
      blocked: new AbortController().signal,
    });
    expect(results).toMatchObject([
      { outcome: 'succeeded' },
      { outcome: 'never-started', reason: expect.stringContaining('wave s2 may take 15m 00s') },
    ]);
    expect({ halted, halts }).toEqual({ halted: undefined, halts: 0 });
  },
);
