import { expect, test } from '@jest/globals';
import { allDestinations, type Environment } from '../../../src/config/destination.ts';
import { anEnvironment, aWave } from '../makers.ts';
import { aGrid, openWorld } from '../world.ts';

/** What a run needed to know of its deployments, which take ApplicationStart so long, in ms. */
async function follow(environment: Environment, slow: number) {
  const world = await openWorld({ environment, leaps: true, instances: 2 });
  world.arm([{ event: 'ApplicationStart', then: { slow } }]);
  const { events, results } = await world.deploy();
  const [first] = allDestinations(environment);
  if (!first) throw new Error('there is no destination');
  const { deploymentId = '' } = results.get(first.id) ?? {};
  const looks = world.count('BatchGetDeployments') / results.size;
  const [info] = await world.aws().codedeploy(first).getDeployments([deploymentId]);
  const told = Math.max(...events.flatMap(({ kind, at }) => (kind === 'finished' ? [at] : [])));
  return { looks, late: told - Number(info?.completeTime) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

test('the first of six to end tells the others, so that the last is seen within two seconds on average, with no more looks', async () => {
  const six = aGrid();
  const [one] = allDestinations(six);
  const alone = anEnvironment({ waves: [aWave({ destinations: one ? [one] : [] })] });
  const lengths = [0, 3_400, 6_800, 10_200, 13_600, 17_000];
  const together = await Promise.all(lengths.map((slow) => follow(six, slow)));
  const apart = await Promise.all(lengths.map((slow) => follow(alone, slow)));
  const late = mean(together.map((run) => run.late));
  expect(late).toBeLessThan(2_000);
  expect(late).toBeLessThan(mean(apart.map((run) => run.late)) / 2);
  expect(mean(together.map(({ looks }) => looks))).toBeLessThanOrEqual(
    mean(apart.map(({ looks }) => looks)) + 0.5,
  );
});
