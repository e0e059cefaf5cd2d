import { expect, test } from '@jest/globals';
import type { Wave } from '../../src/config/destination.ts';
import type { CallRecord } from '../../src/emulator/wire/call-log.ts';
import { type JobRole, statementsFor } from '../../src/policies/role-policy.ts';
import { openWorld } from '../release/world.ts';
import { aWorld, before, dev, failing, goThrough, look, retail, used } from './rehearsed.ts';

function usedOf(
  calls: readonly CallRecord[],
  role: JobRole,
  accountId: string,
  environment: string,
) {
  const scope = {
    partition: 'aws',
    accountId,
    owner: { application: 'orders' },
    environment,
    buckets: [`deploy-${accountId}-*`],
  };
  return used(calls, statementsFor(role, scope), accountId);
}

test('what deploys and goes back calls what the policy "deploy" has, all of it and no more', async () => {
  const world = await aWorld();
  await goThrough(world, (version, content, isBad) =>
    world.deploy({ version, content, ...failing(isBad) }),
  );
  await world.rollBack({ to: '1.2', reason: 'not well' });
  const { found, documented } = usedOf(world.emulator.calls, 'deploy', retail, 'production');
  expect(found).toEqual(documented);
});

test('where hosts are guarded, what deploys and looks calls what their policies have besides', async () => {
  const guardTag = 'fanout-production';
  const environment = {
    ...before,
    name: 'production',
    waves: before.waves.map((wave) => ({
      ...wave,
      destinations: wave.destinations.map((one) => ({ ...one, guardTag })),
    })),
  };
  const world = await openWorld({ environment, instances: 1 });
  for (const version of ['1.1', '1.2'])
    expect((await world.deploy({ version, content: version })).exitCode).toBe(0);
  const scope = {
    partition: 'aws',
    accountId: dev,
    owner: { application: 'orders' },
    environment: 'production',
    buckets: [`deploy-${dev}-*`],
  };
  const more = (role: JobRole) => {
    const bare = new Set(statementsFor(role, scope).map(({ Sid }) => Sid));
    return statementsFor(role, { ...scope, guardTag }).filter(({ Sid }) => !bare.has(Sid));
  };
  const { found, documented } = used(world.emulator.calls, more('deploy'), dev);
  expect(found.filter((one) => !one.startsWith('nothing'))).toEqual(documented);
  expect(more('read').map(({ Sid }) => Sid)).toEqual(['ReadTags']);
  expect(more('promote').map(({ Sid }) => Sid)).toEqual(['ReadTags', 'Admit']);
});

test('what is left ready, continued and stopped calls no more than that', async () => {
  const world = await aWorld();
  await world.deploy({ version: '1.1', content: 'small' });
  const someone = await world.someoneIn('retail/eu-west-1');
  await someone.makeBlueGreen({ terminationMinutes: 1, readyMinutes: 60 });
  const [wave] = world.environment.waves;
  const destinations = (wave?.destinations ?? []).map((one) => ({
    ...one,
    onReady: 'leave' as const,
  }));
  const environment = { ...world.environment, waves: [{ ...(wave as Wave), destinations }] };
  for (const [version, after] of [
    ['1.2', () => world.continue({ environment })],
    ['1.3', () => world.stop({ environment })],
  ] as const) {
    expect((await world.deploy({ environment, version, content: version })).verdict).toBe('ready');
    const from = world.emulator.calls.length;
    expect((await after()).exitCode).toBe(0);
    const calls = world.emulator.calls.slice(from);
    for (const role of ['deploy', 'promote'] as const) {
      const { found, documented } = usedOf(calls, role, retail, 'production');
      expect(found.filter((one) => !documented.includes(one))).toEqual([]);
      expect(found.join()).toContain(version === '1.2' ? 'ContinueDeployment' : 'StopDeployment');
    }
  }
});

test('what promotes calls what "promote" has in its own account, and what "read" has before it', async () => {
  const world = await aWorld();
  let reads: CallRecord[] = [];
  await goThrough(world, async (version, content, isBad) => {
    const there = JSON.stringify(
      (await world.deploy({ environment: before, version, content, allowOlder: true })).exitCode,
    );
    expect(there).toBe('0');
    const from = world.emulator.calls.length;
    try {
      return await world.promote({ version, ...failing(isBad) });
    } finally {
      reads = [...reads, ...world.emulator.calls.slice(from)];
    }
  });
  const { found, documented } = usedOf(world.emulator.calls, 'promote', retail, 'production');
  expect(found).toEqual(documented);
  const source = usedOf(reads, 'read', dev, 'test');
  expect(source.found.filter((one) => !source.documented.includes(one))).toEqual([]);
});

test('what looks calls what "read" has, all of it and no more; what builds calls nothing', async () => {
  const world = await aWorld();
  await world.deploy({ version: '1.1', content: 'small' });
  const log = 'not today';
  world.arm([
    { event: 'AfterInstall', then: { fail: { script: 'scripts/start.sh', exitCode: 1, log } } },
  ]);
  expect((await world.deploy({ version: '1.2', content: 'bad' })).exitCode).toBe(1);
  const { found, documented } = usedOf(await look(world), 'read', retail, 'production');
  expect(found).toEqual(documented);
  expect(usedOf([], 'build', retail, 'production')).toEqual({ found: [], documented: [] });
});
