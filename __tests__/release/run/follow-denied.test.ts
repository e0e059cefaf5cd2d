import { expect, test } from '@jest/globals';
import { allDestinations } from '../../../src/config/destination.ts';
import { preflight } from '../../../src/release/guard/preflight.ts';
import { whatRuns } from '../../../src/report/running-versions.ts';
import { openWorld } from '../world.ts';

test('a role that cannot follow deployments is found before one is created', async () => {
  const world = await openWorld({ instances: 1, leaps: true });
  await world.deploy({ version: '1.213' });
  const created = world.count('CreateDeployment');
  world.emulator.arm([{ service: 'codedeploy', operation: ['BatchGetDeployments'], then: 'deny' }]);
  await expect(world.deploy({ version: '1.214', content: 'b' })).rejects.toThrow(
    'codedeploy:BatchGetDeployments was denied',
  );
  expect(world.count('CreateDeployment')).toBe(created);
});

test('where nothing was deployed before, what it cannot follow has an outcome that nobody knows', async () => {
  const world = await openWorld({ instances: 1, leaps: true });
  world.emulator.arm([{ service: 'codedeploy', operation: ['BatchGetDeployments'], then: 'deny' }]);
  const ran = await world.deploy({ version: '1.213' });
  const results = [...ran.results.values()];
  expect(ran.exitCode).toBe(1);
  expect(whatRuns(results)).toBe(`${results.length} with unknown outcome`);
  const [result] = results;
  expect(result?.causes[0]?.message).toContain('codedeploy:BatchGetDeployments was denied');
  expect(result?.causes[0]?.advice).toContain('codedeploy:BatchGetDeployments');
});

/** What a run said before it deployed anything. */
const saidBefore = (events: readonly { kind: string }[]) =>
  JSON.stringify(
    events.slice(
      0,
      events.findIndex(({ kind }) => kind === 'creating'),
    ),
  );

test('it is said before anything is deployed that this was not proven, once for each role', async () => {
  const world = await openWorld({ instances: 1, leaps: true });
  world.emulator.arm([{ service: 'codedeploy', operation: ['BatchGetDeployments'], then: 'deny' }]);
  const said = saidBefore((await world.deploy({ version: '1.213' })).events);
  expect(said.match(/whether orders's deployments can be followed: /g)).toHaveLength(2);
  expect(said).toContain('may deny to a working role too');
});

test('a role that is denied only what does not exist deploys for the first time', async () => {
  const world = await openWorld({ instances: 1, leaps: true });
  const denied = { service: 'codedeploy' as const, operation: ['BatchGetDeployments'], times: 1 };
  world.emulator.arm(
    ['222222222222', '333333333333'].map((one) => ({ ...denied, account: [one], then: 'deny' })),
  );
  const { exitCode, events } = await world.deploy({ version: '1.213' });
  expect([exitCode, saidBefore(events).includes('can be followed')]).toEqual([0, true]);
});

test('nothing is said where AWS answers, and nothing asked of a role that reads a deployment elsewhere', async () => {
  const world = await openWorld({ instances: 1 });
  const { events } = await world.deploy({ version: '1.213' });
  expect(JSON.stringify(events)).not.toContain('can be followed');
  await (await world.someoneIn('retail/us-east-1')).makeGroupAnew();
  const before = world.count('BatchGetDeployments');
  const aws = world.aws();
  await preflight(allDestinations(world.environment), aws, { clock: world.clock });
  aws.close();
  expect(world.count('BatchGetDeployments') - before).toBe(5);
});
