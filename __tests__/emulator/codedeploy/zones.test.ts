import { afterEach, describe, expect, test } from '@jest/globals';
import type { Structures } from '../../../src/emulator/codedeploy/model.generated.ts';
import { aGroup, anEmulator, refusal } from './emulator.ts';

let emulator: ReturnType<typeof anEmulator>;
afterEach(() => emulator.close());

type Options = Parameters<typeof anEmulator>[0];
const broken = { fail: { script: 'scripts/check.sh', exitCode: 1, log: '' } };

/** Six instances, two in each of three zones. */
async function deploy(zonalConfig: Structures['ZonalConfig'], options: Options = {}) {
  emulator = anEmulator({ groups: [aGroup({ instances: 6 })], ...options });
  const deploymentConfigName = 'by-zone';
  const minimumHealthyHosts = { type: 'HOST_COUNT' as const, value: 0 };
  const config = { deploymentConfigName, minimumHealthyHosts, zonalConfig };
  await emulator.call('CreateDeploymentConfig', config);
  return emulator.deploy({ deploymentConfigName });
}

/** When each instance began, in whole seconds after the first, in the order of the group. */
async function starts(id: string): Promise<number[]> {
  const targets = await emulator.targets(id);
  const times = targets.map(({ lifecycleEvents = [] }) => lifecycleEvents[0]?.startTime ?? 0);
  return times.map((time) => Math.round(time - Math.min(...times)));
}

describe('zones', () => {
  test('Instances are in three zones, in turn; with a zonal configuration a deployment goes to one zone after the other.', async () => {
    const id = await deploy({});
    expect((await emulator.ended(id)).status).toBe('Succeeded');
    const [a = 0, b = 0, c = 0, ...second] = await starts(id);
    expect(second).toEqual([a, b, c]);
    expect(a).toBeLessThan(b);
    expect(b).toBeLessThan(c);
  });

  test('Before the next zone it waits for `monitorDurationInSeconds`, after the first one for `firstZoneMonitorDurationInSeconds` where that is given; the deployment is `InProgress` meanwhile, with no instance at it.', async () => {
    const id = await deploy({
      monitorDurationInSeconds: 600,
      firstZoneMonitorDurationInSeconds: 1800,
    });
    const between = await emulator.until(
      id,
      ({ deploymentOverview }) => deploymentOverview?.Succeeded === 2,
    );
    expect(between).toMatchObject({
      status: 'InProgress',
      deploymentOverview: { Pending: 4, InProgress: 0, Succeeded: 2 },
    });
    expect((await emulator.ended(id)).status).toBe('Succeeded');
    const [a = 0, b = 0, c = 0] = await starts(id);
    expect(b - a).toBeGreaterThan(1800);
    expect(c - b).toBeGreaterThan(600);
    expect(c - b).toBeLessThan(660);
  });

  test('`minimumHealthyHostsPerZone` is kept in each zone beside the minimum of all, and is none unless given; a zone that cannot keep its own fails the deployment with `HEALTH_CONSTRAINTS`, and one that it leaves no instance of with `HEALTH_CONSTRAINTS_INVALID`.', async () => {
    const one = { minimumHealthyHostsPerZone: { type: 'HOST_COUNT' as const, value: 1 } };
    const first = await deploy(one, { rules: [[{ instance: 1, event: 'AfterInstall' }, broken]] });
    const failed = await emulator.ended(first);
    expect(failed.errorInformation?.code).toBe('HEALTH_CONSTRAINTS');
    expect(failed.deploymentOverview).toMatchObject({ Failed: 1, Skipped: 5 });

    const two = { minimumHealthyHostsPerZone: { type: 'HOST_COUNT' as const, value: 2 } };
    const second = await deploy(two);
    const none = await emulator.ended(second);
    expect(none.errorInformation?.code).toBe('HEALTH_CONSTRAINTS_INVALID');

    const borne = await deploy({}, { rules: [[{ instance: 1, event: 'AfterInstall' }, broken]] });
    expect((await emulator.ended(borne)).status).toBe('Succeeded');
  });

  test('instances that are launched meanwhile are brought up to date, however few of a zone they are', async () => {
    const one = { minimumHealthyHostsPerZone: { type: 'HOST_COUNT' as const, value: 1 } };
    const id = await deploy(one, { rules: [[{ instance: 2, event: 'Install' }, { scaleOut: 1 }]] });
    expect((await emulator.ended(id)).status).toBe('Succeeded');
    const { relatedDeployments } = await emulator.until(
      id,
      (info) => info.relatedDeployments !== undefined,
    );
    const [update = ''] = relatedDeployments?.autoUpdateOutdatedInstancesDeploymentIds ?? [];
    expect(await emulator.ended(update)).toMatchObject({
      status: 'Succeeded',
      deploymentOverview: { Succeeded: 1 },
    });
  });

  test('Blue/green takes no notice of zones.', async () => {
    const zones = { monitorDurationInSeconds: 600 };
    const id = await deploy(zones, { groups: [aGroup({ instances: 6, blueGreen: true })] });
    const { startTime = 0, completeTime = 0 } = await emulator.ended(id);
    expect(completeTime - startTime).toBeLessThan(600);
  });

  test('a deployment that is stopped while a zone is watched ends at once', async () => {
    const id = await deploy({ monitorDurationInSeconds: 3600 });
    await emulator.until(id, ({ deploymentOverview }) => deploymentOverview?.Succeeded === 2);
    await emulator.call('StopDeployment', { deploymentId: id });
    const { status, deploymentOverview } = await emulator.ended(id);
    expect(status).toBe('Stopped');
    expect(deploymentOverview).toMatchObject({ Succeeded: 2, Skipped: 4 });
  });

  test('GetDeploymentConfig tells of it, and what is no zonal configuration is refused', async () => {
    const zonalConfig = { monitorDurationInSeconds: 600 };
    await deploy(zonalConfig);
    const { deploymentConfigInfo } = await emulator.call('GetDeploymentConfig', {
      deploymentConfigName: 'by-zone',
    });
    expect(deploymentConfigInfo).toMatchObject({ zonalConfig });
    const refused = emulator.send('CreateDeploymentConfig', {
      deploymentConfigName: 'other',
      minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 },
      zonalConfig: { minimumHealthyHostsPerZone: { type: 'FLEET_PERCENT', value: 100 } },
    });
    expect((await refusal(refused)).code).toBe('InvalidZonalDeploymentConfigurationException');
  });
});
