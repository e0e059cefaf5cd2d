import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copyQuickstart, type RunningEmulator, run, startEmulator } from './fanout.ts';

const hasCli = spawnSync('aws', ['--version']).status === 0;
const title = hasCli ? 'the aws CLI' : 'the aws CLI (skipped: there is no aws on this machine)';

(hasCli ? describe : describe.skip)(title, () => {
  let quickstart: ReturnType<typeof copyQuickstart>;
  let emulator: RunningEmulator;
  let env: Record<string, string>;
  beforeAll(async () => {
    quickstart = copyQuickstart();
    await run(process.execPath, ['build.mjs'], { cwd: quickstart.folder, env: { VERSION: '1.1' } });
    emulator = await startEmulator(['--speed', '20'], quickstart.folder);
    env = emulator.variables;
    const assumed = await json(
      'sts',
      'assume-role',
      '--role-arn',
      'arn:aws:iam::222222222222:role/codedeploy-fanout',
      '--role-session-name',
      'walk',
    );
    env = {
      ...env,
      AWS_ACCESS_KEY_ID: assumed.Credentials.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: assumed.Credentials.SecretAccessKey,
      AWS_SESSION_TOKEN: assumed.Credentials.SessionToken,
    };
    expect((await json('sts', 'get-caller-identity')).Account).toBe('222222222222');

    const pushed = await aws(
      'deploy',
      'push',
      '--application-name',
      'orders',
      '--s3-location',
      `s3://${bucket}/${key}`,
      '--source',
      'build',
    );
    expect(pushed.code).toBe(0);
  });
  afterAll(async () => {
    await emulator.stop();
    quickstart.remove();
  });

  const group = ['--application-name', 'orders', '--deployment-group-name', 'orders-production'];
  const key = 'orders/by-hand.zip';
  const bucket = 'deploy-222222222222-eu-west-1';
  const location = ['--s3-location', `bucket=${bucket},key=${key},bundleType=zip`];

  async function aws(...args: string[]) {
    const words = [...args, '--region', 'eu-west-1', '--output', 'json'];
    return run('aws', words, { cwd: quickstart.folder, env });
  }

  async function json(...args: string[]) {
    const { code, stdout, stderr } = await aws(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout);
  }

  test('walks to a deployment whose instances it can list, and is told of a busy group', async () => {
    const { deploymentId } = await json('deploy', 'create-deployment', ...group, ...location);
    const busy = await aws('deploy', 'create-deployment', ...group, ...location);
    expect(busy.code).not.toBe(0);
    expect(busy.stderr).toMatch(
      new RegExp(
        `DeploymentLimitExceededException.*already has an active Deployment '${deploymentId}'`,
      ),
    );

    const waited = await aws(
      'deploy',
      'wait',
      'deployment-successful',
      '--deployment-id',
      deploymentId,
    );
    expect(waited.code).toBe(0);
    const { targetIds } = await json(
      'deploy',
      'list-deployment-targets',
      '--deployment-id',
      deploymentId,
    );
    expect(targetIds).toHaveLength(3);
    const { deploymentTargets } = await json(
      'deploy',
      'batch-get-deployment-targets',
      '--deployment-id',
      deploymentId,
      '--target-ids',
      ...targetIds,
    );
    for (const { instanceTarget } of deploymentTargets) {
      expect(instanceTarget.status).toBe('Succeeded');
      expect(instanceTarget.lifecycleEvents).toHaveLength(7);
    }
  });

  test('stops a deployment and sees it rolled back', async () => {
    const { deploymentId } = await json('deploy', 'create-deployment', ...group, ...location);
    await json(
      'deploy',
      'stop-deployment',
      '--deployment-id',
      deploymentId,
      '--auto-rollback-enabled',
    );
    // The rollback appears some moments after the end of what it rolls back.
    const stopped = await shown(deploymentId, ({ rollbackInfo }) => rollbackInfo);
    expect(stopped.status).toBe('Stopped');
    const { rollbackDeploymentId } = stopped.rollbackInfo;
    const waited = await aws(
      'deploy',
      'wait',
      'deployment-successful',
      '--deployment-id',
      rollbackDeploymentId,
    );
    expect(waited.code).toBe(0);
    const rollback = await shown(rollbackDeploymentId, () => true);
    expect(rollback).toMatchObject({
      creator: 'codeDeployRollback',
      rollbackInfo: { rollbackTriggeringDeploymentId: deploymentId },
    });
  });

  /** A deployment once it is as is waited for; some twenty looks, one after another. */
  async function shown(
    deploymentId: string,
    isReady: (info: { rollbackInfo?: object }) => unknown,
  ) {
    for (let looks = 0; looks < 20; looks++) {
      const { deploymentInfo } = await json(
        'deploy',
        'get-deployment',
        '--deployment-id',
        deploymentId,
      );
      if (isReady(deploymentInfo)) return deploymentInfo;
    }
    throw new Error(`${deploymentId} does not come to be as is waited for`);
  }
});
