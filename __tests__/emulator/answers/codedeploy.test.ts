import { afterAll, expect, test } from '@jest/globals';
import type { Operations } from '../../../src/emulator/codedeploy/model.generated.ts';
import { offered } from '../../../src/emulator/codedeploy/offered.ts';
import { account, aGroup, anEmulator, aRevision, region } from '../codedeploy/emulator.ts';

const emulator = anEmulator({ groups: [aGroup({ blueGreen: true, instances: 2 })] });
afterAll(() => emulator.close());

const asked = new Set<string>();

function call<O extends keyof Operations>(operation: O, input: Operations[O]['input']) {
  asked.add(operation);
  return emulator.call(operation, input);
}

/** Each answer of CodeDeploy is held against AWS's model where it is made, by `validate-output.ts`, which throws. */
test('every operation of CodeDeploy answers with what AWS’s model has, and with nothing else', async () => {
  const applicationName = 'walk';
  const named = { applicationName, deploymentGroupName: 'walk-test' };
  const serviceRoleArn = `arn:aws:iam::${account}:role/codedeploy-service`;
  const ResourceArn = `arn:aws:codedeploy:${region}:${account}:application:${applicationName}`;
  const revision = aRevision();
  await call('CreateApplication', { applicationName, tags: [{ Key: 'a', Value: 'b' }] });
  await call('TagResource', { ResourceArn, Tags: [{ Key: 'c', Value: 'd' }] });
  await call('ListTagsForResource', { ResourceArn });
  await call('UntagResource', { ResourceArn, TagKeys: ['c'] });
  await call('GetApplication', { applicationName });
  await call('BatchGetApplications', { applicationNames: [applicationName, 'orders'] });
  await call('ListApplications', {});
  const deploymentConfigName = 'Half';
  const minimumHealthyHosts = { type: 'FLEET_PERCENT', value: 50 } as const;
  await call('CreateDeploymentConfig', { deploymentConfigName, minimumHealthyHosts });
  await call('GetDeploymentConfig', { deploymentConfigName });
  await call('GetDeploymentConfig', { deploymentConfigName: 'CodeDeployDefault.AllAtOnce' });
  await call('ListDeploymentConfigs', {});
  const ec2TagFilters = [{ Key: 'Application', Value: 'orders', Type: 'KEY_AND_VALUE' as const }];
  await call('CreateDeploymentGroup', { ...named, serviceRoleArn, deploymentConfigName });
  const to = { applicationName, currentDeploymentGroupName: 'walk-test', ec2TagFilters };
  await call('UpdateDeploymentGroup', to);
  await call('GetDeploymentGroup', named);
  await call('BatchGetDeploymentGroups', {
    applicationName,
    deploymentGroupNames: ['walk-test', 'none'],
  });
  await call('ListDeploymentGroups', { applicationName });
  await call('RegisterApplicationRevision', { applicationName, revision, description: 'one' });
  await call('GetApplicationRevision', { applicationName, revision });
  await call('BatchGetApplicationRevisions', { applicationName, revisions: [revision] });
  await call('ListApplicationRevisions', { applicationName });

  const { deploymentId = '' } = (await call('CreateDeployment', { ...named, revision })) ?? {};
  await emulator.until(deploymentId, ({ status }) => status === 'InProgress');
  const [first] = await emulator.targets(deploymentId);
  const targetId = first?.targetId ?? '';
  await call('StopDeployment', { deploymentId, autoRollbackEnabled: true });
  await emulator.ended(deploymentId);
  await call('GetDeployment', { deploymentId });
  await call('BatchGetDeployments', { deploymentIds: [deploymentId] });
  await call('ListDeployments', { ...named, includeOnlyStatuses: ['Stopped'] });
  await call('ListDeploymentTargets', { deploymentId });
  await call('GetDeploymentTarget', { deploymentId, targetId });
  await call('BatchGetDeploymentTargets', { deploymentId, targetIds: [targetId] });
  const instanceId = targetId.split('/').at(-1) ?? '';
  await call('GetDeploymentInstance', { deploymentId, instanceId });
  await call('BatchGetDeploymentInstances', { deploymentId, instanceIds: [instanceId] });
  await call('ListDeploymentInstances', { deploymentId });

  await call('UpdateDeploymentGroup', {
    applicationName: 'orders',
    currentDeploymentGroupName: 'orders-production',
    blueGreenDeploymentConfiguration: {
      ...(await emulator.group()).blueGreenDeploymentConfiguration,
      deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 60 },
    },
  });
  const green = await emulator.deploy();
  await emulator.until(green, ({ status }) => status === 'Ready');
  await call('ContinueDeployment', { deploymentId: green, deploymentWaitType: 'READY_WAIT' });
  await emulator.until(green, (info) => info.instanceTerminationWaitTimeStarted === true);
  await call('SkipWaitTimeForInstanceTermination', { deploymentId: green });
  await emulator.ended(green);

  await call('DeleteDeploymentGroup', named);
  await call('DeleteDeploymentConfig', { deploymentConfigName });
  await call('UpdateApplication', { applicationName, newApplicationName: 'walked' });
  await call('DeleteApplication', { applicationName: 'walked' });
  expect(offered.filter((operation) => !asked.has(operation))).toEqual([]);
});
