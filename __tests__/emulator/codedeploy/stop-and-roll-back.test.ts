import { afterEach, describe, expect, test } from '@jest/globals';
import { aGroup, anEmulator, aRevision, eventsOf, refusal, type Scripted } from './emulator.ts';

let emulator: ReturnType<typeof anEmulator>;
afterEach(() => emulator.close());

const fails: Scripted = [
  { deployment: 2, instance: 2, event: 'AfterInstall' },
  { fail: { script: 's.sh' } },
];
const onFailure = [aGroup({ autoRollback: ['DEPLOYMENT_FAILURE'] })];

const stop = (deploymentId: string, autoRollbackEnabled?: boolean) =>
  emulator.call('StopDeployment', { deploymentId, autoRollbackEnabled });

/** A group that has had one deployment, which succeeded. */
async function settled(options: Parameters<typeof anEmulator>[0] = {}) {
  emulator = anEmulator(options);
  const id = await emulator.deploy({
    revision: aRevision('good.zip'),
    fileExistsBehavior: 'OVERWRITE',
  });
  await emulator.ended(id);
  return id;
}

describe('stopping', () => {
  test('Before it has started a deployment is stopped at once; later the answer is `Pending` while an instance is at an event, which goes to its end, and `Succeeded` when none is; asked again after the end it is `Succeeded`.', async () => {
    emulator = anEmulator();
    const early = await emulator.deploy();
    expect(await stop(early)).toEqual({
      status: 'Succeeded',
      statusMessage: 'No more commands will be scheduled for execution in the deployment instances',
    });
    expect((await emulator.info(early)).status).toBe('Stopped');

    const late = await emulator.deploy();
    await emulator.until(late, ({ status }) => status === 'InProgress');
    expect(await stop(late)).toMatchObject({ status: 'Pending' });
    expect((await emulator.info(late)).status).toBe('InProgress');
    const info = await emulator.ended(late);
    expect(info.status).toBe('Stopped');
    expect(eventsOf((await emulator.targets(late))[0] ?? {})[0]).toBe('ApplicationStop Succeeded');
    expect(await stop(late)).toMatchObject({ status: 'Succeeded' });
  });

  test('The other events of instances, and instances not yet begun, are skipped.', async () => {
    emulator = anEmulator();
    const id = await emulator.deploy();
    await emulator.until(id, ({ deploymentOverview }) => deploymentOverview?.Succeeded === 1);
    await stop(id);
    await emulator.ended(id);
    const targets = await emulator.targets(id);
    expect(targets.map(({ status }) => status)).toEqual(['Succeeded', 'Skipped', 'Skipped']);
    expect(eventsOf(targets[1] ?? {})[6]).toBe('ValidateService Skipped');
  });

  test('A deployment that succeeded or failed answers with `DeploymentAlreadyCompletedException`.', async () => {
    const good = await settled({ rules: [fails] });
    expect((await refusal(stop(good))).code).toBe('DeploymentAlreadyCompletedException');
    const bad = await emulator.deploy();
    await emulator.ended(bad);
    expect((await refusal(stop(bad))).code).toBe('DeploymentAlreadyCompletedException');
  });

  test('A stopped deployment’s error is `MANUAL_STOP`.', async () => {
    emulator = anEmulator();
    const id = await emulator.deploy();
    await stop(id);
    expect((await emulator.info(id)).errorInformation?.code).toBe('MANUAL_STOP');
  });

  test.each([
    ['asked for', true, [], true],
    ['asked not to, though set', false, ['DEPLOYMENT_STOP_ON_REQUEST'], false],
    ['not asked, set', undefined, ['DEPLOYMENT_STOP_ON_REQUEST'], true],
    ['not asked, set for failures only', undefined, ['DEPLOYMENT_FAILURE'], false],
  ])(
    'It is rolled back when `autoRollbackEnabled` is true; when it is not given, as `DEPLOYMENT_STOP_ON_REQUEST` is set. (%s)',
    async (_, autoRollbackEnabled, autoRollback, expected) => {
      await settled({ groups: [aGroup({ autoRollback })] });
      const id = await emulator.deploy();
      await emulator.until(id, ({ status }) => status === 'InProgress');
      await stop(id, autoRollbackEnabled);
      const { completeTime = 0 } = await emulator.ended(id);
      await emulator.clock.sleep(completeTime * 1000 + 10_000 - emulator.clock.now());
      const { rollbackInfo } = await emulator.info(id);
      expect(rollbackInfo !== undefined).toBe(expected);
      if (expected) {
        const rollback = await emulator.ended(rollbackInfo?.rollbackDeploymentId ?? '');
        expect(rollback.status).toBe('Succeeded');
      }
    },
  );

  test('an agent that does not answer does not hold a stop up', async () => {
    emulator = anEmulator({ rules: [[{}, 'hang']] });
    const id = await emulator.deploy();
    await emulator.until(id, ({ status }) => status === 'InProgress');
    expect(await stop(id)).toMatchObject({ status: 'Succeeded' });
    const { startTime = 0, completeTime = 0 } = await emulator.ended(id);
    expect(completeTime).toBe(startTime);
  });
});

