import { expect, test } from '@jest/globals';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';

const regions = ['eu-west-1', 'us-east-1', 'ap-southeast-1', 'eu-central-1', 'us-west-2'];

/** Calls of a run to so many accounts in five regions each, for each destination. */
async function callsEach(accounts: number): Promise<number> {
  const destinations = Array.from({ length: accounts }, (_, index) => ({
    name: `a${index}`,
    id: `${111111111111 + index}`,
  })).flatMap((account) =>
    regions.map((region) =>
      aDestination({
        id: `${account.name}/${region}`,
        account,
        region,
        role: { arn: `arn:aws:iam::${account.id}:role/codedeploy-fanout`, sessionTags: false },
        bucket: `deploy-${account.id}-${region}`,
        bucketOwner: account.id,
        deploymentConfig: 'CodeDeployDefault.AllAtOnce',
      }),
    ),
  );
  const waves = [aWave({ destinations, maxParallel: destinations.length })];
  const world = await openWorld({
    environment: anEnvironment({ waves }),
    instances: 2,
    leaps: true,
  });
  const { exitCode } = await world.deploy({ versionGiven: true });
  expect(exitCode).toBe(0);
  return world.emulator.calls.length / destinations.length;
}

test('a destination whose deployment takes twelve seconds costs 21 calls at most, however many there are', async () => {
  const [few, many] = [await callsEach(2), await callsEach(12)];
  console.log(`${few.toFixed(1)} calls each of 10 destinations, ${many.toFixed(1)} of 60`);
  expect(many).toBeLessThanOrEqual(21);
  expect(many / few).toBeLessThan(1.05);
});
