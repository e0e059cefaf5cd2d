import { expect, test } from '@jest/globals';
import type { Destination, Environment } from '../../../src/config/destination.ts';
import { ignoreAlarms } from '../../../src/config/ignore-alarms.ts';
import { select } from '../../../src/config/select.ts';
import { RefusedError, saidOf } from '../../../src/problem.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import { aDestination, anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';

const minute = 60_000;
const alarms = { names: ['orders-5xx'], ignorePollFailure: false };

function production(watched: Partial<Destination>, overrides: Partial<Environment> = {}) {
  const waves = ['eu-west-1', 'us-east-1'].map((region) =>
    aWave({
      name: region,
      bake: 10 * minute,
      destinations: [
        aDestination({
          id: `retail/${region}`,
          region,
          bucket: `deploy-222222222222-${region}`,
          ...watched,
        }),
      ],
    }),
  );
  return anEnvironment({ waves, ...overrides });
}

function wave(environment: Environment, name: string, ignored: string[] = []): Environment {
  const part = select(environment, { wave: name, only: [], except: [] });
  const watched = part.ok ? ignoreAlarms(part.environment, ignored) : part;
  if (!watched.ok) throw new Error(watched.problems.map(saidOf).join());
  return watched.environment;
}

async function refusal(run: Promise<unknown>): Promise<string> {
  const error = await run.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RefusedError);
  return (error as RefusedError).problems.map(saidOf).join('\n');
}

const notices = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.kind === 'notice' ? [saidOf(event.problem)] : []));

const asStep = { commit: '3fa85f64', origin: { pipeline: 'github:1', recipe: 'make' } };

test('an alarm of a wave before refuses a wave by itself, unless it is to be ignored', async () => {
  const environment = production({ alarms });
  const world = await openWorld({ environment, instances: 1, leaps: true });
  await world.deploy({ ...asStep, environment: wave(environment, 'eu-west-1') });
  const alarm = { destination: 'retail/eu-west-1', state: 'ALARM' as const };
  world.emulator.armWatched({ alarms: [alarm], metrics: [] });
  const second = wave(environment, 'us-east-1');
  expect(await refusal(world.deploy({ ...asStep, environment: second }))).toMatch(
    /^retail\/eu-west-1: alarm "orders-5xx" of retail\/eu-west-1, before anything was deployed: the alarm is on since/,
  );
  const ignoring = wave(environment, 'us-east-1', ['orders-5xx']);
  expect((await world.deploy({ ...asStep, environment: ignoring })).exitCode).toBe(0);
});

test.each(['stop', 'continue'] as const)(
  'an alarm of a wave before that goes on while a wave by itself bakes ends it, and what was proven there no longer is: onFailure %s',
  async (onFailure) => {
    const environment = production({ alarms }, { onFailure });
    const world = await openWorld({ environment, instances: 1, leaps: true });
    await world.deploy({ ...asStep, environment: wave(environment, 'eu-west-1') });
    const second = wave(environment, 'us-east-1');
    const { exitCode, results, events } = await world.deploy({
      ...asStep,
      environment: second,
      onEvent: ({ kind }) => {
        if (kind !== 'baking') return;
        const alarm = { destination: 'retail/eu-west-1', from: 60, state: 'ALARM' as const };
        world.emulator.armWatched({ alarms: [alarm], metrics: [] });
      },
    });
    expect(exitCode).toBe(1);
    const reason =
      onFailure === 'stop'
        ? 'its bake was ended when retail/eu-west-1 went bad'
        : 'retail/eu-west-1 went bad while it baked';
    expect([...results]).toEqual([
      ['retail/us-east-1', expect.objectContaining({ outcome: 'not-verified', reason })],
    ]);
    expect(notices(events).join('\n')).toMatch(
      /retail\/eu-west-1: 1\.214 went bad here while wave us-east-1 baked: orders-5xx: the alarm is on since/,
    );
    world.emulator.armWatched({ alarms: [], metrics: [] });
    expect(await refusal(world.deploy({ ...asStep, environment: second }))).toMatch(
      /^retail\/eu-west-1: it is in an earlier wave, and 1\.214 is not proven there: not verified in run local:2/,
    );
  },
);

test('checks of a wave before must hold before a wave by itself begins, and while it bakes', async () => {
  const environment = production({ verify: [aSmokeCheck] });
  const world = await openWorld({ environment, instances: 1, leaps: true });
  await world.deploy({ ...asStep, environment: wave(environment, 'eu-west-1') });
  const second = wave(environment, 'us-east-1');
  const bad = { instances: [], of: 0, script: 'smoke', message: 'status is 500' };
  const gone = world.deploy({
    ...asStep,
    environment: second,
    verify: async ({ region }) => (region === 'eu-west-1' ? [bad] : []),
  });
  expect(await refusal(gone)).toBe('retail/eu-west-1: 1.214 no longer passes smoke: status is 500');
  expect(world.count('CreateDeployment')).toBe(1);
  const { exitCode, events } = await world.deploy({
    ...asStep,
    environment: second,
    ask: async (_, { region }) =>
      region === 'eu-west-1' ? { problem: 'status is 503' } : undefined,
  });
  expect(exitCode).toBe(1);
  expect(notices(events).join('\n')).toMatch(
    /went bad here while wave us-east-1 baked: smoke: status is 503/,
  );
});

test('back again no wave before is watched', async () => {
  const environment = production({ alarms, verify: [aSmokeCheck] });
  const world = await openWorld({ environment, instances: 1, leaps: true });
  await world.deploy({ version: '1.213', content: 'a' });
  await world.deploy({ version: '1.214', content: 'b' });
  world.emulator.armWatched({ alarms: [{ state: 'ALARM' }], metrics: [] });
  const back = await world.rollBack({ environment: wave(environment, 'us-east-1') });
  expect(back.exitCode).toBe(0);
});

test('what is excepted of a wave before is not asked', async () => {
  const environment = production({ alarms });
  const world = await openWorld({ environment, instances: 1, leaps: true });
  const part = select(environment, { wave: 'us-east-1', only: [], except: ['*/eu-west-1'] });
  if (!part.ok) throw new Error('nothing is selected');
  const { exitCode } = await world.deploy({ environment: part.environment });
  expect(exitCode).toBe(0);
  const cloudwatch = world.emulator.calls.filter(({ service }) => service === 'cloudwatch');
  expect(new Set(cloudwatch.map(({ region }) => region))).toEqual(new Set(['us-east-1']));
});
