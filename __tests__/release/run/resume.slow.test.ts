import { describe, expect, test } from '@jest/globals';
import { CancelledError } from '../../../src/release/cancel.ts';
import { aDestination, anEnvironment, aSmokeCheck, aWave } from '../makers.ts';
import { aGrid, idsOf, openWorld } from '../world.ts';

const fails = { fail: { script: 'scripts/check_service.sh', exitCode: 1, log: '' } };
const lateLists = {
  service: 'codedeploy' as const,
  operation: ['ListDeployments'],
  then: { late: 3_600_000 },
};

function one(overrides: Parameters<typeof aDestination>[0] = {}) {
  const destination = aDestination({ rollback: { auto: [] }, ...overrides });
  return anEnvironment({ waves: [aWave({ destinations: [destination] })] });
}

describe('the same version again', () => {
  test('is deployed nowhere a second time, and verified everywhere, though lists are late', async () => {
    const grid = aGrid();
    for (const destination of grid.waves[0]?.destinations ?? [])
      destination.verify.push(aSmokeCheck);
    const world = await openWorld({ environment: grid, faults: [lateLists] });
    const first = await world.deploy();
    const verified: string[] = [];
    const again = await world.deploy({
      repeated: true,
      verify: async ({ id }) => {
        verified.push(id);
        return [];
      },
    });
    expect(again.exitCode).toBe(0);
    expect(world.count('CreateDeployment')).toBe(6);
    expect(verified.toSorted()).toEqual(idsOf(grid).toSorted());
    for (const [id, result] of again.results)
      expect(result).toMatchObject({
        outcome: 'succeeded',
        reason: 'it already runs there',
        deploymentId: first.results.get(id)?.deploymentId,
        instances: { succeeded: 3 },
      });
  });

  test('goes on with what is under way', async () => {
    const environment = { ...one(), onCancel: 'leave' as const };
    const slow = { event: 'AfterInstall', instance: 1, then: { slow: 1_200_000 } } as const;
    const world = await openWorld({ environment, faults: [lateLists], outcomes: [slow] });
    const cancelled = new AbortController();
    const first = await world.deploy({
      signal: cancelled.signal,
      onEvent: ({ kind }) => {
        if (kind === 'status') cancelled.abort(new CancelledError('SIGTERM'));
      },
    });
    const { exitCode, results, events } = await world.deploy({ repeated: true });
    expect(exitCode).toBe(0);
    expect(events).toContainEqual(expect.objectContaining({ kind: 'created', adopted: true }));
    expect(results.get('retail/eu-west-1')?.deploymentId).toBe(
      first.results.get('retail/eu-west-1')?.deploymentId,
    );
    expect(world.count('CreateDeployment')).toBe(1);
  });

  test('is deployed again where another version was tried since', async () => {
    const world = await openWorld({ environment: one() });
    await world.deploy({ version: '1.213', content: 'before' });
    world.arm([{ version: ['*1.214*'], event: 'AfterInstall', then: fails }]);
    await world.deploy({ version: '1.214' });
    const { results } = await world.deploy({ version: '1.213', versionGiven: true });
    expect(results.get('retail/eu-west-1')).toMatchObject({ outcome: 'succeeded' });
    expect(results.get('retail/eu-west-1')?.reason).toBeUndefined();
    expect(world.count('CreateDeployment')).toBe(3);
  });

  test('is deployed again where it left failed instances behind', async () => {
    const world = await openWorld({
      environment: one(),
      outcomes: [{ instance: 3, event: 'AfterInstall', deployment: 1, then: fails }],
    });
    await world.deploy();
    const { results } = await world.deploy({ repeated: true });
    expect(results.get('retail/eu-west-1')).toMatchObject({ instances: { succeeded: 3 } });
    expect(world.count('CreateDeployment')).toBe(2);
  });

  test('leaves alone where it runs already when it fails elsewhere and is rolled back', async () => {
    const [first, second] = ['eu-west-1', 'us-east-1'].map((region) =>
      aDestination({
        id: `retail/${region}`,
        region,
        bucket: `deploy-222222222222-${region}`,
        rollback: { auto: [] },
      }),
    );
    if (!first || !second) throw new Error('two destinations');
    const both = anEnvironment({
      onFailure: 'rollback',
      waves: [aWave({ destinations: [first, second], maxParallel: 1 })],
    });
    const world = await openWorld({ environment: both });
    await world.deploy({ version: '1.213', content: 'before' });
    const narrow = anEnvironment({ waves: [aWave({ destinations: [first] })] });
    await world.deploy({ environment: narrow });
    world.arm([
      { destination: ['*/us-east-1'], version: ['*1.214*'], event: 'AfterInstall', then: fails },
    ]);
    const { results } = await world.deploy({ repeated: true });
    expect(results.get('retail/eu-west-1')).toMatchObject({
      outcome: 'succeeded',
      reason: 'it already runs there',
    });
    expect(results.get('retail/us-east-1')?.outcome).toBe('rolled-back');
    // Two before, one alone, one that failed, and one that went back.
    expect(world.count('CreateDeployment')).toBe(5);
  });
});
