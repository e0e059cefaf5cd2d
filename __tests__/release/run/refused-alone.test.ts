import { expect, test } from '@jest/globals';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';

const environment = anEnvironment({
  waves: [
    aWave({
      destinations: ['eu-west-1', 'us-east-1'].map((region) =>
        aDestination({
          id: `retail/${region}`,
          region,
          bucket: `deploy-222222222222-${region}`,
        }),
      ),
    }),
  ],
});

test.each([
  ['codedeploy', 'GetDeploymentGroup'],
  ['s3', 'HeadBucket'],
] as const)(
  'a region where %s:%s is denied is left out of a rollback, and nothing is created there',
  async (service, operation) => {
    const world = await openWorld({ environment, instances: 1, leaps: true });
    await world.deploy({ version: '1.213', content: 'a' });
    await world.deploy({ version: '1.214', content: 'b' });
    world.emulator.arm([
      {
        service,
        operation: [operation],
        region: ['us-east-1'],
        then: 'deny',
      },
    ]);
    const from = world.emulator.calls.length;
    const { results, exitCode } = await world.rollBack();
    expect(exitCode).toBe(1);
    expect(results.get('retail/eu-west-1')).toMatchObject({
      outcome: 'succeeded',
      version: '1.213',
    });
    expect(results.get('retail/us-east-1')).toMatchObject({
      outcome: 'never-started',
      reason: expect.stringContaining(`${service}:${operation} was denied`),
    });
    const created = world.emulator.calls
      .slice(from)
      .filter(({ operation }) => operation === 'CreateDeployment');
    expect(created.map(({ region }) => region)).toEqual(['eu-west-1']);
  },
);
