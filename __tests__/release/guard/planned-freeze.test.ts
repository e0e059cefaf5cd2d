import { describe, expect, test } from '@jest/globals';
import { parseMoment } from '../../../src/config/moment.ts';
import { readKept, writeFreeze, writeHold } from '../../../src/release/guard/hold-record.ts';
import { homesOf } from '../../../src/release/guard/homes.ts';
import {
  freezeEnvironment,
  holdEnvironment,
  unholdEnvironment,
} from '../../../src/release/guard/set-hold.ts';
import { holdKey } from '../../../src/release/object-keys.ts';
import { planDeployment } from '../../../src/release/run/plan-run.ts';
import { readKeeping } from '../../../src/release/status/read-status.ts';
import fc from '../../fast-check.ts';
import { aDestination, anEnvironment, aWave } from '../makers.ts';
import { openWorld } from '../world.ts';

const hour = 3_600_000;
const regions = ['eu-west-1', 'us-east-1', 'ap-southeast-1'];
const destinations = regions.map((region) =>
  aDestination({
    id: `retail/${region}`,
    region,
    bucket: `deploy-${region}`,
    timeout: 45 * 60_000,
  }),
);
const environment = anEnvironment({ waves: [aWave({ destinations })] });
const key = holdKey({ application: 'orders', name: 'production' });
const alice = { reason: 'Christmas', by: 'alice (local)' };

async function aWorld() {
  const world = await openWorld({ environment, instances: 1, leaps: true });
  const ports = { aws: world.aws(), clock: world.clock, unread: () => undefined };
  const at = (hours: number) => new Date(world.clock.now() + hours * hour).toISOString();
  const plan = (from: number, until: number) =>
    freezeEnvironment(environment, { from: at(from), until: at(until), ...alice }, ports);
  return { world, ports, plan, homes: homesOf(environment, ports.aws) };
}

