import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import type { DestinationResult } from '../outcome.ts';

/** What CodeDeploy starts by itself brings nothing but what was deployed. */
const byItself = [
  'autoscaling',
  'autoscalingTermination',
  'codeDeployRollback',
  'CodeDeploy',
  'CodeDeployAutoUpdate',
];

/** The deployment that somebody has made in a group since this one; undefined also where that cannot be read. */
export async function deployedSince(
  { deploymentId = '' }: Pick<DestinationResult, 'deploymentId'>,
  calls: Pick<CodeDeployCalls, 'getGroup' | 'getDeployments'>,
): Promise<DeploymentInfo | undefined> {
  try {
    const last = (await calls.getGroup()).lastAttemptedDeployment?.deploymentId;
    if (!last || last === deploymentId) return undefined;
    const infos = await calls.getDeployments([last, deploymentId]);
    const [later, ours] = [last, deploymentId].map((id) =>
      infos.find((info) => info.deploymentId === id),
    );
    // What the group calls its last attempt may lag behind.
    const isLater = Number(later?.createTime ?? 0) > Number(ours?.createTime ?? Infinity);
    return isLater && !byItself.includes(later?.creator ?? 'user') ? later : undefined;
  } catch {
    return undefined;
  }
}
