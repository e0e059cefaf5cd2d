import { afterEach, describe, expect, test } from '@jest/globals';
import { aGroup, anEmulator, aRevision, refusal, type Scripted } from './emulator.ts';

let emulator: ReturnType<typeof anEmulator>;
afterEach(() => emulator.close());

const fails: Scripted[1] = { fail: { script: 'scripts/check.sh' } };

describe('creating a deployment', () => {
  test('The deployment configuration is the one asked for, else the group’s, else `CodeDeployDefault.OneAtATime`.', async () => {
    emulator = anEmulator({
      groups: [aGroup({ deploymentConfig: 'CodeDeployDefault.AllAtOnce' })],
    });
    const usual = await emulator.deploy();
    expect((await emulator.ended(usual)).deploymentConfigName).toBe('CodeDeployDefault.AllAtOnce');
    const asked = await emulator.deploy({ deploymentConfigName: 'CodeDeployDefault.HalfAtATime' });
    expect((await emulator.ended(asked)).deploymentConfigName).toBe(
      'CodeDeployDefault.HalfAtATime',
    );
    await emulator.close();
    emulator = anEmulator();
    const id = await emulator.deploy();
    expect((await emulator.info(id)).deploymentConfigName).toBe('CodeDeployDefault.OneAtATime');
  });

  test('A group that has a deployment which has not ended refuses another with `DeploymentLimitExceededException`, whose message names the running one.', async () => {
    emulator = anEmulator();
    const id = await emulator.deploy();
    const busy = {
      code: 'DeploymentLimitExceededException',
      message: `The Deployment Group 'orders-production' already has an active Deployment '${id}'`,
    };
    expect(await refusal(emulator.deploy())).toEqual(busy);
    await emulator.until(id, ({ status }) => status === 'InProgress');
    expect(await refusal(emulator.deploy())).toEqual(busy);
    await emulator.ended(id);
    await expect(emulator.deploy()).resolves.toMatch(/^d-[A-Z0-9]{9}$/);
  });

  test('The time between a failure and its automatic rollback counts as busy, too.', async () => {
    emulator = anEmulator({
      groups: [aGroup({ autoRollback: ['DEPLOYMENT_FAILURE'] })],
      rules: [[{ deployment: 2 }, fails]],
    });
    await emulator.ended(await emulator.deploy());
    const id = await emulator.deploy();
    await emulator.ended(id);
    expect((await refusal(emulator.deploy())).message).toContain(`'${id}'`);
    const { rollbackInfo } = await emulator.until(id, (info) => info.rollbackInfo !== undefined);
    const rollback = rollbackInfo?.rollbackDeploymentId ?? '';
    expect((await refusal(emulator.deploy())).message).toContain(`'${rollback}'`);
    await emulator.ended(rollback);
    await expect(emulator.deploy()).resolves.toMatch(/^d-/);
  });

  test('The revision is registered with the application; its first and last use are kept.', async () => {
    emulator = anEmulator();
    const first = await emulator.deploy();
    await emulator.ended(first);
    const input = { applicationName: 'orders', revision: aRevision() };
    const before = (await emulator.call('GetApplicationRevision', input)).revisionInfo;
    expect(before).toEqual({
      description: `Application revision registered by Deployment ID: ${first}`,
      deploymentGroups: ['orders-production'],
      registerTime: 1_800_000_000,
      firstUsedTime: 1_800_000_000,
      lastUsedTime: 1_800_000_000,
    });
    await emulator.deploy();
    const after = (await emulator.call('GetApplicationRevision', input)).revisionInfo;
    expect(after).toEqual({ ...before, lastUsedTime: emulator.clock.now() / 1000 });
  });

  test('The mode RESTART deploys what was last deployed with success again, in place only; it takes neither a revision nor `updateOutdatedInstancesOnly`, and learns about the deployment.', async () => {
    emulator = anEmulator({
      groups: [aGroup(), aGroup({ deploymentGroup: 'blue', blueGreen: true })],
      rules: [[{ deployment: 2 }, fails]],
    });
    const restart = (more: object = {}) =>
      emulator.deploy({ deploymentMode: 'RESTART', revision: undefined, ...more });
    const code = 'InvalidInputException';
    expect(await refusal(restart())).toMatchObject({
      code,
      message: expect.stringContaining('No deployment of the deployment group'),
    });
    expect(await refusal(restart({ deploymentGroupName: 'blue' }))).toMatchObject({ code });
    expect(await refusal(restart({ updateOutdatedInstancesOnly: true }))).toMatchObject({ code });
    const first = await emulator.deploy();
    expect((await emulator.ended(first)).deploymentMode).toBeUndefined();
    await emulator.ended(await emulator.deploy({ revision: aRevision('orders/1.2-def.zip') }));
    const again = await emulator.ended(await restart());
    expect(again).toMatchObject({
      status: 'Succeeded',
      deploymentMode: 'RESTART',
      revision: aRevision(),
    });
  });

  test('Whether the object exists is seen by the instances at DownloadBundle, not at creation.', async () => {
    const objects = {
      read: () => {
        throw new Error('not yet');
      },
    };
    emulator = anEmulator({ objects });
    await expect(emulator.deploy()).resolves.toMatch(/^d-/);
  });

  test('The answer comes at once; the deployment is `Created`, then `Queued`, then `InProgress`, each for half a second.', async () => {
    emulator = anEmulator();
    const start = emulator.clock.now();
    const id = await emulator.deploy();
    const seen = new Map<string | undefined, number>();
    await emulator.until(id, ({ status }) => {
      if (!seen.has(status)) seen.set(status, emulator.clock.now() - start);
      return status === 'InProgress';
    });
    expect([...seen]).toEqual([
      ['Created', 0],
      ['Queued', 500],
      ['InProgress', 1000],
    ]);
  });

  test('Until it is `InProgress` its targets are refused with `DeploymentNotStartedException`.', async () => {
    emulator = anEmulator();
    const deploymentId = await emulator.deploy();
    const calls = [
      emulator.call('ListDeploymentTargets', { deploymentId }),
      emulator.call('GetDeploymentTarget', { deploymentId, targetId: 'i-1' }),
      emulator.call('BatchGetDeploymentTargets', { deploymentId, targetIds: ['i-1'] }),
      emulator.call('ListDeploymentInstances', { deploymentId }),
    ];
    for (const call of calls) {
      expect((await refusal(call)).code).toBe('DeploymentNotStartedException');
    }
    expect((await emulator.info(deploymentId)).deploymentOverview).toBeUndefined();
    await emulator.until(deploymentId, ({ status }) => status === 'InProgress');
    expect(await emulator.targets(deploymentId)).toHaveLength(3);
  });

  test('A description of more than 256 characters is a `DescriptionTooLongException`.', async () => {
    emulator = anEmulator();
    const tooLong = emulator.deploy({ description: 'x'.repeat(257) });
    expect((await refusal(tooLong)).code).toBe('DescriptionTooLongException');
    const id = await emulator.deploy({ description: 'x'.repeat(256) });
    expect((await emulator.info(id)).description).toHaveLength(256);
  });

  test.each([
    [
      'no application',
      { applicationName: 'nothing' },
      'ApplicationDoesNotExistException',
      'No application found for name: nothing',
    ],
    [
      'no group',
      { deploymentGroupName: 'nothing' },
      'DeploymentGroupDoesNotExistException',
      'No Deployment Group found for name: nothing',
    ],
    [
      'no configuration',
      { deploymentConfigName: 'nothing' },
      'DeploymentConfigDoesNotExistException',
      'No Deployment Configuration found for name: nothing',
    ],
    [
      'no group named',
      { deploymentGroupName: undefined },
      'DeploymentGroupNameRequiredException',
      'deploymentGroupName is required',
    ],
    ['no revision', { revision: undefined }, 'RevisionRequiredException', 'revision is required'],
    [
      'a revision without a key',
      { revision: { revisionType: 'S3', s3Location: { bucket: 'b' } } },
      'InvalidRevisionException',
      'needs a bucket, a key and a bundleType',
    ],
    ['a revision without a type', { revision: {} }, 'InvalidRevisionException', 'no revisionType'],
    [
      'a revision in GitHub',
      {
        revision: { revisionType: 'GitHub', gitHubLocation: { repository: 'a/b', commitId: 'c' } },
      },
      'InvalidRevisionException',
      'in S3 only, not from GitHub',
    ],
    [
      'a revision of Lambda',
      { revision: { revisionType: 'String', string: { content: '{}' } } },
      'InvalidRevisionException',
      'ECS and Lambda',
    ],
    [
      'a bundle of ECS',
      { revision: aRevision('k', { bundleType: 'YAML' }) },
      'InvalidRevisionException',
      'ECS and Lambda',
    ],
    [
      'the mode RESTART with a revision',
      { deploymentMode: 'RESTART' },
      'InvalidInputException',
      'takes no revision',
    ],
    [
      'target instances in place',
      { targetInstances: { autoScalingGroups: ['a'] } },
      'InvalidTargetInstancesException',
      'in-place',
    ],
    [
      'automatic rollback without events',
      { autoRollbackConfiguration: { enabled: true } },
      'InvalidAutoRollbackConfigException',
      'no events',
    ],
    [
      'an alarm twice',
      { overrideAlarmConfiguration: { enabled: true, alarms: [{ name: 'a' }, { name: 'a' }] } },
      'InvalidAlarmConfigException',
      'same name',
    ],
    [
      'fifty-one alarms',
      {
        overrideAlarmConfiguration: {
          alarms: Array.from({ length: 51 }, (_, name) => ({ name: `${name}` })),
        },
      },
      'AlarmsLimitExceededException',
      '51 alarms',
    ],
  ] as const)('%s is refused', async (_, input, code, text) => {
    emulator = anEmulator();
    const { code: actual, message } = await refusal(emulator.deploy(input as object));
    expect(actual).toBe(code);
    expect(message).toContain(text);
  });

  test('what was asked for is told by GetDeployment', async () => {
    emulator = anEmulator();
    const alarms = { enabled: false, alarms: [] };
    const autoRollbackConfiguration = { enabled: true, events: ['DEPLOYMENT_FAILURE' as const] };
    const id = await emulator.deploy({
      description: 'a release',
      ignoreApplicationStopFailures: true,
      fileExistsBehavior: 'OVERWRITE',
      autoRollbackConfiguration,
      overrideAlarmConfiguration: alarms,
    });
    expect(await emulator.ended(id)).toEqual({
      applicationName: 'orders',
      deploymentGroupName: 'orders-production',
      deploymentConfigName: 'CodeDeployDefault.OneAtATime',
      deploymentId: id,
      revision: aRevision(),
      status: 'Succeeded',
      createTime: 1_800_000_000,
      startTime: 1_800_000_001,
      completeTime: expect.any(Number),
      deploymentOverview: {
        Pending: 0,
        InProgress: 0,
        Succeeded: 3,
        Failed: 0,
        Skipped: 0,
        Ready: 0,
      },
      description: 'a release',
      creator: 'user',
      ignoreApplicationStopFailures: true,
      autoRollbackConfiguration,
      updateOutdatedInstancesOnly: false,
      deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' },
      instanceTerminationWaitTimeStarted: false,
      fileExistsBehavior: 'OVERWRITE',
      deploymentStatusMessages: [],
      computePlatform: 'Server',
      overrideAlarmConfiguration: alarms,
    });
  });
});
