import { expect, test } from '@jest/globals';
import { seededRandom } from '../../../src/random.ts';
import { openWorld } from '../world.ts';

/** Every request takes as long as every other: what follows another on its answer arrives one trip later. */
const evenly = { ...seededRandom(1), next: () => 0.5 };

test('what calls there are before the first', async () => {
  const world = await openWorld({ leaps: true, random: evenly });
  await world.deploy({ version: '1.213' });
  const before = world.emulator.calls.length;
  const began = world.clock.now();
  await world.deploy();
  const calls = world.emulator.calls.slice(before);
  const first = calls.findIndex(({ operation }) => operation === 'CreateDeployment');
  for (const c of calls.slice(0, first + 1)) console.log(((c.at - began) / 60).toFixed(2), c.operation, c.about);
  expect(first).toBe(0);
});