describe('a hold for a time', () => {
  test('refuses while it lasts, with why and until when, and is over by itself', async () => {
    const { world, plan } = await aWorld();
    await plan(-1, 2);
    await expect(world.deploy()).rejects.toThrow(
      /production is closed for deployments: frozen: Christmas \(set by alice \(local\)\); it opens at/,
    );
    expect(world.count('CreateDeployment')).toBe(0);
    await world.clock.sleep(3 * hour, new AbortController().signal);
    expect((await world.deploy()).exitCode).toBe(0);
  });

  test('keeps a wave from beginning that might not end before', async () => {
    const { world, plan } = await aWorld();
    await plan(0.5, 2);
    await expect(world.deploy()).rejects.toThrow(
      /wave .* may take 45m 00s, .* closed for deployments from/,
    );
    const later = await aWorld();
    await later.plan(5, 9);
    expect((await later.world.deploy()).exitCode).toBe(0);
  });

  test('never keeps a rollback', async () => {
    const { world, plan } = await aWorld();
    for (const version of ['1.1', '1.2'])
      expect((await world.deploy({ version, content: version })).exitCode).toBe(0);
    await plan(-1, 2);
    expect((await world.rollBack({ reason: 'bad' })).exitCode).toBe(0);
  });

  test('is told by status and plan, begun or not', async () => {
    const { world, ports, plan } = await aWorld();
    const { planned } = await plan(5, 9);
    const request = { environment, version: '1.1', versionGiven: false, allowOlder: false };
    expect((await readKeeping(environment, ports)).freezes).toEqual([planned]);
    const planPorts = { ...ports, signal: new AbortController().signal };
    const before = await planDeployment(request, planPorts);
    expect(before.inTheWay).toEqual([]);
    expect(before.notes.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('nothing may be deployed from'),
    );
    await world.clock.sleep(6 * hour, new AbortController().signal);
    const during = await planDeployment(request, planPorts);
    expect(during.inTheWay.map(({ code }) => code)).toContain('closed');
  });

  test('goes by the clock of the machine as it is now, though that was hours ahead when the run began', async () => {
    const { world, ports, plan, homes } = await aWorld();
    const { planned } = await plan(-1, 2);
    const { clock } = world;
    const corrected = {
      ...ports,
      clock: { ...clock, now: () => clock.now() + 5 * hour, wall: () => clock.now() },
    };
    expect((await readKept(homes, key, corrected)).freezes).toEqual([planned]);
    const request = { environment, version: '1.1', versionGiven: false, allowOlder: false };
    const { signal } = new AbortController();
    const { inTheWay } = await planDeployment(request, { ...corrected, signal });
    expect(inTheWay.map(({ code }) => code)).toContain('closed');
  });

  test('is believed from any bucket that answers, and one that was lifted while a bucket was gone stays lifted', async () => {
    const { world, ports, plan, homes } = await aWorld();
    const down = (region: string) =>
      world.emulator.arm([{ service: 's3', region, every: 1, skip: 0, then: 'cutOff' }] as never);
    down('ap-southeast-1');
    await plan(-1, 9);
    down('us-east-1');
    await expect(world.deploy()).rejects.toThrow();
    expect((await readKept(homes, key, ports)).freezes).toHaveLength(1);
    await unholdEnvironment(environment, alice, ports);
    world.emulator.arm([]);
    expect((await readKept(homes, key, ports)).freezes).toEqual([]);
    expect((await world.deploy()).exitCode).toBe(0);
  });

  test('stands beside a hold: neither takes the other away', async () => {
    const { ports, plan, homes } = await aWorld();
    await holdEnvironment(environment, alice, ports);
    const { planned } = await plan(5, 9);
    const { holds, freezes } = await readKept(homes, key, ports);
    expect([holds[0]?.hold.reason, freezes]).toEqual(['Christmas', [planned]]);
    expect(await unholdEnvironment(environment, alice, ports)).toMatchObject({ before: alice });
    expect((await readKept(homes, key, ports)).freezes).toEqual([planned]);
    await holdEnvironment(environment, alice, ports);
    await unholdEnvironment(environment, alice, ports);
    expect(await unholdEnvironment(environment, alice, ports)).toEqual({ lifted: [planned] });
    expect((await readKept(homes, key, ports)).freezes).toEqual([]);
  });

  test('of holds and freezes that are set at once none is lost', async () => {
    const { ports, homes } = await aWorld();
    const from = new Date(ports.clock.now()).toISOString();
    const until = new Date(ports.clock.now() + hour).toISOString();
    const all = ['a', 'b', 'c', 'd'].map((by) => ({ from, until, reason: by, by, time: by }));
    await Promise.all([
      ...all.map((one) => writeFreeze(homes.own, key, one, { now: ports.clock.now() })),
      writeHold(homes.own, key, { held: true, reason: 'x', by: 'x', time: 'x' }),
    ]);
    const { holds, freezes } = await readKept(homes, key, ports);
    expect(holds[0]?.hold.by).toBe('x');
    expect(freezes.map(({ by }) => by).toSorted()).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('a moment', () => {
  test.each([
    ['2026-12-20', '2026-12-20T00:00:00.000Z'],
    ['2026-12-20T18:00', '2026-12-20T18:00:00.000Z'],
    ['2026-12-20T18:00Z', '2026-12-20T18:00:00.000Z'],
    ['2026-12-20T18:00+01:00', '2026-12-20T17:00:00.000Z'],
    ['2026-07-01T09:00[Europe/London]', '2026-07-01T08:00:00.000Z'],
    ['2026-12-01T09:00[Europe/London]', '2026-12-01T09:00:00.000Z'],
    // Clocks go forward at one, and back at two.
    ['2026-03-29T01:30[Europe/London]', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T01:30[Europe/London]', '2026-10-25T00:30:00.000Z'],
    ['2026-12-20[Asia/Kolkata]', '2026-12-19T18:30:00.000Z'],
  ])('%s', (text, moment) => {
    expect(new Date(parseMoment(text) ?? 0).toISOString()).toBe(moment);
  });

  test.each([
    '',
    'Monday',
    '2026-13-01',
    '2026-02-30',
    '2026-12-20T25:00',
    '2026-12-20[Nowhere/At]',
    '2026-12-20T18:00+01:00[Europe/London]',
  ])('is not %j', (text) => expect(parseMoment(text)).toBeUndefined());

  test('what is no moment is never taken for one, and is told without a fault', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const moment = parseMoment(text);
        return moment === undefined || Number.isFinite(moment);
      }),
    );
  });
});
