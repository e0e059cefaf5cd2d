import { expect, test } from '@jest/globals';
import { whatRuns } from '../../../src/report/what-runs.ts';
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
