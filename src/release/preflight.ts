import type { DeploymentGroupInfo } from '@aws-sdk/client-codedeploy';
import { describeFault } from '../aws/advice.ts';
import { faultOf } from '../aws/faults.ts';
import type { AwsSession } from '../aws/session.ts';
import type { Destination } from '../config/destination.ts';
import { mapLimited } from '../limit.ts';
import type { Problem } from '../problem.ts';

export type Preflight = {
  /** What stands in the way; any of these refuses the run. */
  problems: Problem[];
  /** Worth knowing, but in nobody's way. */
  warnings: Problem[];
};

/** Checks all destinations at once, read-only, and gives all findings together. */
export async function preflight(
  destinations: readonly Destination[],
  aws: AwsSession,
): Promise<Preflight> {
  const findings = await mapLimited(destinations, 20, async (destination) => {
    const checked = await Promise.all([
      checkGroup(destination, aws),
      checkBucket(destination, aws),
      checkConfig(destination, aws),
    ]);
    return checked.flat();
  });
  const all = findings.flat();
  return {
    problems: all.filter(({ warning }) => !warning).map(({ problem }) => problem),
    warnings: all.filter(({ warning }) => warning).map(({ problem }) => problem),
  };
}

type Finding = { problem: Problem; warning?: boolean };

async function checkGroup(destination: Destination, aws: AwsSession): Promise<Finding[]> {
  return told(destination, 'codedeploy:GetDeploymentGroup', async () => {
    const group = await aws.codedeploy(destination).getGroup();
    const platform = group.computePlatform ?? 'Server';
    if (platform === 'Server') return checkReadiness(destination, group);
    return [
      {
        problem: {
          message: `${destination.id}: ${destination.deploymentGroup} deploys to ${platform}, not to instances`,
          hint: 'only deployment groups of the Server (EC2/on-premises) compute platform can be deployed to',
        },
      },
    ];
  });
}

/** Where CodeDeploy shifts traffic by itself, `onReady` is never asked. */
function checkReadiness(
  { id, deploymentGroup, onReady }: Destination,
  { deploymentStyle, blueGreenDeploymentConfiguration }: DeploymentGroupInfo,
): Finding[] {
  const isBlueGreen = deploymentStyle?.deploymentType === 'BLUE_GREEN';
  const { actionOnTimeout } = blueGreenDeploymentConfiguration?.deploymentReadyOption ?? {};
  if (onReady === 'continue' || !isBlueGreen || actionOnTimeout === 'STOP_DEPLOYMENT') return [];
  const missed = onReady === 'wait' ? 'and waits for nobody' : 'before anything can be verified';
  const problem = {
    message: `${id}: ${deploymentGroup} shifts traffic as soon as its new instances are ready, ${missed}`,
    hint: 'have the deployment group reroute traffic manually (deploymentReadyOption: STOP_DEPLOYMENT, with a time to wait), or take onReady: continue',
  };
  return [{ problem }];
}

async function checkBucket(destination: Destination, aws: AwsSession): Promise<Finding[]> {
  return told(destination, 's3:HeadBucket', async () => {
    await aws.artifacts(destination).check();
    return [];
  });
}

async function checkConfig(destination: Destination, aws: AwsSession): Promise<Finding[]> {
  const name = destination.deploymentConfig;
  if (!name) return [];
  try {
    await aws.codedeploy(destination).getConfig(name);
    return [];
  } catch (error) {
    const problem = describeFault(error, {
      destination,
      operation: 'codedeploy:GetDeploymentConfig',
    });
    // Deploying needs no right to read the configuration; CreateDeployment checks it as well.
    return [{ problem, warning: faultOf(error).kind === 'denied' }];
  }
}

async function told(
  destination: Destination,
  operation: string,
  check: () => Promise<Finding[]>,
): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    return [{ problem: describeFault(error, { destination, operation }) }];
  }
}
