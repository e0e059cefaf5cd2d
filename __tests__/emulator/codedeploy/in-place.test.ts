import { afterEach, describe, expect, test } from '@jest/globals';
import { aGroup, anEmulator, eventsOf } from './emulator.ts';

let emulator: ReturnType<typeof anEmulator>;
afterEach(() => emulator.close());

describe('a deployment in place', () => {
  test('goes through Created, Queued and InProgress to Succeeded', async () => {
    emulator = anEmulator();
    const id = await emulator.deploy();
    const seen: (string | undefined)[] = [];
    await emulator.until(id, ({ status }) => {
      if (seen.at(-1) !== status) seen.push(status);
      return status === 'Succeeded';
    });
    expect(seen).toEqual(['Created', 'Queued', 'InProgress', 'Succeeded']);
  });

  test('takes every instance through the seven events, each reported with a diagnostics of success', async () => {
    emulator = anEmulator();
    const id = await emulator.deploy();
    await emulator.ended(id);
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
      expect(target.lifecycleEvents?.[4]?.diagnostics).toEqual({
        errorCode: 'Success',
        scriptName: '',
        message: 'Succeeded',
        logTail: '',
      });
    }
  });

  test('is rolled back as a new deployment, a little after it failed', async () => {
    emulator = anEmulator({
      groups: [aGroup({ autoRollback: ['DEPLOYMENT_FAILURE'] })],
      rules: [
        [
          { deployment: 2, instance: 2, event: 'ValidateService' },
          { fail: { script: 'scripts/check_service.sh', log: 'no answer' } },
        ],
      ],
    });
    const good = await emulator.deploy();
    await emulator.ended(good);
    const bad = await emulator.deploy();
    const failed = await emulator.ended(bad);
    expect(failed).toMatchObject({
      status: 'Failed',
      errorInformation: { code: 'HEALTH_CONSTRAINTS' },
    });
    expect(failed.rollbackInfo).toBeUndefined();
    const { rollbackInfo } = await emulator.until(bad, (info) => info.rollbackInfo !== undefined);
    const rollback = await emulator.ended(rollbackInfo?.rollbackDeploymentId ?? '');
    expect(rollback).toMatchObject({ status: 'Succeeded', creator: 'codeDeployRollback' });
  });
});
