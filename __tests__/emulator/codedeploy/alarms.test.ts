import { afterEach, describe, expect, test } from '@jest/globals';
import { account, aGroup, anEmulator, region } from './emulator.ts';

let emulator: ReturnType<typeof anEmulator>;
afterEach(() => emulator.close());

async function watch(alarms: string[], enabled = true) {
  await emulator.call('UpdateDeploymentGroup', {
    applicationName: 'orders',
    currentDeploymentGroupName: 'orders-production',
    alarmConfiguration: { enabled, alarms: alarms.map((name) => ({ name })) },
  });
}

const stopped = {
  status: 'Stopped',
  errorInformation: {
    code: 'ALARM_ACTIVE',
    message:
      'One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: <errors>',
  },
};

describe('alarms', () => {
  test('Alarms exist only as a scenario or a test raises them, and stay raised.', async () => {
    emulator = anEmulator();
    await watch(['errors']);
    const id = await emulator.deploy();
    expect((await emulator.ended(id)).status).toBe('Succeeded');
    emulator.raiseAlarm(account, region, 'errors');
    expect(await emulator.ended(await emulator.deploy())).toMatchObject(stopped);
    expect(await emulator.ended(await emulator.deploy())).toMatchObject(stopped);
    emulator.clearAlarm(account, region, 'errors');
    expect((await emulator.ended(await emulator.deploy())).status).toBe('Succeeded');
  });

  test('A deployment stops with `ALARM_ACTIVE` when an alarm that it watches goes off, or is on when it would start.', async () => {
    emulator = anEmulator({
      rules: [[{ instance: 2, event: 'AfterInstall' }, { alarm: 'errors' }]],
    });
    await watch(['latency', 'errors']);
    const id = await emulator.deploy();
    expect(await emulator.ended(id)).toMatchObject(stopped);
    const targets = await emulator.targets(id);
    expect(targets.map(({ status }) => status)).toEqual(['Succeeded', 'Skipped', 'Skipped']);
    const next = await emulator.deploy();
    expect(await emulator.ended(next)).toMatchObject(stopped);
    expect((await emulator.info(next)).startTime).toBeUndefined();
  });

  test('an alarm of another region, or one that nobody watches, stops nothing', async () => {
    emulator = anEmulator({ rules: [[{ instance: 2 }, { alarm: 'other' }]] });
    await watch(['errors']);
    const id = await emulator.deploy();
    await emulator.until(id, ({ status }) => status === 'InProgress');
    emulator.raiseAlarm(account, 'us-east-1', 'errors');
    expect((await emulator.ended(id)).status).toBe('Succeeded');
  });

  test.each([
    ['others', { enabled: true, alarms: [{ name: 'latency' }] }],
    ['none', { enabled: false, alarms: [] }],
  ])(
    'The alarms of a deployment take the place of the group’s; switched off, none is watched. (%s)',
    async (_, overrideAlarmConfiguration) => {
      emulator = anEmulator();
      await watch(['errors']);
      emulator.raiseAlarm(account, region, 'errors');
      const id = await emulator.deploy({ overrideAlarmConfiguration });
      expect((await emulator.ended(id)).status).toBe('Succeeded');
    },
  );

  test('a deployment that an alarm stopped is rolled back, and the alarm does not stop the rollback', async () => {
    emulator = anEmulator({ groups: [aGroup({ autoRollback: ['DEPLOYMENT_STOP_ON_ALARM'] })] });
    await watch(['errors']);
    await emulator.ended(await emulator.deploy());
    const id = await emulator.deploy();
    await emulator.until(id, ({ deploymentOverview }) => deploymentOverview?.Succeeded === 1);
    emulator.raiseAlarm(account, region, 'errors');
    const { rollbackInfo } = await emulator.until(id, (info) => info.rollbackInfo !== undefined);
    const rollback = await emulator.ended(rollbackInfo?.rollbackDeploymentId ?? '');
    expect(rollback.status).toBe('Succeeded');
  });
});
