import {
  BatchGetDeploymentsCommand,
  BatchGetDeploymentTargetsCommand,
  CodeDeployClient,
  CreateDeploymentCommand,
  DeploymentLimitExceededException,
  DeploymentNotStartedException,
  GetDeploymentCommand,
  GetDeploymentConfigCommand,
  GetDeploymentGroupCommand,
  ListDeploymentTargetsCommand,
  PutLifecycleEventHookExecutionStatusCommand,
  paginateListDeployments,
  StopDeploymentCommand,
  waitUntilDeploymentSuccessful,
} from '@aws-sdk/client-codedeploy';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, expect, test } from '@jest/globals';
import { steadyClock } from '../../../src/clock.ts';
import { createCodeDeploy } from '../../../src/emulator/codedeploy/codedeploy.ts';
import { type Emulator, startEmulator } from '../../../src/emulator/server.ts';
import { account, aGroup, aRule, region, type Scripted } from './emulator.ts';

const clock = steadyClock(500);
const bucket = 'deploy-bucket';
const revision = {
  revisionType: 'S3',
  s3Location: { bucket, key: 'orders/1.zip', bundleType: 'zip' },
} as const;
const names = { applicationName: 'orders', deploymentGroupName: 'orders-production' };

let emulator: Emulator;
afterEach(() => emulator.close());

/** The emulator on its port, with a bundle in S3, and a client of CodeDeploy. */
async function served(rules: Scripted[] = [], groups = [aGroup()]) {
  const bugs: unknown[] = [];
  emulator = await startEmulator({
    clock,
    seed: {
      accounts: [{ id: account, name: 'retail', roles: [] }],
      buckets: [{ name: bucket, region, account }],
      groups,
      base: { account },
    },
    codedeploy: (ports) => createCodeDeploy({ ...ports, outcomes: rules.map(aRule), pageSize: 2 }),
    onBug: (bug) => bugs.push(bug),
  });
  const config = { endpoint: emulator.url, region, credentials: emulator.credentials };
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'orders/1.zip', Body: 'a bundle' }));
  return { client: new CodeDeployClient(config), bugs };
}

test('the SDK deploys, waits, and reads every instance', async () => {
  const { client, bugs } = await served();
  const { deploymentId = '' } = await client.send(
    new CreateDeploymentCommand({ ...names, revision }),
  );
  const { state } = await waitUntilDeploymentSuccessful(
    { client, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.05 },
    { deploymentId },
  );
  expect(state).toBe('SUCCESS');
  const { deploymentInfo } = await client.send(new GetDeploymentCommand({ deploymentId }));
  expect(deploymentInfo?.createTime).toBeInstanceOf(Date);
  expect(deploymentInfo?.deploymentOverview).toMatchObject({ Succeeded: 3, Failed: 0 });
  const { targetIds } = await client.send(new ListDeploymentTargetsCommand({ deploymentId }));
  const { deploymentTargets } = await client.send(
    new BatchGetDeploymentTargetsCommand({ deploymentId, targetIds }),
  );
  expect(deploymentTargets?.[0]?.instanceTarget?.lifecycleEvents?.[0]).toMatchObject({
    lifecycleEventName: 'ApplicationStop',
    status: 'Succeeded',
    startTime: expect.any(Date),
    diagnostics: { errorCode: 'Success' },
  });
  expect(bugs).toEqual([]);
});

