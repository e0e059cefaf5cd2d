import type { Structures } from './model.generated.ts';
import type { Deployment, DeploymentConfig, Group, S3Revision, Scope } from './state.ts';

/** What a deployment is to be. */
export type Order = {
  scope: Scope;
  group: Group;
  creator: Deployment['creator'];
  revision: Structures['RevisionLocation'];
  bundle: S3Revision;
  config: DeploymentConfig;
} & Partial<
  Pick<
    Deployment,
    | 'description'
    | 'ignoreApplicationStopFailures'
    | 'updateOutdatedInstancesOnly'
    | 'fileExistsBehavior'
    | 'targetInstances'
    | 'overrideAlarms'
    | 'rollback'
    | 'related'
    | 'undoes'
    | 'restarts'
  > & { autoRollback: Structures['AutoRollbackConfiguration'] | undefined }
>;
