import type { DeploymentConfigInfo, DeploymentGroupInfo } from '@aws-sdk/client-codedeploy';
import { describeFault } from '../../aws/advice.ts';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import { faultOf } from '../../aws/faults.ts';
import type { Destination } from '../../config/destination.ts';
import type { Problem } from '../../problem.ts';
import { checkZones } from './check-zones.ts';
import { type Finding, notChecked } from './finding.ts';

/**
 * Whether the deployment configuration exists, and leaves an instance to deploy to; `instances` is how many the last
 * deployment had, where that is known. AWS's own configurations always leave one.
 */
export async function checkConfig(
  destination: Destination,
  group: Pick<DeploymentGroupInfo, 'deploymentConfigName'>,
  instances: Promise<number | undefined> | number | undefined,
  calls: Pick<CodeDeployCalls, 'getConfig'>,
): Promise<Finding[]> {
  const named = destination.deploymentConfig;
  const name = named ?? group.deploymentConfigName;
  if (!name || ofAws.has(name)) return [];
  // What a group refers to exists.
  if (!named && name.startsWith('CodeDeployDefault.')) return [];
  try {
    const config = await calls.getConfig(name);
    return [
      ...checkMinimum(destination, config, await instances),
      ...checkZones(destination, config),
    ];
  } catch (error) {
    const operation = 'codedeploy:GetDeploymentConfig';
    if (faultOf(error).kind !== 'denied')
      return [{ kind: 'problem', problem: describeFault(error, { destination, operation }) }];
    // Deploying needs no right to read the configuration; CreateDeployment checks it as well.
    const what = `whether the deployment configuration "${name}" exists and fits`;
    return [notChecked(destination, what, operation, error)];
  }
}

/** For servers (https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html). */
const ofAws: ReadonlySet<string> = new Set([
  'CodeDeployDefault.AllAtOnce',
  'CodeDeployDefault.HalfAtATime',
  'CodeDeployDefault.OneAtATime',
]);

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/instances-health.html#minimum-healthy-hosts */
function checkMinimum(
  { id, deploymentGroup }: Destination,
  { deploymentConfigName, minimumHealthyHosts }: DeploymentConfigInfo,
  instances: number | undefined,
): Finding[] {
  const { type, value = 0 } = minimumHealthyHosts ?? {};
  if (type !== 'HOST_COUNT' || !instances || value < instances) return [];
  const problem: Problem = {
    code: 'too-few-instances',
    destination: id,
    message: `${deploymentConfigName} keeps ${value} instances healthy, and ${deploymentGroup} had ${instances} in its last deployment: none could be deployed to`,
    hint: 'CodeDeploy fails such a deployment with HEALTH_CONSTRAINTS_INVALID unless there are more instances by now; choose another deploymentConfig',
  };
  return [{ kind: 'warning', problem }];
}
