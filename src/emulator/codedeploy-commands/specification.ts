import type { HostCommand } from '../service.ts';

/**
 * What an agent hears about a deployment; the members are those it reads:
 * aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/deployment_specification.rb.
 */
export function specificationOf(command: HostCommand): string {
  const { bucket, key, bundleType, version, eTag } = command.revision;
  return JSON.stringify({
    DeploymentId: command.deploymentId,
    DeploymentGroupId: command.deploymentGroupId,
    DeploymentGroupName: command.deploymentGroup,
    ApplicationName: command.application,
    DeploymentCreator: command.creator,
    DeploymentType: command.deploymentType,
    Revision: {
      RevisionType: 'S3',
      S3Revision: {
        Bucket: bucket,
        Key: key,
        BundleType: bundleType,
        ...(version && { Version: version }),
        ...(eTag && { ETag: eTag }),
      },
    },
    ...(command.reuseOf && { ReuseArchiveFromDeploymentId: command.reuseOf }),
    AgentActionOverrides: {
      AgentOverrides: { FileExistsBehavior: command.fileExistsBehavior },
    },
  });
}
