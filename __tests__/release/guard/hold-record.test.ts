import { describe, expect, test } from '@jest/globals';
import { RefusedError } from '../../../src/problem.ts';
import { readKept, writeHold } from '../../../src/release/guard/hold-record.ts';
import { homesOf } from '../../../src/release/guard/homes.ts';
import { holdEnvironment, unholdEnvironment } from '../../../src/release/guard/set-hold.ts';
import type { Hold } from '../../../src/release/hold.ts';
import { holdKey } from '../../../src/release/object-keys.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';

async function readHold(...asked: Parameters<typeof readKept>) {
  return (await readKept(...asked)).holds[0]?.hold;
}

const destination = aDestination();
const environment = anEnvironment({ waves: [aWave({ destinations: [destination] })] });
const key = holdKey({ application: 'orders', name: 'production' });

async function aWorld() {
  const world = await openWorld({ environment, instances: 1 });
  const unread: string[] = [];
  const ports = {
    aws: world.aws(),
    clock: world.clock,
    unread: ({ bucket }: { bucket: string }) => void unread.push(bucket),
  };
  const homes = homesOf(environment, ports.aws);
  return { world, ports, homes, records: ports.aws.artifacts(destination) };
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
        code: 'held',
        message: `production has been held since ${now?.time} by alice (local): no changes until Monday`,
        hint: 'lift the hold with: fanout unhold production',
      },
    ]);
    expect(world.count('CreateDeployment')).toBe(0);
    expect(await unholdEnvironment(environment, bob, ports)).toEqual({ before: now });
    expect((await world.deploy()).exitCode).toBe(0);
  });

  test('is replaced by a later one, or stays where that is asked for', async () => {
    const { ports, homes } = await aWorld();
    const { now: first } = await holdEnvironment(environment, alice, ports);
    expect(await holdEnvironment(environment, bob, ports, { keepEarlier: true })).toEqual({
      now: first,
      before: first,
    });
    const second = await holdEnvironment(environment, bob, ports);
    expect(second).toMatchObject({ now: bob, before: first });
    expect(await readHold(homes, key, ports)).toEqual(second.now);
  });

  test('is not there before the first, nor once it is lifted, but who lifted it is', async () => {
    const { ports, homes, records } = await aWorld();
    expect(await readHold(homes, key, ports)).toBeUndefined();
    expect(await unholdEnvironment(environment, bob, ports)).toEqual({});
    expect(await records.readJson(key)).toBeUndefined();
    await holdEnvironment(environment, alice, ports);
    await unholdEnvironment(environment, bob, ports);
    expect(await readHold(homes, key, ports)).toBeUndefined();
    expect((await records.readJson(key))?.value).toMatchObject({ held: false, ...bob });
  });

  test('of two at the same time both are written', async () => {
    const { homes, ports } = await aWorld();
    const holds: Hold[] = ['a', 'b', 'c'].map((by) => ({ held: true, reason: by, by, time: by }));
    await Promise.all(holds.map((hold) => writeHold(homes.own, key, hold)));
    expect(holds).toContainEqual(await readHold(homes, key, ports));
  });
});

test('a hold and a lease are kept where the configuration says', async () => {
  const recordsDestination = { ...destination, bucket: 'records', region: 'us-west-2' };
  const kept = { ...environment, recordsDestination };
  const world = await openWorld({ environment: kept, instances: 1 });
  await world.deploy();
  const unread = () => undefined;
  await holdEnvironment(kept, alice, { aws: world.aws(), clock: world.clock, unread });
  const keys = world.emulator.s3
    .objects('records')
    .map((object) => object.key)
    .toSorted();
  expect(keys).toEqual(['orders/holds/production.json', 'orders/locks/production.json']);
  await expect(world.deploy({ version: '1.215' })).rejects.toThrow(/has been held since/);
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

describe('with another destination named first', () => {
  const ireland = aDestination();
  const virginia = aDestination({
    id: 'retail/us-east-1',
    region: 'us-east-1',
    bucket: 'virginia',
  });
  const named = (...destinations: ReturnType<typeof aDestination>[]) =>
    anEnvironment({ waves: [aWave({ destinations })] });

  async function aPair() {
    const world = await openWorld({
      environment: named(ireland, virginia),
      instances: 1,
      speed: 40,
    });
    const ports = { aws: world.aws(), clock: world.clock, unread: () => undefined };
    return { world, ports };
  }

  test('a hold still holds, and is lifted wherever it is', async () => {
    const { world, ports } = await aPair();
    await holdEnvironment(named(ireland, virginia), alice, ports);
    const turned = named(virginia, ireland);
    await expect(world.deploy({ environment: turned })).rejects.toThrow(/has been held since/);
    await holdEnvironment(turned, bob, ports);
    await unholdEnvironment(turned, bob, ports);
    expect(await readHold(homesOf(named(ireland), ports.aws), key, ports)).toBeUndefined();
    expect((await world.deploy({ environment: turned })).exitCode).toBe(0);
  });

  test('a lease still keeps others out', async () => {
    const { world, ports } = await aPair();
    const lease = { run: 'github:1.1', token: 'x', since: 'now', until: '2999-01-01T00:00:00Z' };
    const lock = 'orders/locks/production.json';
    await ports.aws.artifacts(ireland).writeJson(lock, lease, { ifNoneMatch: true });
    const waiting = {
      ...named(virginia, ireland),
      recordsDestination: { ...virginia, busyTimeout: 0 },
    };
    await expect(world.deploy({ environment: waiting })).rejects.toThrow(
      'run github:1.1 has been working on this environment since now',
    );
    expect(world.count('CreateDeployment')).toBe(0);
  });
});
