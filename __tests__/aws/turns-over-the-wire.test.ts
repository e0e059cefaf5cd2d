import { expect, test } from '@jest/globals';
import { aDestination, anEnvironment, aWave } from '../release/makers.ts';
import { openWorld } from '../release/world.ts';

const ours = aDestination();
const ofAnotherRole = aDestination({
  id: 'retail/eu-west-1/api',
  deploymentGroup: 'api',
  role: { arn: 'arn:aws:iam::222222222222:role/codedeploy-api', sessionTags: false },
});
const elsewhere = aDestination({ id: 'retail/us-east-1', region: 'us-east-1', bucket: 'virginia' });

/** Calls of which one, in Ireland, was refused for its rate. */
async function throttled() {
  const destinations = [ours, ofAnotherRole, elsewhere];
  const environment = anEnvironment({ waves: [aWave({ destinations })] });
  const world = await openWorld({ environment, instances: 1, leaps: true });
  const aws = world.aws();
  world.emulator.arm([{ operation: ['GetDeploymentGroup'], times: 1, then: 'throttle' }]);
  await aws.codedeploy(ours).getGroup();
  /** Asks so often at once, and tells how many ms that took. */
  async function ask(destination: typeof ours, times = 10): Promise<number> {
    const began = world.clock.now();
    const calls = aws.codedeploy(destination);
    await Promise.all(Array.from({ length: times }, () => calls.getGroup()));
    return world.clock.now() - began;
  }
  return { world, aws, ask };
}

test('what was too much for one role of an account holds back the others, in that region alone', async () => {
  const { aws, ask } = await throttled();
  expect(await ask(elsewhere)).toBeLessThan(1_000);
  expect(await ask(ofAnotherRole)).toBeGreaterThan(2_000);
  aws.close();
});

test('what is tried again waits for its turn again', async () => {
  const { world, aws, ask } = await throttled();
  const times = 10;
  const paced = await ask(ours, times);
  const before = world.emulator.calls.length;
  world.emulator.arm([{ operation: ['GetDeploymentGroup'], times, then: { status: 500 } }]);
  const again = await ask(ours, times);
  expect(world.emulator.calls.length - before).toBe(2 * times);
  expect(again).toBeGreaterThan(1.5 * paced);
  aws.close();
});

test('a creation goes before reads that came first', async () => {
  const { world, aws, ask } = await throttled();
  const before = world.emulator.calls.length;
  const reading = ask(ours);
  const { application: applicationName, deploymentGroup: deploymentGroupName } = ours;
  // Of a revision that is not there: whether it is carried out is not the question.
  const creating = aws
    .codedeploy(ours)
    .create({ applicationName, deploymentGroupName })
    .catch(() => undefined);
  await Promise.all([reading, creating]);
  const asked = world.emulator.calls.slice(before).map(({ operation }) => operation);
  expect(asked.indexOf('CreateDeployment')).toBeLessThan(3);
  aws.close();
});
