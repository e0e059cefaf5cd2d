import { afterEach, describe, expect, test } from '@jest/globals';
import type { Structures } from '../../../src/emulator/codedeploy/model.generated.ts';
import { aGroup, anEmulator, aRevision, eventsOf, refusal, type Scripted } from './emulator.ts';

let emulator: ReturnType<typeof anEmulator>;
afterEach(() => emulator.close());

const fails: Scripted[1] = { fail: { script: 's.sh' } };

/** An emulator with one blue/green group of two instances, and options of its own. */
async function blueGreen(
  options: Parameters<typeof anEmulator>[0] = {},
  configuration: Structures['BlueGreenDeploymentConfiguration'] = {},
) {
  emulator = anEmulator({ groups: [aGroup({ blueGreen: true, instances: 2 })], ...options });
  const { blueGreenDeploymentConfiguration } = await emulator.group();
  await emulator.call('UpdateDeploymentGroup', {
    applicationName: 'orders',
    currentDeploymentGroupName: 'orders-production',
    blueGreenDeploymentConfiguration: { ...blueGreenDeploymentConfiguration, ...configuration },
  });
}

const stopOption = (waitTimeInMinutes: number) =>
  ({ deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes } }) as const;

async function byLabel(id: string) {
  const targets = await emulator.targets(id);
  return {
    green: targets.filter(({ instanceLabel }) => instanceLabel === 'Green'),
    blue: targets.filter(({ instanceLabel }) => instanceLabel === 'Blue'),
  };
}

