import { expect, test } from '@jest/globals';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';

const regions = ['eu-west-1', 'us-east-1'];
const production = (guardTag?: string) =>
  anEnvironment({
    waves: [
      aWave({
        destinations: regions.map((region) =>
          aDestination({
            id: `retail/${region}`,
            region,
            bucket: `deploy-222222222222-${region}`,
            ...(guardTag !== undefined && { guardTag }),
          }),
        ),
      }),
    ],
  });
const guarded = production('fanout-production');

/** S3 in one region takes no tags. */
const noTags: FaultRule = {
  service: 's3',
  operation: ['PutObjectTagging'],
  region: ['us-east-1'],
  then: 'deny',
};

test('a release that cannot be tagged in one region is deployed in none, and that region is named', async () => {
  const world = await openWorld({ environment: guarded, instances: 1, leaps: true });
  world.emulator.arm([noTags]);
  const deploying = world.deploy();
  await expect(deploying).rejects.toMatchObject({
    problems: [
      {
        destination: 'retail/us-east-1',
        message: expect.stringMatching(
          /^s3:\/\/deploy-222222222222-us-east-1\/orders\/1\.214-.* cannot be tagged fanout-production, and without that tag no host may read it: s3:PutObjectTagging was denied/,
        ),
      },
    ],
  });
  expect(world.count('CreateDeployment')).toBe(0);
});

test('a rollback leaves out the region that takes no tag, and brings the others back', async () => {
  const world = await openWorld({ environment: production(), instances: 1, leaps: true });
  await world.deploy({ version: '1.213', content: 'a' });
  await world.deploy({ version: '1.214', content: 'b' });
  world.emulator.arm([noTags]);
  const created = world.count('CreateDeployment');
  const { results, exitCode } = await world.rollBack({ environment: guarded });
  expect(exitCode).toBe(1);
  expect(results.get('retail/eu-west-1')).toMatchObject({ outcome: 'succeeded', version: '1.213' });
  expect(results.get('retail/us-east-1')).toMatchObject({
    outcome: 'never-started',
    reason: expect.stringMatching(/^cannot go back: s3:\/\/.* cannot be tagged fanout-production/),
  });
  expect(world.count('CreateDeployment')).toBe(created + 1);
});

test('a rollback that may be tagged nowhere is refused', async () => {
  const world = await openWorld({ environment: production(), instances: 1, leaps: true });
  await world.deploy({ version: '1.213', content: 'a' });
  await world.deploy({ version: '1.214', content: 'b' });
  world.emulator.arm([{ ...noTags, region: regions }]);
  await expect(world.rollBack({ environment: guarded })).rejects.toMatchObject({
    problems: regions.map((region) => ({ destination: `retail/${region}` })),
  });
});
