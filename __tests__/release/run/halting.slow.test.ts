import { describe, expect, test } from '@jest/globals';
import { leaseKey } from '../../../src/release/object-keys.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';

const fails = { fail: { script: 'scripts/check_service.sh', exitCode: 1, log: '' } };
const regions = ['eu-west-1', 'us-east-1'];

function sideBySide(overrides: Parameters<typeof aDestination>[0] = {}) {
  const destinations = regions.map((region) =>
    aDestination({
      id: `retail/${region}`,
      region,
      bucket: `deploy-222222222222-${region}`,
      rollback: { auto: [] },
      ...overrides,
    }),
  );
  return anEnvironment({ waves: [aWave({ destinations })] });
}

describe('nothing new starts after a failure, also not where', () => {
  test('a destination waits for a deployment that is in its way', async () => {
    const environment = sideBySide();
    const [first] = environment.waves[0]?.destinations ?? [];
    const world = await openWorld({
      environment,
      outcomes: [
        {
          destination: ['*/eu-west-1'],
          version: ['*1.1-*'],
          event: 'ApplicationStart',
          then: { slow: 300_000 },
        },
        { destination: ['*/us-east-1'], event: 'ApplicationStop', then: fails },
      ],
    });
    const alone = anEnvironment({
      name: 'other',
      waves: [aWave({ destinations: first ? [first] : [] })],
    });
    const inTheWay = world.deploy({ environment: alone, version: '1.1', content: 'a' });
    const { results } = await world.deploy({ version: '1.2', content: 'b' });
    expect(results.get('retail/us-east-1')?.outcome).toBe('failed');
    expect(results.get('retail/eu-west-1')).toMatchObject({
      outcome: 'never-started',
      causes: [{ message: 'nothing new starts after retail/us-east-1' }],
    });
    expect((await inTheWay).exitCode).toBe(0);
  });
});

describe('an answer of CreateDeployment that was lost', () => {
  test('is not forgotten when looking for the deployment is denied', async () => {
    const world = await openWorld({ environment: anEnvironment(), leaps: true });
    const { results } = await world.deploy({
      onEvent: ({ kind }) => {
        if (kind !== 'creating') return;
        world.emulator.arm([
          { service: 'codedeploy', operation: ['CreateDeployment'], times: 1, then: 'lost' },
          {
            service: 'codedeploy',
            operation: ['GetDeploymentGroup', 'ListDeployments'],
            then: 'deny',
          },
        ]);
      },
    });
    expect(results.get('retail/eu-west-1')).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('could not find out'),
    });
  });
});

test('a deployment in the way that may not be stopped is this destination’s failure alone', async () => {
  const environment = sideBySide({ onBusy: 'stop' });
  const [first] = environment.waves[0]?.destinations ?? [];
  const world = await openWorld({
    environment,
    faults: [{ service: 'codedeploy', operation: ['StopDeployment'], then: 'deny' }],
    outcomes: [{ version: ['*1.1-*'], event: 'ApplicationStart', then: { slow: 200_000 } }],
  });
  const alone = anEnvironment({
    name: 'other',
    waves: [aWave({ destinations: first ? [first] : [] })],
  });
  const inTheWay = world.deploy({ environment: alone, version: '1.1', content: 'a' });
  const { results, exitCode } = await world.deploy({ version: '1.2', content: 'b' });
  expect(exitCode).toBe(1);
  expect(results.get('retail/eu-west-1')).toMatchObject({
    outcome: 'never-started',
    causes: [{ message: expect.stringContaining('could not be stopped') }],
  });
  expect(results.get('retail/us-east-1')?.outcome).toBe('succeeded');
  await inTheWay;
});

test('a lease that can no longer be renewed ends the starting of anything new', async () => {
  const key = leaseKey({ application: 'orders', name: 'production' });
  const environment = sideBySide();
  const destinations = environment.waves[0]?.destinations ?? [];
  const world = await openWorld({
    environment: anEnvironment({ waves: [aWave({ destinations, maxParallel: 1 })] }),
    outcomes: [
      { destination: ['*/eu-west-1'], event: 'ApplicationStart', then: { slow: 240_000 } },
    ],
  });
  const { results } = await world.deploy({
    onEvent: ({ kind }) => {
      if (kind === 'created')
        world.emulator.arm([{ service: 's3', operation: ['PutObject'], then: 'deny' }]);
    },
  });
  expect(world.puts(new RegExp(key))).toBeGreaterThan(0);
  // It succeeded, and its record cannot be written either.
  expect(results.get('retail/eu-west-1')).toMatchObject({
    outcome: 'not-verified',
    instances: { succeeded: 3 },
  });
  expect(results.get('retail/us-east-1')).toMatchObject({
    outcome: 'never-started',
    reason: expect.stringContaining('lease'),
  });
});

test('a renewal whose answer is lost, and seconds of outage after it, keeps neither the next wave from starting nor what failed from going back', async () => {
  const [first, second] = (sideBySide().waves[0]?.destinations ?? []).map((one) =>
    aWave({ name: one.region, destinations: [one] }),
  );
  const waves = first && second ? [first, second] : [];
  const environment = anEnvironment({ waves, onFailure: 'rollback' });
  const world = await openWorld({ environment, leaps: true });
  await world.deploy({ version: '1.213', content: 'before' });
  world.arm([
    {
      destination: ['*/eu-west-1'],
      version: ['*1.214*'],
      event: 'AfterInstall',
      then: { slow: 90_000 },
    },
    { destination: ['*/us-east-1'], version: ['*1.214*'], event: 'AfterInstall', then: fails },
  ]);
  const writes = { operation: ['PutObject'] };
  let isArmed = false;
  const { results } = await world.deploy({
    onEvent: ({ kind }) => {
      if (kind !== 'created' || isArmed) return;
      isArmed = true;
      world.emulator.arm([
        { service: 's3', ...writes, times: 1, then: 'lost' },
        { service: 's3', after: writes, to: 20, then: 'down' },
      ]);
    },
  });
  const back = { outcome: 'rolled-back', rollback: { by: 'fanout', status: 'succeeded' } };
  expect([...results.values()]).toMatchObject([back, back]);
});

test('a lease that is lost before a failure is no time to go back: another run may be at work', async () => {
  const world = await openWorld({
    environment: anEnvironment({
      onFailure: 'rollback',
      waves: [aWave({ destinations: sideBySide().waves[0]?.destinations ?? [] })],
    }),
    outcomes: [
      { destination: ['*/us-east-1'], event: 'BeforeInstall', then: { slow: 240_000 } },
      { destination: ['*/us-east-1'], event: 'ApplicationStart', then: fails },
    ],
  });
  const { exitCode, events } = await world.deploy({
    onEvent: ({ kind }) => {
      if (kind === 'created')
        world.emulator.arm([{ service: 's3', operation: ['PutObject'], then: 'deny' }]);
    },
  });
  expect(exitCode).toBe(1);
  expect(JSON.stringify(events)).toContain('lease');
  expect(JSON.stringify(events)).not.toContain('rolling back what this run touched');
});
