import { seconds } from './context.ts';
import type { Structures } from './model.generated.ts';
import type { Deployment, Group } from './state.ts';

/** A deployment group as the API tells it. */
export function groupInfo(group: Group): Structures['DeploymentGroupInfo'] {
  const { settings, lastSuccessful, lastAttempted } = group;
  return {
    applicationName: group.application.name,
    deploymentGroupId: group.id,
    deploymentGroupName: group.name,
    deploymentConfigName: settings.deploymentConfigName,
    ec2TagFilters: settings.ec2TagFilters,
    onPremisesInstanceTagFilters: settings.onPremisesInstanceTagFilters,
    autoScalingGroups: (settings.autoScalingGroups ?? []).map((name) => ({
      name,
      hook: `CodeDeploy-managed-automatic-launch-deployment-hook-${group.name}-${group.id}`,
    })),
    serviceRoleArn: settings.serviceRoleArn,
    targetRevision: group.targetRevision,
    triggerConfigurations: settings.triggerConfigurations ?? [],
    alarmConfiguration: settings.alarmConfiguration,
    autoRollbackConfiguration: settings.autoRollbackConfiguration ?? { enabled: false },
    deploymentStyle: settings.deploymentStyle,
    outdatedInstancesStrategy: settings.outdatedInstancesStrategy ?? 'UPDATE',
    blueGreenDeploymentConfiguration: settings.blueGreenDeploymentConfiguration,
    loadBalancerInfo: settings.loadBalancerInfo,
    lastSuccessfulDeployment: lastSuccessful && infoOf(lastSuccessful),
    lastAttemptedDeployment: lastAttempted && infoOf(lastAttempted),
    ec2TagSet: settings.ec2TagSet,
    onPremisesTagSet: settings.onPremisesTagSet ?? { onPremisesTagSetList: [] },
    computePlatform: 'Server',
    terminationHookEnabled: settings.terminationHookEnabled,
  };
}

function infoOf({
  id,
  status,
  createTime,
  completeTime,
}: Deployment): Structures['LastDeploymentInfo'] {
  return {
    deploymentId: id,
    status,
    createTime: seconds(createTime),
    endTime: completeTime === undefined ? undefined : seconds(completeTime),
  };
}
