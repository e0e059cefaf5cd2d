import { expect, test } from '@jest/globals';
import type { FaultRule } from '../../../src/emulator/scenario/fault-definition.ts';
import { openWorld } from '../world.ts';

const denied = (...operation: string[]) => [
  { service: 'codedeploy', operation, then: 'deny' } as FaultRule,
];

test('a role that has GetDeployment, and not BatchGetDeployments, follows all the same', async () => {
  const world = await openWorld({ instances: 1, leaps: true });
  world.emulator.arm(denied('BatchGetDeployments'));
  expect(await world.deploy({ version: '1.213' })).toMatchObject({ verdict: 'succeeded' });
  expect(await world.deploy({ version: '1.214', content: 'b' })).toMatchObject({ exitCode: 0 });
});

test('a role that has neither is found before anything is deployed', async () => {
  const world = await openWorld({ instances: 1, leaps: true });
  await world.deploy({ version: '1.213' });
  const created = world.count('CreateDeployment');
  world.emulator.arm(denied('BatchGetDeployments', 'GetDeployment'));
  await expect(world.deploy({ version: '1.214', content: 'b' })).rejects.toThrow(
    'codedeploy:BatchGetDeployments was denied',
  );
  expect(world.count('CreateDeployment')).toBe(created);
});
