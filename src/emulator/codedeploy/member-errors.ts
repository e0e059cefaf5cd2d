type Names = { required?: string; invalid?: string };

/** The error that CodeDeploy's model gives for a member that is missing, and for one that is malformed. */
export function memberError(member: string, problem: 'required' | 'invalid'): string {
  const name = byMember[member]?.[problem];
  if (name === undefined)
    throw new Error(`no error of the model is known for ${problem} ${member}`);
  return `${name}Exception`;
}

// Which error belongs to which member is not in the model; it follows from the names and from each operation's list of errors.
const application: Names = {
  required: 'ApplicationNameRequired',
  invalid: 'InvalidApplicationName',
};
const group: Names = {
  required: 'DeploymentGroupNameRequired',
  invalid: 'InvalidDeploymentGroupName',
};
const deployment: Names = { required: 'DeploymentIdRequired', invalid: 'InvalidDeploymentId' };
const target: Names = {
  required: 'DeploymentTargetIdRequired',
  invalid: 'InvalidDeploymentTargetId',
};
const instance: Names = { required: 'InstanceIdRequired', invalid: 'InvalidInstanceName' };
const revision: Names = { required: 'RevisionRequired', invalid: 'InvalidRevision' };
const alarms: Names = { invalid: 'InvalidAlarmConfig' };

const byMember: Record<string, Names> = {
  applicationName: application,
  applicationNames: application,
  newApplicationName: application,
  deploymentGroupName: group,
  deploymentGroupNames: group,
  currentDeploymentGroupName: group,
  newDeploymentGroupName: group,
  deploymentConfigName: {
    required: 'DeploymentConfigNameRequired',
    invalid: 'InvalidDeploymentConfigName',
  },
  deploymentId: deployment,
  deploymentIds: deployment,
  targetId: target,
  targetIds: target,
  instanceId: instance,
  instanceIds: instance,
  revision,
  revisions: revision,
  serviceRoleArn: { required: 'RoleRequired', invalid: 'InvalidRole' },
  computePlatform: { invalid: 'InvalidComputePlatform' },
  minimumHealthyHosts: { invalid: 'InvalidMinimumHealthyHostValue' },
  trafficRoutingConfig: { invalid: 'InvalidTrafficRoutingConfiguration' },
  zonalConfig: { invalid: 'InvalidZonalDeploymentConfiguration' },
  fileExistsBehavior: { invalid: 'InvalidFileExistsBehavior' },
  deploymentMode: { invalid: 'InvalidInput' },
  targetInstances: { invalid: 'InvalidTargetInstances' },
  autoRollbackConfiguration: { invalid: 'InvalidAutoRollbackConfig' },
  alarmConfiguration: alarms,
  overrideAlarmConfiguration: alarms,
  outdatedInstancesStrategy: { invalid: 'InvalidInput' },
  deploymentStyle: { invalid: 'InvalidDeploymentStyle' },
  blueGreenDeploymentConfiguration: { invalid: 'InvalidBlueGreenDeploymentConfiguration' },
  triggerConfigurations: { invalid: 'InvalidTriggerConfig' },
  ec2TagFilters: { invalid: 'InvalidEC2Tag' },
  ec2TagSet: { invalid: 'InvalidEC2Tag' },
  onPremisesInstanceTagFilters: { invalid: 'InvalidTag' },
  onPremisesTagSet: { invalid: 'InvalidTag' },
  includeOnlyStatuses: { invalid: 'InvalidDeploymentStatus' },
  instanceStatusFilter: { invalid: 'InvalidInstanceStatus' },
  instanceTypeFilter: { invalid: 'InvalidInstanceType' },
  targetFilters: { invalid: 'InvalidTargetFilterName' },
  sortBy: { invalid: 'InvalidSortBy' },
  sortOrder: { invalid: 'InvalidSortOrder' },
  deployed: { invalid: 'InvalidDeployedStateFilter' },
  deploymentWaitType: { invalid: 'InvalidDeploymentWaitType' },
  ResourceArn: { required: 'ResourceArnRequired', invalid: 'InvalidArn' },
  Tags: { required: 'TagRequired' },
  TagKeys: { required: 'TagRequired' },
};
