import { expect, test } from '@jest/globals';
import { systemClock } from '../../../src/clock.ts';
import { preflight } from '../../../src/release/guard/preflight.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';

test.each([
  ['of one’s own, that groups of one account and region share, is asked for once', 'careful', 1],
  ['of AWS’s own is not asked for', 'CodeDeployDefault.HalfAtATime', 0],
])('a deployment configuration %s', async (_, deploymentConfig, times) => {
  const destinations = ['a', 'b', 'c'].map((name) =>
    aDestination({ id: `retail/eu-west-1/${name}`, deploymentGroup: name, deploymentConfig }),
  );
  const environment = anEnvironment({ waves: [aWave({ destinations })] });
  const world = await openWorld({ environment, instances: 1 });
  const aws = world.aws();
  expect((await preflight(destinations, aws, { clock: systemClock })).problems).toEqual([]);
  aws.close();
  expect([world.count('GetDeploymentGroup'), world.count('GetDeploymentConfig')]).toEqual([
    3,
    times,
  ]);
});
