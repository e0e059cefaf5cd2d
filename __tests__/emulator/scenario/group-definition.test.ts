import { describe, expect, test } from '@jest/globals';
import { asRuled } from '../../../src/emulator/scenario/group-definition.ts';
import { aGroup, anEmulator } from '../codedeploy/emulator.ts';

const minutes = 60_000;

describe('groups of a scenario', () => {
  test('Of two rules for a group that say the same, the later one holds.', () => {
    const rules = [
      { destination: 'retail/*', instances: 5, loadBalancer: true },
      { destination: ['*/eu-*'], instances: 2 },
      { destination: 'dev/*', instances: 9 },
    ];
    expect(asRuled(aGroup(), rules)).toEqual({ ...aGroup(), instances: 2, loadBalancer: true });
  });

  test('are deployment groups as an administrator would have made them', async () => {
    const rule = { blueGreen: true, readyWait: 10 * minutes, terminationWait: 30 * minutes };
    const groups = [asRuled(aGroup(), [rule, { alarms: ['errors'] }])];
    expect(await anEmulator({ groups }).group()).toMatchObject({
      alarmConfiguration: { enabled: true, alarms: [{ name: 'errors' }] },
      deploymentStyle: {
        deploymentType: 'BLUE_GREEN',
        deploymentOption: 'WITH_TRAFFIC_CONTROL',
      },
      blueGreenDeploymentConfiguration: {
        deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 10 },
        terminateBlueInstancesOnDeploymentSuccess: {
          action: 'TERMINATE',
          terminationWaitTimeInMinutes: 30,
        },
      },
    });
  });
});
