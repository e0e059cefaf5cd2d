import type { AdviceTable, Circumstances } from './circumstances.ts';

/** What to do about what CodeDeploy answers, by the error's name. */
export const codeDeployAdvice: AdviceTable = {
  AlarmsLimitExceededException: 'list at most 10 alarms',
  ApplicationDoesNotExistException: ({ application, account }) =>
    `create application "${application}" there, in account ${account}, or correct application, account or region; names are case-sensitive`,
  DeploymentAlreadyCompletedException: 'it has just ended; see `fanout status`',
  DeploymentConfigDoesNotExistException: ({ deploymentConfig, account, region }) =>
    `create deployment configuration${deploymentConfig ? ` "${deploymentConfig}"` : ''} in ${account}, ${region}, or correct deploymentConfig; the predefined ones begin with "CodeDeployDefault."`,
  DeploymentDoesNotExistException: ({ account, region }) =>
    `CodeDeploy has no such deployment in ${account}, ${region}: check that it was created in this account and region`,
  DeploymentGroupDoesNotExistException: ({ deploymentGroup, application, account, region }) =>
    `create deployment group "${deploymentGroup}" of application "${application}" in ${account}, ${region}, or correct deploymentGroup; names are case-sensitive`,
  DeploymentIsNotInReadyStateException:
    'only a blue/green deployment that waits for its traffic to be rerouted can be continued',
  DeploymentLimitExceededException: limitExceeded,
  DeploymentNotStartedException: 'CodeDeploy has not started it yet; look again in a moment',
  DescriptionTooLongException: 'a description may have 256 characters; give a shorter reason',
  InvalidAlarmConfigException: 'name existing alarms of this region, each once',
  InvalidApplicationNameException:
    'correct application: a name has 1 to 100 letters, digits and + = , . @ _ -',
  InvalidAutoRollbackConfigException:
    'correct rollback.auto: it takes DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM and DEPLOYMENT_STOP_ON_REQUEST',
  InvalidAutoScalingGroupException:
    'an Auto Scaling group of the deployment group no longer exists: correct the deployment group',
  InvalidComputePlatformException: wrongPlatform,
  InvalidDeploymentConfigNameException:
    'correct deploymentConfig: a name has 1 to 100 letters, digits and + = , . @ _ -',
  InvalidDeploymentGroupNameException:
    'correct deploymentGroup: a name has 1 to 100 letters, digits and + = , . @ _ -',
  InvalidDeploymentStatusException:
    'the state of the deployment does not allow this; `fanout status` shows its state',
  InvalidInputException: wrongPlatform,
  InvalidLoadBalancerInfoException:
    'the load balancer or target group of the deployment group is missing or does not fit: correct the deployment group',
  InvalidRevisionException: 'only zip, tar and tgz bundles in S3 can be deployed to instances',
  InvalidRoleException: ({ deploymentGroup }) =>
    `deployment group "${deploymentGroup}" has a service role that CodeDeploy cannot assume: it must exist, and its trust policy must name codedeploy.amazonaws.com`,
  InvalidTargetInstancesException:
    'CodeDeploy does not accept how the deployment group selects its instances: correct its tags',
  InvalidTrafficRoutingConfigurationException: wrongPlatform,
  RevisionDoesNotExistException: 'the bundle is no longer in the bucket; deploy again',
  UnsupportedActionForDeploymentTypeException:
    'only a blue/green deployment allows this; see the deployment group',
};

function wrongPlatform({ deploymentConfig }: Circumstances): string {
  const which = deploymentConfig ? `"${deploymentConfig}"` : "the deployment group's own";
  return `choose a deploymentConfig for instances (EC2/on-premises): ${which} belongs to another compute platform or does not fit the deployment group`;
}

/** One name for two limits: of the group, and of the account. */
function limitExceeded({ said }: Circumstances): string {
  if (/already (has an active|deploying)/i.test(said))
    return 'a deployment group has one deployment at a time: wait for it (onBusy: wait) or stop it (onBusy: stop)';
  return 'a quota of CodeDeploy is used up, often the one for simultaneous deployments in the account: run fewer at once (maxParallel), or raise it in Service Quotas';
}
