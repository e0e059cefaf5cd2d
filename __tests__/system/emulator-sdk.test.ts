import {
  BatchGetDeploymentTargetsCommand,
  CodeDeployClient,
  CreateApplicationCommand,
  CreateDeploymentCommand,
  CreateDeploymentGroupCommand,
  DeleteApplicationCommand,
  type DeploymentInfo,
  GetApplicationRevisionCommand,
  GetDeploymentCommand,
  GetDeploymentGroupCommand,
  ListApplicationsCommand,
  ListDeploymentTargetsCommand,
  RegisterApplicationRevisionCommand,
  StopDeploymentCommand,
  waitUntilDeploymentSuccessful,
} from '@aws-sdk/client-codedeploy';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyQuickstart, type RunningEmulator, startEmulator } from './fanout.ts';

const region = 'eu-west-1';
const account = '222222222222';
const names = { applicationName: 'walk', deploymentGroupName: 'walk-production' };
const bucket = `deploy-${account}-${region}`;
const s3Location = { bucket, key: 'walk.zip', bundleType: 'zip' } as const;
const revision = { revisionType: 'S3', s3Location } as const;

let quickstart: ReturnType<typeof copyQuickstart>;
let emulator: RunningEmulator;
let client: CodeDeployClient;
beforeAll(async () => {
  quickstart = copyQuickstart();
  emulator = await startEmulator(['--speed', '10', '--hooks', 'none'], quickstart.folder);
  const { AWS_ENDPOINT_URL: endpoint = '', ...variables } = emulator.variables;
  const base = {
    accessKeyId: variables.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? '',
  };
  const { Credentials } = await new STSClient({ endpoint, region, credentials: base }).send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${account}:role/codedeploy-fanout`,
      RoleSessionName: 'walk',
    }),
  );
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  client = new CodeDeployClient({ endpoint, region, credentials });
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const where = { Bucket: bucket, Key: s3Location.key };
  await s3.send(new PutObjectCommand({ ...where, Body: 'a bundle' }));
});
afterAll(async () => {
  await emulator.stop();
  quickstart.remove();
});

test('the SDK walks from an account without applications to a deployment, its targets, a stop and the rollback', async () => {
  await client.send(new DeleteApplicationCommand({ applicationName: 'orders' }));
  expect((await client.send(new ListApplicationsCommand({}))).applications).toEqual([]);
  await client.send(new CreateApplicationCommand({ applicationName: 'walk' }));
  const tag = {
    Key: 'DeploymentGroup',
    Value: 'orders-production',
    Type: 'KEY_AND_VALUE',
  } as const;
  const serviceRoleArn = `arn:aws:iam::${account}:role/codedeploy-service`;
  await client.send(
    new CreateDeploymentGroupCommand({ ...names, serviceRoleArn, ec2TagFilters: [tag] }),
  );
  await client.send(new RegisterApplicationRevisionCommand({ applicationName: 'walk', revision }));

  const { deploymentId: first } = await client.send(
    new CreateDeploymentCommand({ ...names, revision }),
  );
  const { state } = await waitUntilDeploymentSuccessful(
    { client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 },
    { deploymentId: first },
  );
  expect(state).toBe('SUCCESS');
  const { targetIds } = await client.send(
    new ListDeploymentTargetsCommand({ deploymentId: first }),
  );
  const { deploymentTargets = [] } = await client.send(
    new BatchGetDeploymentTargetsCommand({ deploymentId: first, targetIds }),
  );
  expect(deploymentTargets.map(({ instanceTarget }) => instanceTarget?.status)).toEqual(
    Array(3).fill('Succeeded'),
  );

  const { deploymentId: second } = await client.send(
    new CreateDeploymentCommand({ ...names, revision }),
  );
  await client.send(new StopDeploymentCommand({ deploymentId: second, autoRollbackEnabled: true }));
  const stopped = await seen(second, ({ rollbackInfo }) => rollbackInfo !== undefined);
  expect(stopped.status).toBe('Stopped');
  const id = stopped.rollbackInfo?.rollbackDeploymentId;
  const rollback = await seen(id, ({ completeTime }) => completeTime !== undefined);
  expect(rollback).toMatchObject({ status: 'Succeeded', creator: 'codeDeployRollback' });
  expect(rollback.rollbackInfo?.rollbackTriggeringDeploymentId).toBe(second);

  const { deploymentGroupInfo } = await client.send(new GetDeploymentGroupCommand(names));
  expect(deploymentGroupInfo?.lastSuccessfulDeployment?.deploymentId).toBe(id);
  expect(deploymentGroupInfo?.targetRevision).toMatchObject({ s3Location });
  const { revisionInfo } = await client.send(
    new GetApplicationRevisionCommand({ applicationName: 'walk', revision }),
  );
  expect(revisionInfo?.deploymentGroups).toEqual(['walk-production']);
});

/** Looks at a deployment, again and again, until it is as it should be. */
async function seen(
  deploymentId: string | undefined,
  isSo: (deployment: DeploymentInfo) => boolean,
): Promise<DeploymentInfo> {
  const end = Date.now() + 60_000;
  for (;;) {
    const { deploymentInfo = {} } = await client.send(new GetDeploymentCommand({ deploymentId }));
    if (isSo(deploymentInfo) || Date.now() > end) return deploymentInfo;
  }
}
