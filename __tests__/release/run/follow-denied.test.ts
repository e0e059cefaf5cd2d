import { expect, test } from '@jest/globals';
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
