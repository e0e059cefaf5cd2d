import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../../src/config/destination.ts';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import type { RunEvent } from '../../../src/release/events.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld, type World } from '../world.ts';
import { rulesOf } from './cells.ts';

const minute = 60_000;
const [gone, well, later] = ['eu-west-1', 'us-east-1', 'ap-southeast-1'] as const;

function inRegion(region: string) {
  return aDestination({
    id: `retail/${region}`,
    region,
    bucket: `deploy-${region}`,
    timeout: 45 * minute,
    rollback: { auto: [] },
  });
}

function inTwoWaves(overrides: Partial<Environment>): Environment {
  const waves = [
    aWave({ name: 'first', destinations: [inRegion(gone), inRegion(well)] }),
    aWave({ name: 'rest', destinations: [inRegion(later)] }),
  ];
  return anEnvironment({ waves, ...overrides });
}

/** A region begins to hang once its deployment is created, until `until` tells of an event that it is back. */
async function playSilence(
  environment: Environment,
  until: (event: RunEvent) => boolean = () => false,
  more: Partial<Parameters<typeof openWorld>[0]> = {},
) {
  const world = await openWorld({ environment, instances: 1, leaps: true, ...more });
  const began = world.clock.now();
  const onEvent = (event: RunEvent) => {
    if (event.kind === 'created' && event.destination === `retail/${gone}`)
      world.emulator.arm(rulesOf('hangs', gone));
    if (until(event)) world.emulator.arm([]);
  };
  const ended = await world.deploy({ onEvent });
  return { ...ended, minutes: (world.clock.now() - began) / minute, world };
}

describe('a region that falls silent while it is followed', () => {
  test('is waited for three minutes while others answer, and the next wave does not start', async () => {
    const { exitCode, results, minutes } = await playSilence(inTwoWaves({ onFailure: 'stop' }));
    expect(exitCode).toBe(1);
    expect(results.get(`retail/${gone}`)).toMatchObject({ outcome: 'failed', isUnknown: true });
    expect(results.get(`retail/${gone}`)?.reason).toMatch(
      /^the outcome of the deployment is unknown: it could not be read since \d\d:\d\d:\d\d UTC$/,
    );
    expect(results.get(`retail/${well}`)?.outcome).toBe('succeeded');
    expect(results.get(`retail/${later}`)).toMatchObject({
      outcome: 'never-started',
      reason: `nothing new starts after retail/${gone}`,
    });
    expect(minutes).toBeLessThan(6);
  });

  test('keeps nothing from going on where failures are borne', async () => {
    const { exitCode, results } = await playSilence(inTwoWaves({ onFailure: 'continue' }));
    expect(exitCode).toBe(1);
    expect(results.get(`retail/${later}`)?.outcome).toBe('succeeded');
  });

  test('has its own outcome where it is back before the run ends', async () => {
    const isLast = (event: RunEvent) =>
      event.kind === 'finished' && event.destination === `retail/${later}`;
    const environment = inTwoWaves({ onFailure: 'continue' });
    const { exitCode, results, world } = await playSilence(environment, isLast);
    const result = results.get(`retail/${gone}`);
    expect(result).toMatchObject({ outcome: 'not-verified', instances: { succeeded: 1 } });
    expect(result).not.toHaveProperty('isUnknown');
    expect(exitCode).toBe(1);
    await expectNext(world, environment);
  });

  test('says what goes on where it is back and the deployment is still under way', async () => {
    const isLast = (event: RunEvent) =>
      event.kind === 'finished' && event.destination === `retail/${later}`;
    const environment = inTwoWaves({ onFailure: 'continue' });
    const slow = {
      destination: [`*/${gone}`],
      event: 'ApplicationStart',
      then: { slow: 40 * minute },
    };
    const { results } = await playSilence(environment, isLast, { outcomes: [slow] });
    const result = results.get(`retail/${gone}`);
    expect(result).toMatchObject({ outcome: 'failed', isUnknown: true });
    expect(result?.reason).toMatch(
      /could not be read since \S+ UTC; it was still InProgress when the run ended, and is no longer followed$/,
    );
  });

  test('names the deployment whose creation nobody answered, once it is back', async () => {
    const environment = inTwoWaves({ onFailure: 'continue' });
    const world = await openWorld({ environment, instances: 1, leaps: true });
    const lost: FaultRule = {
      service: 'codedeploy',
      region: [gone],
      operation: ['CreateDeployment'],
      then: 'lost',
    };
    const after = { operation: 'CreateDeployment' };
    const { exitCode, results } = await world.deploy({
      onEvent: (event) => {
        if (event.kind === 'wave-started')
          world.emulator.arm([lost, ...rulesOf('hangs', gone).map((rule) => ({ ...rule, after }))]);
        if (event.kind === 'finished' && event.destination === `retail/${later}`)
          world.emulator.arm([]);
      },
    });
    expect(exitCode).toBe(1);
    expect(results.get(`retail/${gone}`)).toMatchObject({
      outcome: 'not-verified',
      deploymentId: expect.stringMatching(/^d-/),
    });
  });

  test('is waited for until its time is over where no other region answers', async () => {
    const waves = [aWave({ destinations: [{ ...inRegion(gone), timeout: 10 * minute }] })];
    const { exitCode, results, minutes } = await playSilence(anEnvironment({ waves }));
    expect(exitCode).toBe(1);
    expect(results.get(`retail/${gone}`)).toMatchObject({ outcome: 'failed', isUnknown: true });
    expect(minutes).toBeGreaterThan(10);
    expect(minutes).toBeLessThan(20);
  });
});

/** The next run only verifies what runs already. */
async function expectNext(world: World, environment: Environment) {
  const { exitCode, results } = await world.deploy({ environment });
  expect(exitCode).toBe(0);
  expect(results.get(`retail/${gone}`)).toMatchObject({
    outcome: 'succeeded',
    reason: 'it already runs there',
  });
}
