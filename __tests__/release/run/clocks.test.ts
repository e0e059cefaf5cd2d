import { describe, expect, test } from '@jest/globals';
import { defined } from '../../../src/defined.ts';
import type { RunRecord } from '../../../src/release/records/run-records.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';

const minute = 60_000;
const destination = aDestination();
const environment = anEnvironment({ waves: [aWave({ destinations: [destination] })] });
const id = destination.id;

/** Three releases one after the other, by machines whose clocks would put the second one first. */
async function aPast(skew: number, before?: typeof environment) {
  const world = await openWorld({
    environment,
    instances: 1,
    leaps: true,
    ...(before && { before: [before] }),
  });
  const on = defined({ environment: before });
  await world.deploy({ ...on, version: '1.1' });
  await world.deploy({ ...on, version: '1.2', skew });
  return world;
}

describe.each([-4, -20])('a machine whose clock is %i minutes off', (minutes) => {
  test('does not have a rollback go to the wrong release', async () => {
    const world = await aPast(minutes * minute);
    await world.deploy({ version: '1.3' });
    const { results } = await world.rollBack({ skew: -minutes * minute });
    expect(results.get(id)).toMatchObject({ outcome: 'succeeded', version: '1.2' });
  });

  test('does not have the wrong release promoted', async () => {
    const group = { ...destination, deploymentGroup: 'orders-test' };
    const waves = [aWave({ destinations: [group] })];
    const world = await aPast(minutes * minute, anEnvironment({ name: 'test', waves }));
    const { results } = await world.promote({ skew: minutes * minute });
    expect(results.get(id)).toMatchObject({ outcome: 'succeeded', version: '1.2' });
  });
});

test('a run’s time is S3’s when it took its lease, in the key of its record and in it', async () => {
  const world = await openWorld({ environment, instances: 1 });
  const began = world.clock.now();
  let taken = '';
  await world.deploy({
    skew: 3_600_000,
    onEvent: (event) => {
      if (event.kind === 'leased') taken = event.taken;
    },
  });
  const keys = world.emulator.s3.objects(destination.bucket).map(({ key }) => key);
  const key = keys.find((one) => one.includes('/runs/')) ?? '';
  const record = JSON.parse(String(world.emulator.s3.read(destination.bucket, key))) as RunRecord;
  const at = Date.parse(record.started);
  expect(record.started).toBe(taken);
  expect(key).toContain(`/${taken.replace(/[-:]|\.\d+/g, '')}-`);
  expect(at).toBeGreaterThanOrEqual(began - 1_000);
  expect(at).toBeLessThan(world.clock.now());
  expect(Date.parse(record.ended)).toBeLessThan(world.clock.now() + 1_000);
});
