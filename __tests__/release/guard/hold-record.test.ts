import { describe, expect, test } from '@jest/globals';
import { RefusedError } from '../../../src/problem.ts';
import { readHold, writeHold } from '../../../src/release/guard/hold-record.ts';
import { holdEnvironment, unholdEnvironment } from '../../../src/release/guard/set-hold.ts';
import type { Hold } from '../../../src/release/hold.ts';
import { holdKey } from '../../../src/release/keys.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';

const destination = aDestination();
const environment = anEnvironment({ waves: [aWave({ destinations: [destination] })] });
const key = holdKey({ application: 'orders', name: 'production' });

async function aWorld() {
  const world = await openWorld({ environment, instances: 1 });
  const ports = { aws: world.aws(), clock: world.clock };
  return { world, ports, records: ports.aws.artifacts(destination) };
}

const alice = { reason: 'no changes until Monday', by: 'alice (local)' };
const bob = { reason: 'the database moves', by: 'bob (local)' };

describe('a hold', () => {
  test('refuses deployments, with who, when and why, until it is lifted', async () => {
    const { world, ports } = await aWorld();
    const { now } = await holdEnvironment(environment, alice, ports);
    const refusal = await world.deploy().catch((error) => error);
    expect(refusal).toBeInstanceOf(RefusedError);
    expect(refusal.problems).toEqual([
      {
        message: `production is held since ${now?.time} by alice (local): no changes until Monday`,
        hint: 'lift the hold with: fanout unhold production',
      },
    ]);
    expect(world.count('CreateDeployment')).toBe(0);
    expect(await unholdEnvironment(environment, bob, ports)).toEqual({ before: now });
    expect((await world.deploy()).exitCode).toBe(0);
  });

  test('is replaced by a later one, or stays where that is asked for', async () => {
    const { ports, records } = await aWorld();
    const { now: first } = await holdEnvironment(environment, alice, ports);
    expect(await holdEnvironment(environment, bob, ports, { keepEarlier: true })).toEqual({
      now: first,
      before: first,
    });
    const second = await holdEnvironment(environment, bob, ports);
    expect(second).toMatchObject({ now: bob, before: first });
    expect(await readHold(records, key)).toEqual(second.now);
  });

  test('is not there before the first, nor once it is lifted, but who lifted it is', async () => {
    const { ports, records } = await aWorld();
    expect(await readHold(records, key)).toBeUndefined();
    expect(await unholdEnvironment(environment, bob, ports)).toEqual({});
    expect(await records.readJson(key)).toBeUndefined();
    await holdEnvironment(environment, alice, ports);
    await unholdEnvironment(environment, bob, ports);
    expect(await readHold(records, key)).toBeUndefined();
    expect((await records.readJson(key))?.value).toMatchObject({ held: false, ...bob });
  });

  test('of two at the same time both are written', async () => {
    const { records } = await aWorld();
    const holds: Hold[] = ['a', 'b', 'c'].map((by) => ({ held: true, reason: by, by, time: by }));
    await Promise.all(holds.map((hold) => writeHold(records, key, hold)));
    expect(holds).toContainEqual(await readHold(records, key));
  });
});

test('a hold and a lease are kept where the configuration says', async () => {
  const recordsDestination = { ...destination, bucket: 'records', region: 'us-west-2' };
  const kept = { ...environment, recordsDestination };
  const world = await openWorld({ environment: kept, instances: 1 });
  await world.deploy();
  await holdEnvironment(kept, alice, { aws: world.aws(), clock: world.clock });
  const keys = world.emulator.s3
    .objects('records')
    .map((object) => object.key)
    .toSorted();
  expect(keys).toEqual(['orders/holds/production.json', 'orders/locks/production.json']);
  await expect(world.deploy({ version: '1.215' })).rejects.toThrow(/is held since/);
});

test.each([
  ['GetObject', 's3:GetObject was denied'],
  ['PutObject', 's3:PutObject was denied'],
])('where %s is denied, that is said', async (operation, message) => {
  const { world, ports } = await aWorld();
  world.emulator.arm([{ service: 's3', operation: [operation], then: 'deny' }]);
  const refusal = await holdEnvironment(environment, alice, ports).catch((error) => error);
  expect(refusal).toBeInstanceOf(RefusedError);
  expect(refusal.message).toContain(`retail/eu-west-1: ${message}`);
});