describe('blue/green', () => {
  test("Original instances that are kept are no longer the group's, and leave the emulated world.", async () => {
    await blueGreen({}, { terminateBlueInstancesOnDeploymentSuccess: { action: 'KEEP_ALIVE' } });
    const first = await emulator.deploy();
    expect(await emulator.ended(first)).toMatchObject({
      status: 'Succeeded',
      instanceTerminationWaitTimeStarted: false,
    });
    const { green } = await byLabel(first);
    const second = await emulator.deploy();
    await emulator.ended(second);
    const { blue } = await byLabel(second);
    const ids = (targets: typeof blue) => targets.map(({ targetId }) => targetId);
    expect(ids(blue)).toEqual(ids(green));
  });

  test('The replacement environment is copied, instance by instance, in five seconds, or it is what `targetInstances` names.', async () => {
    await blueGreen();
    const copied = await emulator.deploy();
    const { startTime = 0 } = await emulator.until(
      copied,
      ({ deploymentOverview }) => deploymentOverview !== undefined,
    );
    expect(emulator.clock.now() / 1000 - startTime).toBe(5);
    expect((await byLabel(copied)).green).toHaveLength(2);
    await emulator.close();

    const spare = aGroup({ deploymentGroup: 'spare', instances: 3, destination: 'spare' });
    await blueGreen(
      { groups: [aGroup({ blueGreen: true, instances: 2 }), spare] },
      { greenFleetProvisioningOption: { action: 'DISCOVER_EXISTING' } },
    );
    const tagFilters = [{ Key: 'DeploymentGroup', Value: 'spare', Type: 'KEY_AND_VALUE' as const }];
    const named = await emulator.deploy({ targetInstances: { tagFilters } });
    await emulator.until(named, ({ deploymentOverview }) => deploymentOverview !== undefined);
    expect((await byLabel(named)).green).toHaveLength(3);
  });

  test('a replacement environment that names nobody is NO_INSTANCES', async () => {
    await blueGreen({}, { greenFleetProvisioningOption: { action: 'DISCOVER_EXISTING' } });
    const { errorInformation } = await emulator.ended(await emulator.deploy());
    expect(errorInformation?.code).toBe('NO_INSTANCES');
  });

  test('Replacement instances, labelled Green, go through ApplicationStop to ValidateService and are then `Ready`.', async () => {
    await blueGreen({}, stopOption(60));
    const id = await emulator.deploy();
    const { deploymentOverview } = await emulator.until(id, ({ status }) => status === 'Ready');
    expect(deploymentOverview).toMatchObject({ Ready: 2, Pending: 2 });
    const { green, blue } = await byLabel(id);
    for (const target of green) {
      expect(target.status).toBe('Ready');
      expect(eventsOf(target).slice(6)).toEqual([
        'ValidateService Succeeded',
        'BeforeAllowTraffic Pending',
        'AllowTraffic Pending',
        'AfterAllowTraffic Pending',
      ]);
    }
    expect(blue.map(({ status }) => status)).toEqual(['Pending', 'Pending']);
    const filter = { ServerInstanceLabel: ['Green'], TargetStatus: ['Ready'] };
    const found = await emulator.call('ListDeploymentTargets', {
      deploymentId: id,
      targetFilters: filter,
    });
    expect(found.targetIds).toEqual(green.map(({ targetId }) => targetId));
  });

  test('The minimum of healthy instances is of the replacement environment.', async () => {
    await blueGreen({ rules: [[{ instance: 3, event: 'Install' }, fails]] });
    const id = await emulator.deploy();
    expect((await emulator.ended(id)).errorInformation?.code).toBe('HEALTH_CONSTRAINTS');
    const { green, blue } = await byLabel(id);
    expect(green.map(({ status }) => status)).toEqual(['Failed', 'Skipped']);
    expect(blue.map(({ status }) => status)).toEqual(['Skipped', 'Skipped']);
  });

  test('Where rerouting waits to be started, the deployment is `Ready` until `ContinueDeployment`, or `Stopped` when the time is over.', async () => {
    await blueGreen({}, stopOption(60));
    const id = await emulator.deploy();
    await emulator.until(id, ({ status }) => status === 'Ready');
    expect((await refusal(emulator.deploy())).code).toBe('DeploymentLimitExceededException');
    await emulator.call('ContinueDeployment', {
      deploymentId: id,
      deploymentWaitType: 'READY_WAIT',
    });
    expect((await emulator.ended(id)).status).toBe('Succeeded');

    const late = await emulator.deploy();
    await emulator.until(late, ({ status }) => status === 'Ready');
    const start = emulator.clock.now();
    expect(await emulator.ended(late)).toMatchObject({ status: 'Stopped' });
    expect(emulator.clock.now() - start).toBe(3_600_000);
  });

  test('Then they go through the three events that allow traffic, and the original instances, labelled Blue, through the three that block it.', async () => {
    await blueGreen();
    const id = await emulator.deploy();
    await emulator.ended(id);
    const { green, blue } = await byLabel(id);
    const names = ({ lifecycleEvents = [] }: Structures['InstanceTarget']) =>
      lifecycleEvents.map(({ lifecycleEventName }) => lifecycleEventName);
    expect(names(green[0] ?? {}).slice(7)).toEqual([
      'BeforeAllowTraffic',
      'AllowTraffic',
      'AfterAllowTraffic',
    ]);
    expect(names(blue[0] ?? {})).toEqual([
      'BeforeBlockTraffic',
      'BlockTraffic',
      'AfterBlockTraffic',
    ]);
    const allowed = green[1]?.lifecycleEvents?.[9]?.endTime ?? 0;
    expect(blue[0]?.lifecycleEvents?.[0]?.startTime).toBe(allowed);
  });

  test('The deployment fails if even one original instance fails.', async () => {
    await blueGreen({ rules: [[{ instance: 1, event: 'AfterBlockTraffic' }, fails]] });
    const id = await emulator.deploy();
    expect((await emulator.ended(id)).status).toBe('Failed');
    expect((await byLabel(id)).blue.map(({ status }) => status)).toEqual(['Failed', 'Succeeded']);
  });

  test('Where original instances are terminated, `instanceTerminationWaitTimeStarted` is true from the start of that wait; `ContinueDeployment` with `TERMINATION_WAIT` ends it.', async () => {
    await blueGreen();
    const waited = await emulator.deploy();
    const { status } = await emulator.until(
      waited,
      (info) => info.instanceTerminationWaitTimeStarted === true,
    );
    expect(status).toBe('InProgress');
    const start = emulator.clock.now();
    await emulator.ended(waited);
    expect(emulator.clock.now() - start).toBe(300_000);

    const hurried = await emulator.deploy();
    await emulator.until(hurried, (info) => info.instanceTerminationWaitTimeStarted === true);
    const again = emulator.clock.now();
    const input = { deploymentId: hurried, deploymentWaitType: 'TERMINATION_WAIT' } as const;
    await emulator.call('ContinueDeployment', input);
    await emulator.ended(hurried);
    expect(emulator.clock.now()).toBe(again);
  });

  test('instances that are kept alive are not waited for', async () => {
    await blueGreen({}, { terminateBlueInstancesOnDeploymentSuccess: { action: 'KEEP_ALIVE' } });
    const info = await emulator.ended(await emulator.deploy());
    expect([info.status, info.instanceTerminationWaitTimeStarted]).toEqual(['Succeeded', false]);
  });

  test('Afterwards the group’s instances are the replacement.', async () => {
    await blueGreen();
    const first = await emulator.deploy();
    await emulator.ended(first);
    const { green } = await byLabel(first);
    const second = await emulator.deploy();
    await emulator.ended(second);
    const { blue } = await byLabel(second);
    expect(blue.map(({ targetId }) => targetId)).toEqual(green.map(({ targetId }) => targetId));
  });

  test('A deployment that fails or stops takes its copied replacement with it.', async () => {
    await blueGreen({ rules: [[{ deployment: 1, event: 'ValidateService' }, fails]] });
    const failed = await emulator.deploy();
    await emulator.ended(failed);
    const next = await emulator.deploy();
    await emulator.until(next, ({ deploymentOverview }) => deploymentOverview !== undefined);
    const { blue, green } = await byLabel(next);
    expect([blue.length, green.length]).toEqual([2, 2]);
    await emulator.call('StopDeployment', { deploymentId: next });
    expect((await emulator.ended(next)).status).toBe('Stopped');
    const last = await emulator.deploy();
    await emulator.until(last, ({ deploymentOverview }) => deploymentOverview !== undefined);
    expect((await byLabel(last)).blue).toHaveLength(2);
  });

  test('A rollback gives the original instances their traffic back and takes it from the replacement.', async () => {
    await blueGreen({
      groups: [aGroup({ blueGreen: true, instances: 2, autoRollback: ['DEPLOYMENT_FAILURE'] })],
      rules: [[{ deployment: 2, event: 'AfterAllowTraffic' }, fails]],
    });
    const good = await emulator.deploy({ revision: aRevision('good.zip') });
    await emulator.ended(good);
    const bad = await emulator.deploy({ revision: aRevision('bad.zip') });
    const { rollbackInfo } = await emulator.until(bad, (info) => info.rollbackInfo !== undefined);
    const id = rollbackInfo?.rollbackDeploymentId ?? '';
    expect((await emulator.ended(id)).status).toBe('Succeeded');
    const { green, blue } = await byLabel(id);
    expect(eventsOf(blue[0] ?? {})).toEqual([
      'BeforeAllowTraffic Succeeded',
      'AllowTraffic Succeeded',
      'AfterAllowTraffic Succeeded',
    ]);
    expect(eventsOf(green[0] ?? {})[1]).toBe('BlockTraffic Succeeded');
    expect((await emulator.group()).targetRevision).toEqual(aRevision('good.zip'));
    const next = await emulator.deploy();
    await emulator.until(next, ({ deploymentOverview }) => deploymentOverview !== undefined);
    expect((await byLabel(next)).blue.map(({ targetId }) => targetId)).toEqual(
      blue.map(({ targetId }) => targetId),
    );
  });

  test.each(['provisioning', 'waiting', 'terminating'])(
    'a stop while %s ends it at once',
    async (when) => {
      await blueGreen({}, when === 'waiting' ? stopOption(60) : {});
      const id = await emulator.deploy();
      await emulator.until(id, (info) =>
        when === 'provisioning'
          ? info.status === 'InProgress'
          : when === 'waiting'
            ? info.status === 'Ready'
            : info.instanceTerminationWaitTimeStarted === true,
      );
      const before = emulator.clock.now();
      const { status } = await emulator.call('StopDeployment', { deploymentId: id });
      expect(status).toBe('Succeeded');
      expect(await emulator.ended(id)).toMatchObject({ status: 'Stopped' });
      expect(emulator.clock.now()).toBe(before);
    },
  );

  test('a rollback of what never got to its replacement leaves the original instances', async () => {
    await blueGreen({
      groups: [aGroup({ blueGreen: true, instances: 1, autoRollback: ['DEPLOYMENT_FAILURE'] })],
    });
    await emulator.ended(await emulator.deploy());
    // Half of one instance, rounded up, leaves nothing to deploy to.
    const bad = await emulator.deploy({ deploymentConfigName: 'CodeDeployDefault.HalfAtATime' });
    const { rollbackInfo, errorInformation } = await emulator.until(
      bad,
      (info) => info.rollbackInfo !== undefined,
    );
    expect(errorInformation?.code).toBe('HEALTH_CONSTRAINTS_INVALID');
    await emulator.ended(rollbackInfo?.rollbackDeploymentId ?? '');
    const next = await emulator.deploy();
    await emulator.ended(next);
    const { blue, green } = await byLabel(next);
    expect([blue.length, green.length]).toEqual([1, 1]);
  });

  test.each([
    ['ContinueDeployment', 'DeploymentIsNotInReadyStateException'],
    ['SkipWaitTimeForInstanceTermination', 'DeploymentNotStartedException'],
  ] as const)('%s of a deployment that does not wait is refused', async (operation, code) => {
    await blueGreen();
    const deploymentId = await emulator.deploy();
    expect((await refusal(emulator.send(operation, { deploymentId }))).code).toBe(code);
    await emulator.ended(deploymentId);
    expect((await refusal(emulator.send(operation, { deploymentId }))).code).toBe(
      'DeploymentAlreadyCompletedException',
    );
  });

  test('continuing a deployment in place is refused', async () => {
    emulator = anEmulator();
    const deploymentId = await emulator.deploy();
    expect((await refusal(emulator.call('ContinueDeployment', { deploymentId }))).code).toBe(
      'UnsupportedActionForDeploymentTypeException',
    );
  });
});