describe('automatic rollback', () => {
  test('A rollback is a new deployment of what was last deployed with success, created by `codeDeployRollback`.', async () => {
    await settled({ groups: onFailure, rules: [fails] });
    const bad = await emulator.deploy({ revision: aRevision('bad.zip') });
    const { rollbackInfo } = await emulator.until(bad, (info) => info.rollbackInfo !== undefined);
    expect(await emulator.ended(rollbackInfo?.rollbackDeploymentId ?? '')).toMatchObject({
      status: 'Succeeded',
      creator: 'codeDeployRollback',
      revision: aRevision('good.zip'),
      deploymentOverview: { Succeeded: 3 },
    });
    expect((await emulator.group()).targetRevision).toEqual(aRevision('good.zip'));
  });

  test('It appears three seconds after the deployment ended; only then do both carry their `rollbackInfo`.', async () => {
    await settled({ groups: onFailure, rules: [fails] });
    const bad = await emulator.deploy();
    const failed = await emulator.ended(bad);
    expect(failed.rollbackInfo).toBeUndefined();
    const { deployments: before } = await emulator.call('ListDeployments', {});
    expect(before).toHaveLength(2);
    const { rollbackInfo } = await emulator.until(bad, (info) => info.rollbackInfo !== undefined);
    const id = rollbackInfo?.rollbackDeploymentId ?? '';
    expect(rollbackInfo).toEqual({
      rollbackDeploymentId: id,
      rollbackMessage: `Deployment ${bad} terminated. Automatic rollback is triggered with a DeploymentId ${id}.`,
    });
    const rollback = await emulator.info(id);
    expect(rollback.rollbackInfo).toEqual({
      rollbackTriggeringDeploymentId: bad,
      rollbackMessage: `Deployment ${id} is triggered to roll back deployment ${bad}.`,
    });
    expect((rollback.createTime ?? 0) - (failed.completeTime ?? 0)).toBe(3);
  });

  test.each([
    ['neither', [], undefined, false],
    ['the group', ['DEPLOYMENT_FAILURE'], undefined, true],
    ['the group, for another event', ['DEPLOYMENT_STOP_ON_ALARM'], undefined, false],
    ['the deployment', [], { enabled: true, events: ['DEPLOYMENT_FAILURE'] }, true],
    ['the deployment, which switches it off', ['DEPLOYMENT_FAILURE'], { enabled: false }, false],
  ] as const)(
    'It follows on failure, alarm or stop as the deployment’s own setting has it, else the group’s. (%s)',
    async (_, autoRollback, own, expected) => {
      await settled({ groups: [aGroup({ autoRollback: [...autoRollback] })], rules: [fails] });
      const autoRollbackConfiguration = own && structuredClone<object>(own);
      const bad = await emulator.deploy({
        ...(autoRollbackConfiguration && { autoRollbackConfiguration }),
      });
      expect((await emulator.ended(bad)).status).toBe('Failed');
      await emulator.clock.sleep(10_000);
      expect((await emulator.info(bad)).rollbackInfo !== undefined).toBe(expected);
    },
  );

  test('It goes to all instances of the group with the failed deployment’s configuration, and with the file-exists behaviour of the deployment that succeeded.', async () => {
    await settled({ groups: onFailure, rules: [fails] });
    const bad = await emulator.deploy({ deploymentConfigName: 'CodeDeployDefault.HalfAtATime' });
    const { rollbackInfo } = await emulator.until(bad, (info) => info.rollbackInfo !== undefined);
    expect(await emulator.ended(rollbackInfo?.rollbackDeploymentId ?? '')).toMatchObject({
      deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
      fileExistsBehavior: 'OVERWRITE',
      deploymentOverview: { Succeeded: 3 },
    });
  });

  test('It has no description, is never rolled back itself, and alarms do not stop it.', async () => {
    await settled({
      groups: onFailure,
      rules: [
        fails,
        [{ deployment: 'rollback', event: 'AfterInstall' }, { fail: { script: 'again.sh' } }],
      ],
    });
    const bad = await emulator.deploy({ description: 'ours' });
    const { rollbackInfo } = await emulator.until(bad, (info) => info.rollbackInfo !== undefined);
    const id = rollbackInfo?.rollbackDeploymentId ?? '';
    const rollback = await emulator.ended(id);
    expect([rollback.status, rollback.description]).toEqual(['Failed', undefined]);
    await emulator.clock.sleep(60_000);
    expect((await emulator.info(id)).rollbackInfo?.rollbackDeploymentId).toBeUndefined();
    expect((await emulator.call('ListDeployments', {})).deployments).toHaveLength(3);
  });

  test('With nothing to go back to, `rollbackInfo` holds only a message that says so.', async () => {
    emulator = anEmulator({ groups: onFailure, rules: [[{}, { fail: { script: 's.sh' } }]] });
    const id = await emulator.deploy();
    const { rollbackInfo } = await emulator.until(id, (info) => info.rollbackInfo !== undefined);
    expect(rollbackInfo).toEqual({
      rollbackMessage: `Deployment ${id} cannot be rolled back: no earlier deployment of the deployment group orders-production has succeeded.`,
    });
    await expect(emulator.deploy()).resolves.toMatch(/^d-/);
  });

  test('`lastSuccessfulDeployment` and the target revision move when a deployment succeeds, rollbacks included; `lastAttemptedDeployment` when one is created.', async () => {
    const last = async () => {
      const { lastSuccessfulDeployment, lastAttemptedDeployment, targetRevision } =
        await emulator.group();
      return [
        lastSuccessfulDeployment?.deploymentId,
        lastAttemptedDeployment?.deploymentId,
        targetRevision?.s3Location?.key,
      ];
    };
    const good = await settled({ groups: onFailure, rules: [fails] });
    expect(await last()).toEqual([good, good, 'good.zip']);
    const bad = await emulator.deploy({ revision: aRevision('bad.zip') });
    expect(await last()).toEqual([good, bad, 'good.zip']);
    const { rollbackInfo } = await emulator.until(bad, (info) => info.rollbackInfo !== undefined);
    const rollback = rollbackInfo?.rollbackDeploymentId ?? '';
    expect(await last()).toEqual([good, rollback, 'good.zip']);
    await emulator.ended(rollback);
    expect(await last()).toEqual([rollback, rollback, 'good.zip']);
  });

  test('a failed deployment without automatic rollback leaves the group as it is', async () => {
    const good = await settled({ rules: [fails] });
    const bad = await emulator.deploy({ revision: aRevision('bad.zip') });
    await emulator.ended(bad);
    const { lastSuccessfulDeployment, lastAttemptedDeployment } = await emulator.group();
    expect(lastSuccessfulDeployment).toMatchObject({ deploymentId: good, status: 'Succeeded' });
    expect(lastAttemptedDeployment).toMatchObject({ deploymentId: bad, status: 'Failed' });
  });
});
