import type { BundleType, CreateDeploymentCommandInput } from '@aws-sdk/client-codedeploy';
import type { Destination } from '../../config/destination.ts';
import { defined } from '../../defined.ts';

/** A release as one bucket holds it. */
export type Artifact = {
  /** Of a revision that others made: its key. */
  version: string;
  bucket: string;
  key: string;
  eTag?: string;
  versionId?: string;
  /** Where it is not a zip; ours always are. */
  bundleType?: BundleType;
};

/** What CodeDeploy is asked for. The ETag is pinned, so that an object replaced afterwards is refused by the agent. */
export function deploymentInput(
  destination: Destination,
  artifact: Artifact,
  description: string,
): CreateDeploymentCommandInput {
  const { deploymentConfig, fileExistsBehavior } = destination;
  return {
    applicationName: destination.application,
    deploymentGroupName: destination.deploymentGroup,
    description,
    revision: { revisionType: 'S3', s3Location: locationOf(artifact) },
    ...defined({
      deploymentConfigName: deploymentConfig,
      fileExistsBehavior,
    }),
    ...(destination.ignoreApplicationStopFailures && { ignoreApplicationStopFailures: true }),
    ...(destination.updateOutdatedInstancesOnly && { updateOutdatedInstancesOnly: true }),
    ...autoRollback(destination),
    ...alarmOverride(destination),
  };
}

function locationOf({ bucket, key, eTag, versionId, bundleType = 'zip' }: Artifact) {
  return {
    bucket,
    key,
    bundleType,
    ...defined({ eTag, version: versionId }),
  };
}

function autoRollback({ rollback: { auto } }: Destination) {
  return auto ? { autoRollbackConfiguration: { enabled: auto.length > 0, events: auto } } : {};
}

function alarmOverride({ alarms }: Destination) {
  if (!alarms) return {};
  return {
    overrideAlarmConfiguration: {
      enabled: alarms.names.length > 0,
      ignorePollAlarmFailure: alarms.ignorePollFailure,
      alarms: alarms.names.map((name) => ({ name })),
    },
  };
}
