import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { flatten, unflatten } from '../../../src/emulator/codedeploy/graph.ts';
import { UsageError } from '../../../src/problem.ts';
import fc from '../../fast-check.ts';
import { aGroup, anEmulator, aRevision } from './emulator.ts';
import { leapingClock } from './leaping-clock.ts';

let state: string;
let emulator: ReturnType<typeof anEmulator>;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'codedeploy-'));
});
afterEach(async () => {
  await emulator?.close();
  rmSync(state, { recursive: true, force: true });
});

const stateFile = () => join(state, 'codedeploy.json');

describe('a state folder', () => {
  test('With a state folder all of it is there again after a start; what a call has changed is on disk before it is answered.', async () => {
    emulator = anEmulator({
      state,
      groups: [aGroup({ autoRollback: ['DEPLOYMENT_FAILURE'] })],
      rules: [[{ deployment: 2 }, { fail: { script: 's.sh' } }]],
    });
    await emulator.call('CreateDeploymentConfig', {
      deploymentConfigName: 'careful',
      minimumHealthyHosts: { type: 'HOST_COUNT', value: 1 },
    });
    const good = await emulator.deploy({ revision: aRevision('good.zip') });
    expect(readFileSync(stateFile(), 'utf8')).toContain(good);
    await emulator.ended(good);
    const bad = await emulator.deploy();
    const { rollbackInfo } = await emulator.until(bad, (info) => info.rollbackInfo !== undefined);
    await emulator.ended(rollbackInfo?.rollbackDeploymentId ?? '');
    const ask = async () => ({
      group: await emulator.group(),
      list: await emulator.call('ListDeployments', {}),
      bad: await emulator.info(bad),
      targets: await emulator.targets(bad),
      configs: await emulator.call('ListDeploymentConfigs', {}),
      revisions: await emulator.call('ListApplicationRevisions', { applicationName: 'orders' }),
    });
    const before = await ask();
    await emulator.close();
    emulator = anEmulator({ state });
    expect(await ask()).toEqual(before);
    const next = await emulator.deploy();
    expect((await emulator.ended(next)).deploymentOverview?.Succeeded).toBe(3);
    expect((await emulator.targets(next)).map(({ targetId }) => targetId)).toEqual(
      expect.arrayContaining(before.targets.map(({ targetId }) => targetId)),
    );
  });

  test('What was under way when the emulator ended has failed with `INTERNAL_ERROR` when it starts again.', async () => {
    // Time for one instance, and a part of the next.
    emulator = anEmulator({ state, clock: leapingClock(15_000) });
    const id = await emulator.deploy();
    await emulator.until(id, ({ deploymentOverview }) => deploymentOverview?.Succeeded === 1);
    await emulator.close();
    emulator = anEmulator({ state });
    expect(await emulator.info(id)).toMatchObject({
      status: 'Failed',
      errorInformation: { code: 'INTERNAL_ERROR' },
      deploymentOverview: { Succeeded: 1, Skipped: 2, InProgress: 0 },
      completeTime: expect.any(Number),
    });
    await expect(emulator.deploy()).resolves.toMatch(/^d-/);
  });

  test('a replacement environment that was being made is gone', async () => {
    const groups = [aGroup({ blueGreen: true, instances: 2 })];
    emulator = anEmulator({ state, groups, clock: leapingClock(10_000) });
    const id = await emulator.deploy();
    await emulator.until(id, ({ deploymentOverview }) => deploymentOverview !== undefined);
    await emulator.close();
    emulator = anEmulator({ state, groups });
    const next = await emulator.deploy();
    await emulator.ended(next);
    const blue = (await emulator.targets(next)).filter(
      ({ instanceLabel }) => instanceLabel === 'Blue',
    );
    expect(blue).toHaveLength(2);
  });

  test('A group that was kept stays as it was, whatever the configuration says of it.', async () => {
    emulator = anEmulator({ state });
    const { deploymentGroupId } = await emulator.group();
    await emulator.call('CreateApplication', { applicationName: 'another' });
    await emulator.close();
    emulator = anEmulator({
      state,
      groups: [aGroup({ instances: 7 }), aGroup({ deploymentGroup: 'new', instances: 2 })],
    });
    expect((await emulator.group()).deploymentGroupId).toBe(deploymentGroupId);
    const old = await emulator.deploy();
    expect((await emulator.ended(old)).deploymentOverview?.Succeeded).toBe(3);
    const fresh = await emulator.deploy({ deploymentGroupName: 'new' });
    expect((await emulator.ended(fresh)).deploymentOverview?.Succeeded).toBe(2);
  });

  test('the file is for its owner only, and nothing else is left', async () => {
    emulator = anEmulator({ state });
    await emulator.deploy();
    await emulator.close();
    expect(readdirSync(state)).toEqual(['codedeploy.json']);
    expect(statSync(stateFile()).mode & 0o777).toBe(0o600);
  });

  test.each([
    '',
    '{',
    '[]',
    '{"format":0,"state":[]}',
    '{"format":1,"state":[{"object":[["a",{"ref":9}]]}]}',
  ])('a file that holds %j is refused', (text) => {
    writeFileSync(stateFile(), text);
    expect(() => anEmulator({ state })).toThrow(UsageError);
  });

  test('objects that refer to each other come back as they were', () => {
    const shared = { name: 'shared', list: [1, null, 'x'] };
    const map = new Map<unknown, unknown>([['a', shared]]);
    const root = {
      map,
      again: shared,
      set: new Set([shared]),
      gone: new AbortController(),
      none: undefined,
    };
    Object.assign(shared, { root });
    const back = unflatten(JSON.parse(JSON.stringify(flatten(root)))) as typeof root;
    expect(back.map.get('a')).toBe(back.again);
    expect([...back.set][0]).toBe(back.again);
    expect((back.again as unknown as { root: unknown }).root).toBe(back);
    expect(Object.keys(back)).toEqual(['map', 'again', 'set']);
  });

  test('so does any JSON', () => {
    fc.assert(
      fc.property(fc.object(), (value) => {
        const json = JSON.parse(JSON.stringify(value));
        expect(unflatten(JSON.parse(JSON.stringify(flatten(json))))).toEqual(json);
      }),
    );
  });
});
