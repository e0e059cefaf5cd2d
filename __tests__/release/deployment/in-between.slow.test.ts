import { describe, expect, test } from '@jest/globals';
import { RefusedError } from '../../../src/problem.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld, type World } from '../world.ts';

const [first, second] = ['retail/eu-west-1', 'retail/us-east-1'] as const;
const check = {
  kind: 'command' as const,
  name: 'smoke',
  command: ['true'],
  timeout: 1_000,
  interval: 100,
  consecutive: 1,
  failures: 3,
};
const fails = { fail: { script: 'scripts/check_service.sh', exitCode: 1, log: '' } };

/** Two destinations, one after the other. */
async function aWorld(): Promise<World> {
  const destinations = [first, second].map((id) =>
    aDestination({
      id,
      region: id.split('/')[1] ?? '',
      bucket: bucketOf(id),
      rollback: { auto: [] },
      verify: [check],
    }),
  );
  const waves = destinations.map((one) => aWave({ name: one.region, destinations: [one] }));
  return openWorld({
    environment: anEnvironment({ waves, onFailure: 'rollback' }),
    instances: 1,
  });
}

function bucketOf(id: string): string {
  return `deploy-222222222222-${id.split('/')[1]}`;
}

function keyOf(world: World, version: string, id: string): string {
  const objects = world.emulator.s3.objects(bucketOf(id));
  return objects.find(({ key }) => key.startsWith(`orders/${version}-`))?.key ?? '';
}

function outcomes({ results }: Awaited<ReturnType<World['deploy']>>): string[] {
  return [...results.values()].map(({ outcome }) => outcome);
}

const v1 = { version: '1.1', content: '1.1' };
const v2 = { version: '1.2', content: '1.2' };

describe('a key that somebody has overwritten', () => {
  test('is neither overwritten nor deployed by the next run of its version', async () => {
    const world = await aWorld();
    await world.deploy(v1);
    await (await world.someoneIn(second)).overwrite(keyOf(world, '1.1', second), 'other bytes');
    const before = world.count('CreateDeployment');
    const refusal = await world.deploy({ ...v1, repeated: true }).catch((error) => error);
    expect(refusal).toBeInstanceOf(RefusedError);
    expect(refusal.message).toContain(bucketOf(second));
    expect(world.count('CreateDeployment')).toBe(before);
    const bytes = world.emulator.s3.read(bucketOf(second), keyOf(world, '1.1', second));
    expect(String(bytes)).toBe('other bytes');
  });

  test('while the run is under way is refused by the instances, and what was before comes back', async () => {
    const world = await aWorld();
    await world.deploy(v1);
    const someone = await world.someoneIn(second);
    const result = await world.deploy({
      ...v2,
      verify: async ({ id }) => {
        if (id === first) await someone.overwrite(keyOf(world, '1.2', second), 'other bytes');
        return [];
      },
    });
    expect(outcomes(result)).toEqual(['rolled-back', 'rolled-back']);
    expect(result.results.get(second)).toMatchObject({
      causes: [{ event: 'DownloadBundle', message: expect.stringMatching(/etag/i) }],
      rollback: { version: '1.1' },
    });
  });
});

describe('a deployment group that was recreated', () => {
  test('gets the same version again, which runs there no more', async () => {
    const world = await aWorld();
    await world.deploy(v1);
    await (await world.someoneIn(second)).makeGroupAnew();
    const before = world.count('CreateDeployment');
    const result = await world.deploy({ ...v1, repeated: true });
    expect(outcomes(result)).toEqual(['succeeded', 'succeeded']);
    expect(result.results.get(first)?.reason).toBe('it already runs there');
    expect(world.count('CreateDeployment')).toBe(before + 1);
  });

  test('has nothing to go back to, which is said', async () => {
    const world = await aWorld();
    await world.deploy(v1);
    await (await world.someoneIn(second)).makeGroupAnew();
    // The emulator knows it by its own name now.
    const anew = ['222222222222/us-east-1/orders-production'];
    world.arm([{ destination: anew, event: 'AfterInstall', then: fails }]);
    const result = await world.deploy(v2);
    expect(outcomes(result)).toEqual(['rolled-back', 'failed']);
    expect(result.results.get(second)?.reason).toBe(
      'cannot be rolled back: no revision in S3 ran there before',
    );
  });
});

describe('a deployment from the console in between', () => {
  test('does not pass for the release, which is deployed again', async () => {
    const world = await aWorld();
    await world.deploy(v1);
    const someone = await world.someoneIn(first);
    await someone.copy(keyOf(world, '1.1', first), 'by-hand.zip');
    await someone.deploy('by-hand.zip');
    const before = world.count('CreateDeployment');
    const result = await world.deploy({ ...v1, repeated: true });
    expect(outcomes(result)).toEqual(['succeeded', 'succeeded']);
    expect(world.count('CreateDeployment')).toBe(before + 1);
  });

  test('comes back where the run after it fails', async () => {
    const world = await aWorld();
    await world.deploy(v1);
    const someone = await world.someoneIn(first);
    await someone.copy(keyOf(world, '1.1', first), 'by-hand.zip');
    await someone.deploy('by-hand.zip');
    world.arm([
      { destination: [second], version: ['*/1.2-*'], event: 'AfterInstall', then: fails },
    ]);
    const result = await world.deploy(v2);
    expect(outcomes(result)).toEqual(['rolled-back', 'rolled-back']);
    const back = result.results.get(first)?.rollback;
    expect(back).toMatchObject({ by: 'fanout', status: 'succeeded', complete: true });
    const info = await someone.infoOf(back?.deploymentId);
    expect(info?.revision?.s3Location?.key).toBe('by-hand.zip');
  });
});
