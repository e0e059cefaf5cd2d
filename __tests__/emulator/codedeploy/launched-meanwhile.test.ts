import { afterEach, describe, expect, test } from '@jest/globals';
import { aGroup, anEmulator, aRevision } from './emulator.ts';

let emulator: ReturnType<typeof anEmulator>;
afterEach(() => emulator.close());

const scalesOut = [[{ instance: 2, event: 'Install' }, { scaleOut: 2 }]] as const;

describe('instances that are launched meanwhile', () => {
  test('A new instance has on it what was last deployed with success.', async () => {
    emulator = anEmulator();
    await emulator.ended(await emulator.deploy());
    emulator.scaleOut('retail/eu-west-1', 2);
    const same = await emulator.deploy({ updateOutdatedInstancesOnly: true });
    expect((await emulator.ended(same)).errorInformation?.code).toBe('NO_INSTANCES');
    const next = await emulator.deploy({ revision: aRevision('next.zip') });
    expect((await emulator.ended(next)).deploymentOverview?.Succeeded).toBe(5);
  });

  test('When a deployment in place has succeeded, instances launched meanwhile get it by another deployment five seconds later, created by `CodeDeployAutoUpdate`; `relatedDeployments` names each on the other.', async () => {
    emulator = anEmulator({ rules: [...scalesOut] });
    const root = await emulator.deploy();
    const { completeTime = 0, deploymentOverview } = await emulator.ended(root);
    expect(deploymentOverview?.Succeeded).toBe(3);
    const { relatedDeployments } = await emulator.until(
      root,
      (info) => info.relatedDeployments !== undefined,
    );
    const [id = '', ...more] = relatedDeployments?.autoUpdateOutdatedInstancesDeploymentIds ?? [];
    expect(more).toEqual([]);
    const update = await emulator.ended(id);
    expect(update).toMatchObject({
      status: 'Succeeded',
      creator: 'CodeDeployAutoUpdate',
      revision: aRevision(),
      createTime: completeTime + 5,
      deploymentOverview: { Succeeded: 2 },
      relatedDeployments: { autoUpdateOutdatedInstancesRootDeploymentId: root },
    });
    await emulator.clock.sleep(60_000);
    expect((await emulator.call('ListDeployments', {})).deployments).toEqual([id, root]);
  });

  test('It goes to every instance that does not run the revision, those on which it failed included.', async () => {
    emulator = anEmulator({
      rules: [
        [{ deployment: 1, instance: 1 }, { scaleOut: 1 }],
        [{ deployment: 1, instance: 3 }, { fail: { script: 's.sh' } }],
      ],
    });
    const root = await emulator.deploy();
    expect((await emulator.ended(root)).status).toBe('Succeeded');
    const [, , failed] = await emulator.targets(root);
    const { relatedDeployments } = await emulator.until(
      root,
      (info) => info.relatedDeployments !== undefined,
    );
    const [update = ''] = relatedDeployments?.autoUpdateOutdatedInstancesDeploymentIds ?? [];
    expect((await emulator.ended(update)).deploymentOverview?.Succeeded).toBe(2);
    expect((await emulator.targets(update)).map(({ targetId }) => targetId)).toContain(
      failed?.targetId,
    );
  });

  test('With the strategy `IGNORE` they do not.', async () => {
    emulator = anEmulator({ rules: [...scalesOut] });
    await emulator.call('UpdateDeploymentGroup', {
      applicationName: 'orders',
      currentDeploymentGroupName: 'orders-production',
      outdatedInstancesStrategy: 'IGNORE',
    });
    const root = await emulator.deploy();
    await emulator.ended(root);
    await emulator.clock.sleep(60_000);
    expect((await emulator.call('ListDeployments', {})).deployments).toEqual([root]);
  });

  test('a deployment that fails updates nobody', async () => {
    emulator = anEmulator({
      groups: [aGroup({ instances: 2 })],
      rules: [
        [{ instance: 1 }, { scaleOut: 1 }],
        [{ instance: 1, event: 'Install' }, { fail: { script: 's.sh' } }],
      ],
    });
    await emulator.ended(await emulator.deploy());
    await emulator.clock.sleep(60_000);
    expect((await emulator.call('ListDeployments', {})).deployments).toHaveLength(1);
  });

  test('scaling out what does not exist is an error', () => {
    emulator = anEmulator();
    expect(() => emulator.scaleOut('retail/us-east-1', 1)).toThrow('"retail/us-east-1"');
  });
});
