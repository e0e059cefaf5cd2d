import { defined } from '../defined.ts';
import {
  homeCondition,
  type Ids,
  type Resource,
  regionCondition,
} from './cloudformation-template.ts';
import type { AccountNeeds } from './needs.ts';
import type { Use } from './use.ts';

/** Applications, deployment groups and configurations of an account, and the roles that CodeDeploy works with. */
export function codedeployResources(
  { id, uses, partition, regions }: AccountNeeds,
  ids: Ids,
): Record<string, Resource> {
  const resources: Record<string, Resource> = {};
  for (const use of uses) {
    const { application, region, deploymentConfig } = use.destination;
    const service = ids('ServiceRole', application);
    resources[service] = serviceRole(application, { partition, regions });
    resources[ids('Application', application, region)] = {
      Type: 'AWS::CodeDeploy::Application',
      Condition: regionCondition(region),
      Properties: { ApplicationName: application, ComputePlatform: 'Server' },
    };
    if (isOwn(deploymentConfig))
      resources[ids('Config', deploymentConfig, region)] = configuration(deploymentConfig, region);
    resources[ids('Group', use.destination.deploymentGroup, application, region)] = group(use, {
      ids,
      service,
      serviceArn: `arn:${partition}:iam::${id}:role/${serviceRoleName(application)}`,
    });
  }
  return resources;
}

/** How many of the instances stay healthy in a configuration that is the user's own: a parameter of the template. */
export const healthyParameter = 'MinimumHealthyPercent';

/** The tag by which a group finds its instances, its value being the group's name: a parameter of the template. */
export const tagParameter = 'InstanceTag';

/** AWS's own configurations are there already. */
function isOwn(config: string | undefined): config is string {
  return config !== undefined && !config.startsWith('CodeDeployDefault.');
}

function configuration(name: string, region: string): Resource {
  return {
    Type: 'AWS::CodeDeploy::DeploymentConfig',
    Condition: regionCondition(region),
    Properties: {
      DeploymentConfigName: name,
      ComputePlatform: 'Server',
      MinimumHealthyHosts: { Type: 'FLEET_PERCENT', Value: { Ref: healthyParameter } },
    },
  };
}

function group(
  { destination }: Use,
  { ids, service, serviceArn }: { ids: Ids; service: string; serviceArn: string },
): Resource {
  const { application, region, deploymentGroup, deploymentConfig, alarms, rollback } = destination;
  const names = alarms?.names ?? [];
  // CodeDeploy takes this event only of a group that has alarms.
  const events = (rollback.auto ?? []).filter(
    (event) => event !== 'DEPLOYMENT_STOP_ON_ALARM' || names.length > 0,
  );
  const dependsOn = isOwn(deploymentConfig) ? [ids('Config', deploymentConfig, region)] : [];
  return {
    Type: 'AWS::CodeDeploy::DeploymentGroup',
    Condition: regionCondition(region),
    ...(dependsOn.length > 0 && { DependsOn: dependsOn }),
    Properties: {
      ApplicationName: { Ref: ids('Application', application, region) },
      DeploymentGroupName: deploymentGroup,
      // Where the role is made too, it is made first.
      ServiceRoleArn: {
        'Fn::If': [homeCondition, { 'Fn::GetAtt': [service, 'Arn'] }, serviceArn],
      },
      ...defined({ DeploymentConfigName: deploymentConfig }),
      Ec2TagFilters: [
        { Key: { Ref: tagParameter }, Value: deploymentGroup, Type: 'KEY_AND_VALUE' },
      ],
      ...(events.length > 0 && { AutoRollbackConfiguration: { Enabled: true, Events: events } }),
      ...(alarms &&
        names.length > 0 && {
          AlarmConfiguration: {
            Enabled: true,
            IgnorePollAlarmFailure: alarms.ignorePollFailure,
            Alarms: names.map((Name) => ({ Name })),
          },
        }),
    },
  };
}

// https://docs.aws.amazon.com/codedeploy/latest/userguide/getting-started-create-service-role.html
function serviceRole(
  application: string,
  { partition, regions }: { partition: string; regions: readonly string[] },
): Resource {
  const services =
    partition === 'aws-cn'
      ? regions.map((region) => `codedeploy.${region}.amazonaws.com.cn`)
      : ['codedeploy.amazonaws.com'];
  return {
    Type: 'AWS::IAM::Role',
    Condition: homeCondition,
    Properties: {
      RoleName: serviceRoleName(application),
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: services }, Action: 'sts:AssumeRole' },
        ],
      },
      ManagedPolicyArns: [`arn:${partition}:iam::aws:policy/service-role/AWSCodeDeployRole`],
    },
  };
}

/** Known to the stacks of other regions, which do not make it. */
function serviceRoleName(application: string): string {
  const suffix = '-codedeploy';
  return `${application.slice(0, 64 - suffix.length)}${suffix}`;
}
