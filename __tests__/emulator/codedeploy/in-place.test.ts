import { afterEach, describe, expect, test } from '@jest/globals';
import { defined } from '../../../src/defined.ts';
import { aGroup, anEmulator, eventsOf, refusal, type Scripted } from './emulator.ts';

let emulator: ReturnType<typeof anEmulator>;
afterEach(() => emulator.close());

const check: Scripted[1] = { fail: { script: 'scripts/check.sh', exitCode: 3, log: 'no answer' } };

async function outcome(options: Parameters<typeof anEmulator>[0], configName?: string) {
  emulator = anEmulator(options);
  const id = await emulator.deploy(defined({ deploymentConfigName: configName }));
  const { status, errorInformation } = await emulator.ended(id);
  return { id, status, code: errorInformation?.code, error: errorInformation };
}

async function statuses(id: string) {
  const { deploymentOverview = {} } = await emulator.info(id);
  return Object.fromEntries(
    Object.entries(deploymentOverview).filter(([, count = 0]) => count > 0),
  );
}

describe('lifecycle events', () => {
  test('Instances go through ApplicationStop, DownloadBundle, BeforeInstall, Install, AfterInstall, ApplicationStart and ValidateService.', async () => {
    const { id } = await outcome({});
    for (const target of await emulator.targets(id)) {
      expect(target.status).toBe('Succeeded');
      expect(eventsOf(target)).toEqual([
        'ApplicationStop Succeeded',
        'DownloadBundle Succeeded',
        'BeforeInstall Succeeded',
        'Install Succeeded',
        'AfterInstall Succeeded',
        'ApplicationStart Succeeded',
        'ValidateService Succeeded',
      ]);
    }
  });

  test('With a load balancer BeforeBlockTraffic, BlockTraffic and AfterBlockTraffic come before and BeforeAllowTraffic, AllowTraffic and AfterAllowTraffic after them.', async () => {
    const { id } = await outcome({ groups: [aGroup({ loadBalancer: true })] });
    const [target = {}] = await emulator.targets(id);
    expect(target.lifecycleEvents?.map(({ lifecycleEventName }) => lifecycleEventName)).toEqual([
      'BeforeBlockTraffic',
      'BlockTraffic',
      'AfterBlockTraffic',
      'ApplicationStop',
      'DownloadBundle',
      'BeforeInstall',
      'Install',
      'AfterInstall',
      'ApplicationStart',
      'ValidateService',
      'BeforeAllowTraffic',
      'AllowTraffic',
      'AfterAllowTraffic',
    ]);
  });

  test('Every event is reported, with or without a script.', async () => {
    const { id } = await outcome({});
    const [{ lifecycleEvents = [] } = {}] = await emulator.targets(id);
    for (const { startTime = 0, endTime = 0 } of lifecycleEvents) {
      expect(startTime).toBeGreaterThan(1_800_000_000);
      expect(endTime).toBeGreaterThan(startTime);
    }
  });

  test('An event that succeeded carries the diagnostics of a success; one that is pending, running or skipped carries none.', async () => {
    emulator = anEmulator();
    const id = await emulator.deploy();
    await emulator.until(id, ({ status }) => status === 'InProgress');
    await emulator.clock.sleep(2400);
    const [{ lifecycleEvents = [] } = {}] = await emulator.targets(id);
    expect(lifecycleEvents.map(({ status }) => status).slice(0, 4)).toEqual([
      'Succeeded',
      'Succeeded',
      'InProgress',
      'Pending',
    ]);
    const success = { errorCode: 'Success', scriptName: '', message: 'Succeeded', logTail: '' };
    expect(lifecycleEvents.map(({ diagnostics }) => diagnostics).slice(0, 4)).toEqual([
      success,
      success,
      undefined,
      undefined,
    ]);
  });

  test("After an event that failed, the instance's later events are skipped; they have an end and no start.", async () => {
    const { id } = await outcome({ rules: [[{ instance: 1, event: 'AfterInstall' }, check]] });
    const [target = {}] = await emulator.targets(id);
    expect(target.status).toBe('Failed');
    expect(eventsOf(target).slice(3)).toEqual([
      'Install Succeeded',
      'AfterInstall Failed',
      'ApplicationStart Skipped',
      'ValidateService Skipped',
    ]);
    expect(target.lifecycleEvents?.[4]?.diagnostics).toEqual({
      errorCode: 'ScriptFailed',
      scriptName: 'scripts/check.sh',
      message: 'Script at specified location: scripts/check.sh failed with exit code 3',
      logTail: 'no answer',
    });
    expect(target.lifecycleEvents?.[5]).toMatchObject({ endTime: expect.any(Number) });
    expect(target.lifecycleEvents?.[5]?.startTime).toBeUndefined();
  });

  test.each(['ApplicationStop', 'BeforeBlockTraffic', 'AfterBlockTraffic'])(
    'With `ignoreApplicationStopFailures` an instance goes on after a failed ApplicationStop, BeforeBlockTraffic or AfterBlockTraffic. (%s)',
    async (event) => {
      emulator = anEmulator({
        groups: [aGroup({ loadBalancer: true, instances: 1 })],
        rules: [[{ event }, check]],
      });
      const stubborn = await emulator.deploy();
      expect((await emulator.ended(stubborn)).status).toBe('Failed');
      const id = await emulator.deploy({ ignoreApplicationStopFailures: true });
      expect((await emulator.ended(id)).status).toBe('Succeeded');
      const [target = {}] = await emulator.targets(id);
      expect(target.status).toBe('Succeeded');
      expect(eventsOf(target)).toContain(`${event} Failed`);
    },
  );

  test('ignoreApplicationStopFailures leaves other failures what they are', async () => {
    emulator = anEmulator({ rules: [[{ event: 'BeforeInstall' }, check]] });
    const id = await emulator.deploy({ ignoreApplicationStopFailures: true });
    expect((await emulator.ended(id)).status).toBe('Failed');
  });

  test("An event that the agent does not take within five minutes fails, with AWS's words about the agent.", async () => {
    const { id, code } = await outcome({ rules: [[{ instance: 1 }, 'hang']] });
    expect(code).toBe('HEALTH_CONSTRAINTS');
    const { startTime = 0, completeTime = 0 } = await emulator.info(id);
    expect(completeTime - startTime).toBe(300);
    const [target = {}] = await emulator.targets(id);
    expect(target.lifecycleEvents?.[0]).toMatchObject({
      status: 'Failed',
      diagnostics: {
        errorCode: 'UnknownError',
        scriptName: '',
        message:
          'CodeDeploy agent was not able to receive the lifecycle event. Check the CodeDeploy agent logs on your host and make sure the agent is running and can connect to the CodeDeploy server.',
      },
    });
    expect(eventsOf(target)[1]).toBe('DownloadBundle Skipped');
  });

  test.each([
    ['an agent that dies', 'agentDies'],
    ['a slow event', { slow: '2h' }],
  ])(
    'An event that takes more than one hour fails, in words that are not AWS’s. (%s)',
    async (_, then) => {
      const { id, status } = await outcome(
        { rules: [[{ event: 'Install' }, then]] },
        'CodeDeployDefault.AllAtOnce',
      );
      expect(status).toBe('Failed');
      const [target = {}] = await emulator.targets(id);
      const { startTime = 0, endTime = 0, diagnostics } = target.lifecycleEvents?.[3] ?? {};
      expect(endTime - startTime).toBe(3600);
      expect(diagnostics?.message).toBe('The lifecycle event did not end within one hour.');
    },
  );

  test('A deployment in place that runs longer than 12 hours, and a blue/green one than 109, fails with `TIMEOUT` before its next event.', async () => {
    const { id, code, status } = await outcome({
      groups: [aGroup({ instances: 20 })],
      rules: [[{ event: 'Install' }, { slow: '50m' }]],
    });
    expect([status, code]).toEqual(['Failed', 'TIMEOUT']);
    const { startTime = 0, completeTime = 0 } = await emulator.info(id);
    expect(completeTime - startTime).toBeGreaterThan(12 * 3600);
    expect(completeTime - startTime).toBeLessThan(13 * 3600);
    await emulator.close();
    const blueGreen = await outcome({
      groups: [aGroup({ instances: 200, blueGreen: true })],
      rules: [[{ event: 'Install' }, { slow: '50m' }]],
    });
    expect(blueGreen.code).toBe('TIMEOUT');
  });
});

