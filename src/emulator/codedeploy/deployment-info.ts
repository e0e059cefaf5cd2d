import { seconds } from './context.ts';
import type { Structures } from './model.generated.ts';
import type { Deployment, Snapshot } from './state.ts';

/** A deployment as the API tells it, now or as it was. */
export function deploymentInfo(
  deployment: Deployment,
  snapshot: Snapshot | undefined = deployment.history.at(-1),
): Structures['DeploymentInfo'] {
  const { group, settings } = deployment;
  const { startTime, completeTime } = snapshot ?? {};
  return {
    applicationName: group.application.name,
    deploymentGroupName: group.name,
    deploymentConfigName: deployment.config.name,
    deploymentId: deployment.id,
    previousRevision: deployment.previousRevision,
    revision: deployment.revision,
    status: snapshot?.status,
    errorInformation: snapshot?.error,
    createTime: seconds(deployment.createTime),
    startTime: startTime === undefined ? undefined : seconds(startTime),
    completeTime: completeTime === undefined ? undefined : seconds(completeTime),
    deploymentOverview: snapshot?.overview,
    description: deployment.description,
    creator: deployment.creator,
    ignoreApplicationStopFailures: deployment.ignoreApplicationStopFailures,
    autoRollbackConfiguration: deployment.autoRollback,
    updateOutdatedInstancesOnly: deployment.updateOutdatedInstancesOnly,
    rollbackInfo: snapshot?.rollback,
    deploymentStyle: settings.deploymentStyle,
    targetInstances: deployment.targetInstances,
    instanceTerminationWaitTimeStarted: snapshot?.terminationWaitStarted,
    blueGreenDeploymentConfiguration: settings.blueGreenDeploymentConfiguration,
    loadBalancerInfo: settings.loadBalancerInfo,
    additionalDeploymentStatusInfo: deployment.statusInfo,
    fileExistsBehavior: deployment.fileExistsBehavior,
    deploymentStatusMessages: [],
    computePlatform: 'Server',
    relatedDeployments: snapshot?.related,
    overrideAlarmConfiguration: deployment.overrideAlarms,
    deploymentMode: deployment.restarts && 'RESTART',
  };
}
