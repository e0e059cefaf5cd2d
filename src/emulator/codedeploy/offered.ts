/** The operations this emulator carries out. The tables of model.generated.ts hold these and no others. */
export const offered = [
  'BatchGetApplicationRevisions',
  'BatchGetApplications',
  'BatchGetDeploymentGroups',
  'BatchGetDeploymentInstances',
  'BatchGetDeploymentTargets',
  'BatchGetDeployments',
  'ContinueDeployment',
  'CreateApplication',
  'CreateDeployment',
  'CreateDeploymentConfig',
  'CreateDeploymentGroup',
  'DeleteApplication',
  'DeleteDeploymentConfig',
  'DeleteDeploymentGroup',
  'GetApplication',
  'GetApplicationRevision',
  'GetDeployment',
  'GetDeploymentConfig',
  'GetDeploymentGroup',
  'GetDeploymentInstance',
  'GetDeploymentTarget',
  'ListApplicationRevisions',
  'ListApplications',
  'ListDeploymentConfigs',
  'ListDeploymentGroups',
  'ListDeploymentInstances',
  'ListDeploymentTargets',
  'ListDeployments',
  'ListTagsForResource',
  'RegisterApplicationRevision',
  'SkipWaitTimeForInstanceTermination',
  'StopDeployment',
  'TagResource',
  'UntagResource',
  'UpdateApplication',
  'UpdateDeploymentGroup',
] as const;

export type Offered = (typeof offered)[number];

export function isOffered(operation: string): operation is Offered {
  return (offered as readonly string[]).includes(operation);
}
