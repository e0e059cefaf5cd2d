import { expect, test } from '@jest/globals';
import { atAnyTime } from '../../../src/config/destination.ts';
import { RefusedError, saidOf } from '../../../src/problem.ts';
import { planDeployment } from '../../../src/release/run/plan-run.ts';
import { anEnvironment, aWave } from '../makers.ts';
import { aGrid, openWorld } from '../world.ts';

const hour = 3_600_000;
const [one, other] = aGrid().waves[0]?.destinations ?? [];
const source = anEnvironment({ name: 'test', waves: [aWave({ destinations: one ? [one] : [] })] });
const production = anEnvironment({
  after: ['test'],
  soak: { test: 24 * hour },
  waves: [aWave({ destinations: other ? [other] : [] })],
});

async function refusal(run: Promise<unknown>): Promise<string> {
  const error = await run.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RefusedError);
  return (error as RefusedError).problems.map(saidOf).join('\n');
}

test('what must be proven for a day is refused before, by promote, deploy and plan, and promoted after it', async () => {
  const world = await openWorld({
    environment: production,
    before: [source],
    instances: 1,
    leaps: true,
  });
  await world.deploy({ environment: source, version: '1.213', content: 'a' });
  await world.clock.sleep(20 * hour);
  await world.deploy({ environment: source, version: '1.214', content: 'b' });
  await world.clock.sleep(5 * hour);

  const young =
    /^1\.214 is not proven in test: proven only since [\d-]+ [\d:]+ UTC, but it must be proven since [\d-]+ [\d:]+ at the latest \(retail\/eu-west-1\)$/;
  expect(await refusal(world.promote({ version: '1.214' }))).toMatch(young);
  expect(await refusal(world.deploy({ version: '1.214', content: 'b' }))).toMatch(young);
  const aws = world.aws();
  const plan = await planDeployment(
    {
      environment: production,
      version: '1.214',
      versionGiven: true,
      allowOlder: false,
      sources: [source],
    },
    { aws, clock: world.clock, signal: new AbortController().signal },
  );
  aws.close();
  expect(plan.inTheWay.map(saidOf)).toEqual([expect.stringMatching(young)]);

  // The newest that is proven for so long, and what is newer is told.
  const first = await world.promote();
  expect(first.results.get('retail/us-east-1')).toMatchObject({
    outcome: 'succeeded',
    version: '1.213',
  });
  expect((await world.promote({ version: '1.214', force: 'urgent' })).exitCode).toBe(0);

  await world.clock.sleep(20 * hour);
  expect((await world.promote({ version: '1.214' })).exitCode).toBe(0);
  expect(atAnyTime(production).soak).toBeUndefined();
});