describe('minimum healthy hosts', () => {
  test('Instances whose last deployment failed come first, then those whose revision is not known, old, current.', async () => {
    emulator = anEmulator({
      rules: [[{ deployment: 2, instance: 3, event: 'AfterInstall' }, check]],
    });
    const orders: (string | undefined)[][] = [];
    for (const key of ['1.zip', '2.zip', '3.zip']) {
      const s3Location = { bucket: 'b', key, bundleType: 'zip' as const };
      const id = await emulator.deploy({ revision: { revisionType: 'S3', s3Location } });
      await emulator.ended(id);
      orders.push((await emulator.targets(id)).map(({ targetId }) => targetId));
    }
    const [first = [], , third] = orders;
    // The second deployment succeeded on 1 and 2 and failed on 3, the last.
    expect(third).toEqual([first[2], first[0], first[1]]);
  });

  test('As many instances are deployed to at a time as the minimum of healthy ones leaves over; a failed one is one less.', async () => {
    emulator = anEmulator({
      groups: [aGroup({ instances: 10 })],
      rules: [[{ instance: 1, event: 'BeforeInstall' }, check]],
    });
    const minimumHealthyHosts = { type: 'HOST_COUNT', value: 7 } as const;
    await emulator.call('CreateDeploymentConfig', {
      deploymentConfigName: 'seven',
      minimumHealthyHosts,
    });
    const id = await emulator.deploy({ deploymentConfigName: 'seven' });
    let most = 0;
    let mostAfterwards = 0;
    await emulator.until(
      id,
      ({ status, deploymentOverview: { InProgress = 0, Failed = 0 } = {} }) => {
        most = Math.max(most, InProgress);
        if (Failed > 0) mostAfterwards = Math.max(mostAfterwards, InProgress);
        return status === 'Succeeded';
      },
    );
    expect([most, mostAfterwards]).toEqual([3, 2]);
    expect(await statuses(id)).toEqual({ Succeeded: 9, Failed: 1 });
  });

  test.each([
    ['CodeDeployDefault.OneAtATime', 9, 1],
    ['CodeDeployDefault.HalfAtATime', 9, 4],
    ['CodeDeployDefault.AllAtOnce', 9, 9],
    ['percent-40', 9, 5],
    ['count-6', 9, 3],
    ['percent-95', 21, 1],
  ])(
    'Percentages are rounded up to instances; `OneAtATime` keeps all but one, `HalfAtATime` half, `AllAtOnce` none. (%s of %i: %i at a time)',
    async (name, instances, atATime) => {
      emulator = anEmulator({ groups: [aGroup({ instances })] });
      const [kind, value] = name.split('-');
      if (value !== undefined) {
        const type = kind === 'percent' ? 'FLEET_PERCENT' : 'HOST_COUNT';
        const minimumHealthyHosts = { type, value: Number(value) } as const;
        await emulator.call('CreateDeploymentConfig', {
          deploymentConfigName: name,
          minimumHealthyHosts,
        });
      }
      const id = await emulator.deploy({ deploymentConfigName: name });
      const first = await emulator.until(id, ({ status }) => status === 'InProgress');
      expect(first.deploymentOverview?.InProgress).toBe(atATime);
      expect((await emulator.ended(id)).status).toBe('Succeeded');
    },
  );

  test('When failures have left only the minimum while instances are still to come, the deployment fails with `HEALTH_CONSTRAINTS` and those are skipped.', async () => {
    const { id, status, error } = await outcome({
      rules: [[{ instance: 2, event: 'ValidateService' }, check]],
    });
    expect(status).toBe('Failed');
    expect(error).toEqual({
      code: 'HEALTH_CONSTRAINTS',
      message:
        'The overall deployment failed because too many individual instances failed deployment, too few healthy instances are available for deployment, or some instances in your deployment group are experiencing problems.',
    });
    expect(await statuses(id)).toEqual({ Succeeded: 1, Failed: 1, Skipped: 1 });
    const [, , last = {}] = await emulator.targets(id);
    expect(new Set(eventsOf(last).map((text) => text.split(' ')[1]))).toEqual(new Set(['Skipped']));
  });

  test('Instances that are at it by then go through to their end.', async () => {
    const { id, status } = await outcome(
      {
        groups: [aGroup({ instances: 8 })],
        rules: [[{ instance: [1, 2, 3, 5], event: 'BeforeInstall' }, check]],
      },
      'CodeDeployDefault.HalfAtATime',
    );
    expect(status).toBe('Failed');
    const states = (await emulator.targets(id)).map((target) => target.status);
    expect(states[3]).toBe('Succeeded');
    expect(states.slice(5)).toEqual(['Skipped', 'Skipped', 'Skipped']);
  });

  test.each([
    ['OneAtATime, the last', 'CodeDeployDefault.OneAtATime', 3, [3], 'Succeeded'],
    ['OneAtATime, the first', 'CodeDeployDefault.OneAtATime', 3, [1], 'Failed'],
    ['OneAtATime, the only one', 'CodeDeployDefault.OneAtATime', 1, [1], 'Failed'],
    [
      'HalfAtATime, four of nine, the last of them last',
      'CodeDeployDefault.HalfAtATime',
      9,
      [1, 2, 3, 9],
      'Succeeded',
    ],
    [
      'HalfAtATime, four of nine at once',
      'CodeDeployDefault.HalfAtATime',
      9,
      [1, 2, 3, 4],
      'Failed',
    ],
    ['AllAtOnce, all but one', 'CodeDeployDefault.AllAtOnce', 3, [1, 2], 'Succeeded'],
    ['AllAtOnce, all', 'CodeDeployDefault.AllAtOnce', 3, [1, 2, 3], 'Failed'],
  ])(
    'A deployment has succeeded when the minimum, and at least one instance, has: a failure of the last one can be borne. (%s)',
    async (_, config, instances, instance, expected) => {
      const { id, status } = await outcome(
        { groups: [aGroup({ instances })], rules: [[{ instance, event: 'Install' }, check]] },
        config,
      );
      expect(status).toBe(expected);
      if (expected === 'Succeeded')
        expect(await statuses(id)).toMatchObject({ Failed: instance.length });
    },
  );

  test('A minimum of as many instances as there are fails the deployment with `HEALTH_CONSTRAINTS_INVALID`; so `HalfAtATime` does on a single instance.', async () => {
    const { code, id } = await outcome(
      { groups: [aGroup({ instances: 1 })] },
      'CodeDeployDefault.HalfAtATime',
    );
    expect(code).toBe('HEALTH_CONSTRAINTS_INVALID');
    expect(
      await refusal(emulator.call('ListDeploymentTargets', { deploymentId: id })),
    ).toMatchObject({
      code: 'DeploymentNotStartedException',
    });
  });

  test('A group without instances fails with `NO_INSTANCES`.', async () => {
    const { status, code } = await outcome({ groups: [aGroup({ instances: 0 })] });
    expect([status, code]).toEqual(['Failed', 'NO_INSTANCES']);
  });

  test.each([
    ['DeleteDeploymentGroup', 'DEPLOYMENT_GROUP_MISSING'],
    ['DeleteApplication', 'APPLICATION_MISSING'],
  ] as const)(
    'A group or an application that was deleted before the start fails it with `DEPLOYMENT_GROUP_MISSING` or `APPLICATION_MISSING`. (%s)',
    async (operation, code) => {
      emulator = anEmulator();
      const id = await emulator.deploy();
      await emulator.send(operation, {
        applicationName: 'orders',
        deploymentGroupName: 'orders-production',
      });
      expect((await emulator.ended(id)).errorInformation?.code).toBe(code);
    },
  );

  test('With `updateOutdatedInstancesOnly` instances that run the revision already are left out; if all do, it is `NO_INSTANCES`.', async () => {
    emulator = anEmulator({ rules: [[{ deployment: 1, instance: 3, event: 'Install' }, check]] });
    await emulator.ended(await emulator.deploy());
    const second = await emulator.deploy({ updateOutdatedInstancesOnly: true });
    expect((await emulator.ended(second)).deploymentOverview?.Succeeded).toBe(1);
    const third = await emulator.deploy({ updateOutdatedInstancesOnly: true });
    expect((await emulator.ended(third)).errorInformation?.code).toBe('NO_INSTANCES');
  });
});
