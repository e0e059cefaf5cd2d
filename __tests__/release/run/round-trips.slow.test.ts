import { expect, test } from '@jest/globals';
import { seededRandom } from '../../../src/random.ts';
import { openWorld } from '../world.ts';

/** Every request takes as long as every other: what is sent on an answer arrives one trip later. */
const evenly = { ...seededRandom(1), next: () => 0.5 };
const trip = 60;

async function callsBeforeCreation() {
  const world = await openWorld({ leaps: true, random: evenly });
  await world.deploy({ version: '1.213' });
  const before = world.emulator.calls.length;
  const began = world.clock.now();
  await world.deploy();
  const calls = world.emulator.calls.slice(before);
  const first = calls.findIndex(({ operation }) => operation === 'CreateDeployment');
  return { calls: calls.slice(0, first), ms: (calls[first]?.at ?? 0) - began };
}

test('a small bundle is on its way to six destinations after at most 10 calls in a row', async () => {
  const { ms } = await callsBeforeCreation();
  expect(Math.ceil(ms / trip)).toBeLessThanOrEqual(10);
});

test('each group is asked for twice before its deployment is created: before the lease, and under it', async () => {
  const { calls } = await callsBeforeCreation();
  const asked = calls.filter(({ operation }) => operation === 'GetDeploymentGroup');
  expect(asked).toHaveLength(2 * 6);
});

test.each([
  ['once where nothing is built after looking for the release', true, 1],
  ['anew after a build, over which no credentials are held', false, 2],
])('each role is assumed %s', async (_, buildsNothing, times) => {
  const world = await openWorld({ leaps: true, random: evenly });
  await world.deploy({ versionGiven: true, buildsNothing });
  expect(world.count('AssumeRole')).toBe(2 * times);
});
