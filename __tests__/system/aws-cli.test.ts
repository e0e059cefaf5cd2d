import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { awsClis } from './aws-clis.ts';
import { copyQuickstart, type RunningEmulator, run, startEmulator } from './fanout.ts';

/** `aws deploy push` of others goes to the S3 of AWS, whatever endpoint it is given. */
const current = awsClis.filter(({ isCurrent }) => isCurrent);

test.skip.each(current.length === 0 ? ['none'] : [])(
  'the aws CLI (skipped: there is %s on this machine that knows AWS_ENDPOINT_URL)',
  () => undefined,
);

describe.each(current)('$name', ({ program }) => {
  let quickstart: ReturnType<typeof copyQuickstart>;
  let emulator: RunningEmulator;
  let env: Record<string, string>;
  beforeAll(async () => {
    quickstart = copyQuickstart();
    await run(process.execPath, ['build.mjs'], { cwd: quickstart.folder, env: { VERSION: '1.1' } });
    emulator = await startEmulator(['--speed', '4'], quickstart.folder);
  });
  afterAll(async () => {
    await emulator.stop();
    quickstart.remove();
  });
  beforeEach(() => assume('222222222222'));

  /** From now on calls are made in that account. */
  async function assume(account: string) {
    env = emulator.variables;
    const { Credentials } = await json(
      'sts',
      'assume-role',
      '--role-arn',
      `arn:aws:iam::${account}:role/codedeploy-fanout`,
      '--role-session-name',
      'walk',
    );
    env = {
      ...env,
      AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
      AWS_SESSION_TOKEN: Credentials.SessionToken,
    };
    expect((await json('sts', 'get-caller-identity')).Account).toBe(account);
  }

  /** The bundle as the CLI makes, uploads and registers it. */
  async function push(bucket: string, key: string, ...application: string[]) {
    const words = ['--s3-location', `s3://${bucket}/${key}`, '--source', 'build'];
    expect((await aws('deploy', 'push', ...application, ...words)).code).toBe(0);
    return ['--s3-location', `bucket=${bucket},key=${key},bundleType=zip`];
  }

  const group = ['--application-name', 'orders', '--deployment-group-name', 'orders-production'];
  const pushOrders = () =>
    push('deploy-222222222222-eu-west-1', 'orders/by-hand.zip', '--application-name', 'orders');

  async function aws(...args: string[]) {
    const words = [...args, '--region', 'eu-west-1', '--output', 'json'];
    return run(program, words, { cwd: quickstart.folder, env });
  }

  async function json(...args: string[]) {
    const { code, stdout, stderr } = await aws(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout);
  }

  test('walks to a deployment whose instances it can list, and is told of a busy group', async () => {
    const location = await pushOrders();
    const { deploymentId, refusal } = await twice([...group, ...location]);
    expect(refusal).toMatch(
      new RegExp(
        `DeploymentLimitExceededException.*already has an active Deployment '${deploymentId}'`,
      ),
    );

    await succeeded({ deploymentId });
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
    const location = await pushOrders();
    await succeeded(await json('deploy', 'create-deployment', ...group, ...location));
    const deploymentId = await stopped([...group, ...location], '--auto-rollback-enabled');
    const { rollbackDeploymentId } = await rolledBack(deploymentId);
    await succeeded({ deploymentId: rollbackDeploymentId });
    expect(await shown(rollbackDeploymentId)).toMatchObject({
      creator: 'codeDeployRollback',
      rollbackInfo: { rollbackTriggeringDeploymentId: deploymentId },
    });
  });

  test('walks from an application of its own to a rollback', async () => {
    await assume('111111111111');
    const application = ['--application-name', 'billing'];
    const names = [...application, '--deployment-group-name', 'billing-test'];
    await json('deploy', 'create-application', ...application);
    await json(
      'deploy',
      'create-deployment-group',
      ...names,
      '--service-role-arn',
      'arn:aws:iam::111111111111:role/codedeploy-service',
      '--ec2-tag-filters',
      'Key=DeploymentGroup,Value=orders-test,Type=KEY_AND_VALUE',
      '--auto-rollback-configuration',
      'enabled=true,events=DEPLOYMENT_STOP_ON_REQUEST',
    );
    const bucket = 'deploy-111111111111-eu-west-1';
    const revision = await push(bucket, 'billing/1.zip', ...application);
    const { revisions } = await json('deploy', 'list-application-revisions', ...application);
    expect(revisions).toMatchObject([{ s3Location: { bucket, key: 'billing/1.zip' } }]);

    const first = await json('deploy', 'create-deployment', ...names, ...revision);
    await succeeded(first);
    const { instancesList } = await json(
      'deploy',
      'list-deployment-instances',
      '--deployment-id',
      first.deploymentId,
    );
    expect(instancesList).toHaveLength(3);

    const second = await stopped([...names, ...revision]);
    const { rollbackDeploymentId } = await rolledBack(second);
    await succeeded({ deploymentId: rollbackDeploymentId });
    const { deploymentGroupInfo } = await json('deploy', 'get-deployment-group', ...names);
    expect(deploymentGroupInfo.lastSuccessfulDeployment.deploymentId).toBe(rollbackDeploymentId);
  });

  const slowly = ['--deployment-config-name', 'CodeDeployDefault.OneAtATime'];

  /** Creates a deployment that takes its time, and another in its way; once more where it had ended before the CLI was there to. */
  async function twice(created: readonly string[]) {
    const words = ['deploy', 'create-deployment', ...created, ...slowly];
    let { deploymentId } = await json(...words);
    for (let tries = 0; tries < 5; tries++) {
      const { code, stdout, stderr } = await aws(...words);
      if (code !== 0) return { deploymentId, refusal: stderr };
      deploymentId = JSON.parse(stdout).deploymentId;
    }
    throw new Error('every deployment had ended before another was created');
  }

  /** Creates a deployment that takes its time, and stops it; once more where it had ended before the CLI was there to. */
  async function stopped(created: readonly string[], ...options: string[]): Promise<string> {
    for (let tries = 0; tries < 5; tries++) {
      const { deploymentId } = await json('deploy', 'create-deployment', ...created, ...slowly);
      const words = ['--deployment-id', deploymentId, ...options];
      const { code, stderr } = await aws('deploy', 'stop-deployment', ...words);
      if (code === 0) return deploymentId;
      expect(stderr).toContain('DeploymentAlreadyCompletedException');
    }
    throw new Error('every deployment had ended before it could be stopped');
  }

  async function succeeded({ deploymentId }: { deploymentId: string }) {
    const waited = await aws(
      'deploy',
      'wait',
      'deployment-successful',
      '--deployment-id',
      deploymentId,
    );
    expect({ ...waited, code: 0 }).toEqual(waited);
  }

  async function shown(deploymentId: string) {
    const { deploymentInfo } = await json(
      'deploy',
      'get-deployment',
      '--deployment-id',
      deploymentId,
    );
    return deploymentInfo;
  }

  /** What rolls a stopped deployment back; it appears some moments after the end, so there are some twenty looks. */
  async function rolledBack(deploymentId: string) {
    for (let looks = 0; looks < 20; looks++) {
      const { status, rollbackInfo } = await shown(deploymentId);
      if (rollbackInfo?.rollbackDeploymentId) {
        expect(status).toBe('Stopped');
        return rollbackInfo;
      }
    }
    throw new Error(`no rollback of ${deploymentId} appears`);
  }
});
