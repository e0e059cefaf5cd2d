import { afterEach, describe, expect, test } from '@jest/globals';
import type { Check } from '../../src/config/destination.ts';
import type { Cause } from '../../src/release/outcome.ts';
import type { RunRecord } from '../../src/release/records.ts';
import { aDestination, anEnvironment, aWave } from './makers.ts';
import { aGrid, openWorld, type World, type WorldOptions } from './world.ts';

const worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});

async function aWorld(options: WorldOptions): Promise<World> {
  const world = await openWorld(options);
  worlds.push(world);
  return world;
}

const fails = { fail: { script: 'scripts/check_service.sh', exitCode: 1, log: '' } };
const aCheck: Check = {
  kind: 'command',
  name: 'smoke',
  command: ['true'],
  timeout: 1_000,
  interval: 100,
  consecutive: 1,
};
const notWell: Cause = { instances: [], of: 0, message: 'version is "1.213", expected "1.214"' };

/** Two destinations, one after the other; without automatic rollback unless told otherwise. */
function twoInARow(overrides: Parameters<typeof anEnvironment>[0] = {}, parallel = 1) {
  const destinations = ['eu-west-1', 'us-east-1'].map((region) =>
    aDestination({
      id: `retail/${region}`,
      region,
      bucket: `deploy-222222222222-${region}`,
      rollback: { auto: [] },
      verify: [aCheck],
    }),
  );
  return anEnvironment({ waves: [aWave({ destinations, maxParallel: parallel })], ...overrides });
}

describe('after a failure, onFailure: rollback', () => {
  test('brings back what succeeded, and what failed without CodeDeploy rolling it back', async () => {
    const world = await aWorld({ environment: twoInARow({ onFailure: 'rollback' }) });
    await world.deploy({ version: '1.213', content: 'before' });
    world.arm([
      { destination: ['*/us-east-1'], version: ['*1.214*'], event: 'AfterInstall', then: fails },
    ]);
    const { verdict, results } = await world.deploy({ version: '1.214' });
    expect(verdict).toBe('rolled-back');
    for (const id of ['retail/eu-west-1', 'retail/us-east-1'])
      expect(results.get(id)).toMatchObject({
        outcome: 'rolled-back',
        rollback: { by: 'fanout', version: '1.213', status: 'succeeded', complete: true },
      });
    expect(results.get('retail/us-east-1')?.causes).toMatchObject([
      { script: 'scripts/check_service.sh' },
    ]);
  });

  test('leaves alone what CodeDeploy has rolled back by itself', async () => {
    const grid = aGrid({ onFailure: 'rollback' });
    const world = await aWorld({ environment: grid });
    await world.deploy({ version: '1.213', content: 'before' });
    world.arm([
      {
        destination: ['retail/eu-west-1'],
        version: ['*1.214*'],
        event: 'AfterInstall',
        then: fails,
      },
    ]);
    const { results } = await world.deploy({ version: '1.214' });
    const by = [...results.values()].map(({ rollback }) => rollback?.by);
    expect(by).toEqual(['codedeploy', ...Array(5).fill('fanout')]);
    // Six before, six now, and five that went back; CodeDeploy's own rollback is none of ours.
    expect(world.count('CreateDeployment')).toBe(17);
  });

  test('says where nothing ran before that could be brought back', async () => {
    const world = await aWorld({
      environment: twoInARow({ onFailure: 'rollback' }),
      outcomes: [{ destination: ['*/us-east-1'], event: 'AfterInstall', then: fails }],
    });
    const { verdict, results } = await world.deploy();
    expect(verdict).toBe('failed');
    expect(results.get('retail/eu-west-1')).toMatchObject({
      outcome: 'failed',
      reason: 'cannot be rolled back: no revision in S3 ran there before',
    });
  });
});

test('stopRunning stops what is under way once something has failed', async () => {
  const world = await aWorld({ environment: twoInARow({ stopRunning: true }, 2) });
  await world.deploy({ version: '1.213', content: 'before' });
  world.arm([
    { destination: ['*/us-east-1'], event: 'ApplicationStop', then: fails },
    {
      destination: ['*/eu-west-1'],
      event: 'ApplicationStart',
      instance: 1,
      then: { slow: 120_000 },
    },
  ]);
  const { results, events } = await world.deploy({ version: '1.214' });
  expect(results.get('retail/us-east-1')?.outcome).toBe('failed');
  expect(results.get('retail/eu-west-1')).toMatchObject({
    outcome: 'rolled-back',
    reason: 'stopped because another destination failed',
    rollback: { by: 'codedeploy', version: '1.213' },
  });
  expect(events).toContainEqual(
    expect.objectContaining({ kind: 'stopping', destination: 'retail/eu-west-1' }),
  );
});

describe('verification', () => {
  test('that fails is the destination’s failure, and no further one starts', async () => {
    const world = await aWorld({ environment: twoInARow() });
    const { verdict, exitCode, results } = await world.deploy({ verify: async () => [notWell] });
    expect({ verdict, exitCode }).toEqual({ verdict: 'not-verified', exitCode: 1 });
    expect(results.get('retail/eu-west-1')).toMatchObject({
      outcome: 'not-verified',
      causes: [notWell],
    });
    expect(results.get('retail/us-east-1')?.outcome).toBe('never-started');
  });

  test('is made again at the end of a bake', async () => {
    const destination = aDestination({ verify: [aCheck] });
    const environment = anEnvironment({
      waves: [aWave({ destinations: [destination], bake: 60_000 })],
    });
    const world = await aWorld({ environment });
    let asked = 0;
    const { results } = await world.deploy({ verify: async () => (++asked > 1 ? [notWell] : []) });
    expect(results.get(destination.id)).toMatchObject({
      outcome: 'not-verified',
      reason: 'it was no longer verified at the end of the bake',
    });
  });
});

test('a run writes down what it did in every bucket, and what ran before', async () => {
  const environment = twoInARow();
  const world = await aWorld({ environment });
  await world.deploy({ version: '1.213', content: 'before' });
  await world.deploy({ version: '1.214' });
  for (const region of ['eu-west-1', 'us-east-1']) {
    const bucket = `deploy-222222222222-${region}`;
    const keys = world.emulator.s3.objects(bucket).map(({ key }) => key);
    const runs = keys
      .filter((key) => key.startsWith('orders/runs/production/'))
      .map((key) => JSON.parse(String(world.emulator.s3.read(bucket, key))) as RunRecord);
    const last = runs.find(({ run }) => run === 'local:2');
    expect(runs).toHaveLength(2);
    expect(last).toMatchObject({ verdict: 'succeeded', command: 'deploy' });
    const proven = { version: '1.214', outcome: 'succeeded', verified: true, before: '1.213' };
    expect(last?.destinations).toMatchObject([
      { destination: 'retail/eu-west-1', ...proven },
      { destination: 'retail/us-east-1', ...proven },
    ]);
  }
});
