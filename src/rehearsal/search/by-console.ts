import type { EmulatedCodeDeploy } from '../../emulator/codedeploy/codedeploy.ts';

/** Somebody deploys what ran before, by hand. A group that is busy refuses. */
export async function deployByConsole(
  codedeploy: Pick<EmulatedCodeDeploy, 'view' | 'handle'>,
  destination: string,
): Promise<void> {
  const group = codedeploy.view().find((one) => one.destination === destination);
  const last = group?.deployments.at(0);
  if (!group || !last) return;
  const { account, region, application: applicationName, deploymentGroup } = group;
  const s3Location = { bucket: last.bucket, key: last.key, bundleType: 'zip' };
  await codedeploy
    .handle({
      operation: 'CreateDeployment',
      account,
      region,
      principal: { accessKeyId: 'AKIACONSOLE', account, arn: `arn:aws:iam::${account}:user/ops` },
      input: {
        applicationName,
        deploymentGroupName: deploymentGroup,
        revision: { revisionType: 'S3', s3Location },
      },
    })
    .catch(() => undefined);
}