test('the SDK sees a failure, its rollback and the group afterwards', async () => {
  const { client } = await served(
    [
      [
        { deployment: 2, instance: 2, event: 'ValidateService' },
        { fail: { script: 'check.sh', log: 'no answer' } },
      ],
    ],
    [aGroup({ autoRollback: ['DEPLOYMENT_FAILURE'] })],
  );
  const info = async (deploymentId = '') =>
    (await client.send(new GetDeploymentCommand({ deploymentId }))).deploymentInfo;
  const ended = async (deploymentId?: string) => {
    for (;;) {
      const found = await info(deploymentId);
      if (found?.completeTime) return found;
      await clock.sleep(1000);
    }
  };
  const good = await client.send(new CreateDeploymentCommand({ ...names, revision }));
  await ended(good.deploymentId);
  const bad = await client.send(new CreateDeploymentCommand({ ...names, revision }));
  const failed = await ended(bad.deploymentId);
  expect(failed).toMatchObject({
    status: 'Failed',
    errorInformation: { code: 'HEALTH_CONSTRAINTS' },
  });
  let rollbackInfo = failed.rollbackInfo;
  while (!rollbackInfo) {
    await clock.sleep(500);
    rollbackInfo = (await info(bad.deploymentId))?.rollbackInfo;
  }
  const rollback = await ended(rollbackInfo.rollbackDeploymentId);
  expect(rollback).toMatchObject({ status: 'Succeeded', creator: 'codeDeployRollback' });
  const { deploymentGroupInfo } = await client.send(new GetDeploymentGroupCommand(names));
  expect(deploymentGroupInfo?.lastSuccessfulDeployment?.deploymentId).toBe(rollback.deploymentId);
  const listed: string[] = [];
  for await (const page of paginateListDeployments({ client }, names))
    listed.push(...(page.deployments ?? []));
  expect(listed).toEqual([rollback.deploymentId, bad.deploymentId, good.deploymentId]);
  const { deploymentsInfo } = await client.send(
    new BatchGetDeploymentsCommand({ deploymentIds: listed }),
  );
  expect(deploymentsInfo).toHaveLength(3);
});

test('the SDK builds the classes of refusals', async () => {
  const empty = aGroup({ deploymentGroup: 'empty', instances: 0 });
  const { client } = await served([[{}, 'hang']], [aGroup(), empty]);
  const { deploymentId } = await client.send(new CreateDeploymentCommand({ ...names, revision }));
  const busy = client.send(new CreateDeploymentCommand({ ...names, revision }));
  await expect(busy).rejects.toThrow(`already has an active Deployment '${deploymentId}'`);
  await expect(busy).rejects.toBeInstanceOf(DeploymentLimitExceededException);
  const nobody = await client.send(
    new CreateDeploymentCommand({ ...names, deploymentGroupName: 'empty', revision }),
  );
  const targets = client.send(
    new ListDeploymentTargetsCommand({ deploymentId: nobody.deploymentId }),
  );
  await expect(targets).rejects.toBeInstanceOf(DeploymentNotStartedException);
});

test('the SDK stops a deployment, and is refused by name', async () => {
  const { client } = await served();
  const { deploymentId } = await client.send(new CreateDeploymentCommand({ ...names, revision }));
  const { status } = await client.send(new StopDeploymentCommand({ deploymentId }));
  expect(['Pending', 'Succeeded']).toContain(status);
  const nameless = client.send(new CreateDeploymentCommand({ applicationName: undefined }));
  await expect(nameless).rejects.toMatchObject({ name: 'ApplicationNameRequiredException' });
  const elsewhere = client.send(new GetDeploymentCommand({ deploymentId: 'd-AAAAAAAAA' }));
  await expect(elsewhere).rejects.toMatchObject({ name: 'DeploymentDoesNotExistException' });
});

test('the SDK reads what is not in its own enumeration', async () => {
  const { client } = await served();
  const input = { deploymentConfigName: 'CodeDeployDefault.OneAtATime' };
  const { deploymentConfigInfo } = await client.send(new GetDeploymentConfigCommand(input));
  expect(deploymentConfigInfo?.minimumHealthyHosts).toEqual({ type: 'MOST_CONCURRENCY', value: 1 });
});

test('an operation that is not offered is refused loudly on the wire', async () => {
  const { client } = await served();
  const call = client.send(new PutLifecycleEventHookExecutionStatusCommand({}));
  await expect(call).rejects.toMatchObject({
    name: 'UnknownOperationException',
    $metadata: { httpStatusCode: 501 },
  });
});
