import {
  BatchGetDeploymentsCommand,
  CodeDeployClient,
  ListDeploymentsCommand,
} from '@aws-sdk/client-codedeploy';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { accountsOf, type Emulator, regionsOf } from './emulator.ts';

/** Seconds from creation to completion, as CodeDeploy tells them, of the deployment since `began` that took longest. */
export async function slowest(
  { env, url: endpoint }: Emulator,
  { accounts, regions }: { accounts: number; regions: number },
  began: number,
): Promise<number> {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = env;
  const own = { accessKeyId, secretAccessKey };
  const common = { endpoint, maxAttempts: 10 };
  const sts = new STSClient({ ...common, region: 'eu-west-1', credentials: own });
  const lengths: number[] = [];
  for (const account of accountsOf(accounts)) {
    const RoleArn = `arn:aws:iam::${account}:role/fanout`;
    const assumed = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'bench' }));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = assumed.Credentials ?? {};
    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      ...(SessionToken !== undefined && { sessionToken: SessionToken }),
    };
    for (const region of regionsOf(regions)) {
      const client = new CodeDeployClient({ ...common, region, credentials });
      lengths.push(...(await lengthsSince(client, began)));
      client.destroy();
    }
  }
  if (lengths.length === 0) throw new Error('no deployment came to its end');
  return Math.max(...lengths) / 1_000;
}

async function lengthsSince(client: CodeDeployClient, began: number): Promise<number[]> {
  const group = { applicationName: 'orders', deploymentGroupName: 'orders' };
  const { deployments: deploymentIds } = await client.send(new ListDeploymentsCommand(group));
  const { deploymentsInfo = [] } = await client.send(
    new BatchGetDeploymentsCommand({ deploymentIds }),
  );
  return deploymentsInfo.flatMap(({ createTime, completeTime }) =>
    createTime && completeTime && Number(createTime) >= began
      ? [Number(completeTime) - Number(createTime)]
      : [],
  );
}
