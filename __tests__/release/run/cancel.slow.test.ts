import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../../src/config/destination.ts';
import type { OutcomeRule } from '../../../src/emulator/codedeploy/outcome-rule.ts';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import { CancelledError } from '../../../src/release/cancel.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import type { Cancellation } from '../../../src/release/verdict.ts';
import { aDestination, anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { aBundle, openWorld, type World, type WorldOptions } from '../world.ts';

const aWorld = (options: WorldOptions) => openWorld({ instances: 1, ...options });

const fails = { fail: { script: 'scripts/check_service.sh', exitCode: 1, log: '' } };
const service = 'codedeploy' as const;

function twoRegions(overrides: Partial<Environment> = {}, parallel = 2): Environment {
  const destinations = ['eu-west-1', 'us-east-1'].map((region) =>
    aDestination({
      id: `retail/${region}`,
      region,
      bucket: `deploy-222222222222-${region}`,
      rollback: { auto: [] },
      verify: [aSmokeCheck],
    }),
  );
  const wave = aWave({ destinations, maxParallel: parallel, bake: 60_000 });
  return anEnvironment({ waves: [wave], ...overrides });
}

type Cancel = () => void;

/** Runs until `cancel` is called, and tells what was stopped and how long that took by the emulator's clock. */
async function cancelled(
  world: World,
  {
    signal = 'SIGTERM',
    isAttended,
    ...hooks
  }: {
    signal?: Cancellation;
    isAttended?: boolean;
    onEvent?: (event: RunEvent, cancel: Cancel) => void;
    verify?: (cancel: Cancel) => Promise<never>;
    makeBundle?: (cancel: Cancel) => void;
  },
) {
  const controller = new AbortController();
  const { clock, emulator } = world;
  const from = emulator.calls.length;
  let at = 0;
  const cancel = () => {
    at ||= clock.now();
    controller.abort(new CancelledError(signal));
  };
  const { onEvent, verify, makeBundle } = hooks;
  const run = await world.deploy({
    signal: controller.signal,
    isAttended,
    ...(onEvent && { onEvent: (event: RunEvent) => onEvent(event, cancel) }),
    ...(verify && { verify: () => verify(cancel) }),
    ...(makeBundle && {
      makeBundle: async (path: string) => {
        makeBundle(cancel);
        return aBundle(path, 'hello');
      },
    }),
  });
  const calls = emulator.calls.slice(from);
  const stops = calls.filter(({ operation }) => operation === 'StopDeployment');
  return {
    ...run,
    created: calls.filter(
      ({ operation, status, fault }) =>
        operation === 'CreateDeployment' && (status === 200 || fault === 'lost'),
    ).length,
    stops: run.events.flatMap((event) =>
      event.kind === 'stopping'
        ? [{ destination: event.destination, rollback: event.rollback }]
        : [],
    ),
    stopped: stops.length,
    secondsToLastStop: Math.max(0, ...stops.map((stop) => stop.at - at)) / 1000,
    outcomes: [...run.results.values()].map(({ outcome }) => outcome),
  };
}

const on =
  (kind: RunEvent['kind']) =>
  (event: RunEvent, cancel: Cancel): void => {
    if (event.kind === kind) cancel();
  };

/** Some time after the first creation was announced, in the middle of its call. */
const duringCreation = (world: () => World) => (event: RunEvent, cancel: Cancel) => {
  if (event.kind === 'creating') void world().clock.sleep(1_500).then(cancel);
};

describe('cancelled before anything was created, a run stops nothing and says so:', () => {
  test.each<[string, Parameters<typeof cancelled>[1]]>([
    ['while it builds', { makeBundle: (cancel) => cancel() }],
    ['while it uploads', { onEvent: on('uploaded') }],
    ['when it is about to create', { onEvent: on('creating') }],
  ])('%s', async (_, hooks) => {
    const world = await aWorld({ environment: twoRegions() });
    const run = await cancelled(world, hooks);
    expect(run).toMatchObject({ verdict: 'cancelled', exitCode: 143, created: 0, stopped: 0 });
    expect(run.outcomes).toEqual(['never-started', 'never-started']);
  });
});

describe('within five seconds of being cancelled, what a run created is stopped:', () => {
  const slow: OutcomeRule = { event: 'AfterInstall', then: { slow: 600_000 } };
  test.each<[string, FaultRule[], (world: () => World) => (e: RunEvent, c: Cancel) => void]>([
    ['while it follows', [], () => on('status')],
    [
      'in the middle of a creation',
      [{ service, operation: ['CreateDeployment'], then: { slow: 3_000 } }],
      duringCreation,
    ],
    [
      'when the answer of a creation was lost',
      [{ service, operation: ['CreateDeployment'], times: 2, then: 'lost' }],
      duringCreation,
    ],
    [
      'though looks are throttled',
      [{ service, operation: ['BatchGetDeployments'], then: 'throttle' }],
      () => on('created'),
    ],
  ])('%s', async (_, faults, when) => {
    const speed = 4;
    const world = await aWorld({ environment: twoRegions(), faults, speed, outcomes: [slow] });
    const run = await cancelled(world, { onEvent: when(() => world), signal: 'SIGINT' });
    expect(run).toMatchObject({ verdict: 'cancelled', exitCode: 130 });
    expect(run.created).toBeGreaterThan(0);
    expect(run.stopped).toBe(run.created);
    expect(run.secondsToLastStop).toBeLessThan(5);
    expect(run.stops.every(({ rollback }) => rollback)).toBe(true);
    expect(run.events).toContainEqual(
      expect.objectContaining({
        kind: 'cancelling',
        signal: 'SIGINT',
        policy: 'stop-and-rollback',
      }),
    );
  });

  test.each([
    ['stop', 'stopped', 2],
    ['leave', 'failed', 0],
  ] as const)('onCancel: %s', async (onCancel, outcome, stopped) => {
    const world = await aWorld({ environment: twoRegions({ onCancel }), outcomes: [slow] });
    let seen = 0;
    const run = await cancelled(world, {
      onEvent: ({ kind }, cancel) => {
        if (kind === 'created' && ++seen === 2) cancel();
      },
    });
    expect(run).toMatchObject({ verdict: 'cancelled', stopped });
    expect(run.outcomes).toEqual([outcome, outcome]);
    expect(run.stops.some(({ rollback }) => rollback)).toBe(false);
  });
});

describe('where a person waits at a terminal', () => {
  const slow: OutcomeRule = { event: 'AfterInstall', then: { slow: 120_000 } };
  const followed = async (how: { signal: Cancellation; onCancel?: 'stop' }) => {
    const { onCancel, signal } = how;
    const environment = twoRegions({ ...(onCancel && { onCancel }) });
    const world = await aWorld({ environment });
    await world.deploy({ version: '1.213' });
    world.arm([slow]);
    const run = await cancelled(world, { isAttended: true, signal, onEvent: on('status') });
    const states = world
      .view()
      .flatMap(({ deployments }) => deployments.map(({ status }) => status));
    return { run, states };
  };

  test("Ctrl-C follows what it stops, and CodeDeploy's rollback of it, to their ends", async () => {
    const { run, states } = await followed({ signal: 'SIGINT' });
    expect(run).toMatchObject({ verdict: 'cancelled', exitCode: 130, stopped: 2 });
    expect(run.outcomes).toEqual(['rolled-back', 'rolled-back']);
    expect([...run.results.values()].flatMap(({ causes }) => causes)).toEqual([]);
    expect(states.filter((one) => one === 'InProgress' || one === 'Created')).toEqual([]);
  });

  test('without a rollback only the stop is followed', async () => {
    const { run } = await followed({ signal: 'SIGINT', onCancel: 'stop' });
    expect(run.outcomes).toEqual(['stopped', 'stopped']);
    expect(run.events).toContainEqual(
      expect.objectContaining({ kind: 'status', status: 'Stopped' }),
    );
  });

  test('a terminal that is closed is waited for by nobody', async () => {
    const { run } = await followed({ signal: 'SIGHUP' });
    expect(run.outcomes).toEqual(['stopped', 'stopped']);
    expect(run.events.map(({ kind }) => kind)).not.toContain('rolling-back');
  });
});

describe('cancelled after its deployments had succeeded, a run stops nothing and proves nothing:', () => {
  test('while it verifies, though a check never ends', async () => {
    const world = await aWorld({ environment: twoRegions({}, 1) });
    const run = await cancelled(world, {
      verify: (cancel) => {
        cancel();
        return new Promise<never>(() => undefined);
      },
    });
    expect(run).toMatchObject({ verdict: 'cancelled', created: 1, stopped: 0 });
    expect(run.outcomes).toEqual(['not-verified', 'never-started']);
  });

  test('while it bakes', async () => {
    const world = await aWorld({ environment: twoRegions() });
    const run = await cancelled(world, { onEvent: on('baking') });
    expect(run).toMatchObject({ verdict: 'cancelled', created: 2, stopped: 0 });
    expect(run.outcomes).toEqual(['not-verified', 'not-verified']);
  });
});

describe('cancelled while it rolls back,', () => {
  test.each([
    ['stop-and-rollback', 0, 'unknown', 'left under way'],
    ['stop', 1, 'stopped', 'fanout asked CodeDeploy to stop the deployment'],
  ] as const)(
    'onCancel: %s',
    async (onCancel, stopped, status, reason) => {
      const { waves, ...rest } = twoRegions({ onCancel, onFailure: 'rollback' }, 1);
      const environment = { ...rest, waves: waves.map((wave) => ({ ...wave, bake: 0 })) };
      const world = await aWorld({ environment, speed: 40 });
      await world.deploy({ version: '1.213', content: 'before' });
      world.arm([{ version: ['*1.214*'], event: 'AfterInstall', then: fails }]);
      const run = await cancelled(world, { onEvent: on('rolling-back') });
      expect(run).toMatchObject({ verdict: 'cancelled', created: 2, stopped });
      expect(run.secondsToLastStop).toBeLessThan(5);
      expect(run.results.get('retail/eu-west-1')).toMatchObject({
        outcome: 'failed',
        rollback: { by: 'fanout', version: '1.213', status, complete: false },
        reason: expect.stringContaining(reason),
      });
    },
    30_000,
  );
});

test('the same version again completes what a cancelled run began', async () => {
  const world = await aWorld({ environment: twoRegions({ onCancel: 'stop' }) });
  await cancelled(world, { onEvent: on('created') });
  const { exitCode } = await world.deploy({ repeated: true });
  expect(exitCode).toBe(0);
});
