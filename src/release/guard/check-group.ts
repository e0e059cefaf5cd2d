import type { DeploymentGroupInfo } from '@aws-sdk/client-codedeploy';
import type { Destination } from '../../config/destination.ts';
import type { Problem } from '../../problem.ts';
import type { Finding } from './finding.ts';

/** Whether a deployment group takes what the destination asks for. */
export function checkGroup(destination: Destination, group: DeploymentGroupInfo): Finding[] {
  const platform = group.computePlatform ?? 'Server';
  if (platform === 'Server') return checkReadiness(destination, group);
  const { id, deploymentGroup } = destination;
  const problem: Problem = {
    code: 'wrong-platform',
    destination: id,
    message: `${deploymentGroup} deploys to ${platform}, not to instances`,
    hint: 'fanout deploys only to deployment groups of the Server (EC2/on-premises) compute platform',
  };
  return [{ kind: 'problem', problem }];
}

/** Where CodeDeploy shifts traffic by itself, or nothing is shifted, `onReady` is never asked. */
function checkReadiness(
  { id, deploymentGroup, onReady }: Destination,
  { deploymentStyle, blueGreenDeploymentConfiguration }: DeploymentGroupInfo,
): Finding[] {
  const isBlueGreen = deploymentStyle?.deploymentType === 'BLUE_GREEN';
  const { actionOnTimeout } = blueGreenDeploymentConfiguration?.deploymentReadyOption ?? {};
  if (onReady === 'leave' && !isBlueGreen) {
    const problem: Problem = {
      code: 'traffic-not-ours',
      destination: id,
      message: `${deploymentGroup} deploys in place, so nothing waits for traffic: a deployment would run to its end`,
      hint: 'set onReady: continue for this destination, or make the group blue/green',
    };
    return [{ kind: 'problem', problem }];
  }
  if (onReady === 'continue' || !isBlueGreen || actionOnTimeout === 'STOP_DEPLOYMENT') return [];
  const missed =
    onReady === 'verify-then-continue' ? 'before anything can be verified' : 'and does not wait';
  const problem: Problem = {
    code: 'traffic-not-ours',
    destination: id,
    message: `${deploymentGroup} shifts traffic as soon as its new instances are ready, ${missed}`,
    hint: 'have the deployment group reroute traffic manually (deploymentReadyOption: STOP_DEPLOYMENT, with a time to wait), or set onReady: continue',
  };
  return [{ kind: 'problem', problem }];
}
