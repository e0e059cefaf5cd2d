import { defined } from '../../defined.ts';
import { ServiceError } from '../service.ts';
import { assertDescription, configNamed, groupNamed, type Handler } from './context.ts';
import { assertAlarms, assertAutoRollback } from './group-settings.ts';
import type { Structures } from './model.generated.ts';
import { bundleOf } from './revisions.ts';
import type { Deployment, Group } from './state.ts';
import { missing } from './validate-input.ts';

export const createDeployment: Handler<'CreateDeployment'> = ({ engine, scope }, input) => {
  const { deploymentGroupName } = input;
  if (deploymentGroupName === undefined) throw missing('deploymentGroupName');
  const group = groupNamed(scope, input.applicationName, deploymentGroupName);
  const config = configNamed(
    scope,
    input.deploymentConfigName ?? group.settings.deploymentConfigName,
  );
  assertDescription(input.description);
  assertAlarms(input.overrideAlarmConfiguration);
  assertAutoRollback(input.autoRollbackConfiguration);
  const restarts = input.deploymentMode === 'RESTART' ? restarted(group, input) : undefined;
  const revision = restarts?.revision ?? input.revision;
  if (revision === undefined) throw missing('revision');
  const bundle = bundleOf(revision);
  assertTargetInstances(group, input.targetInstances);
  assertIdle(group);
  const deployment = engine.begin({
    scope,
    group,
    creator: 'user',
    revision,
    bundle,
    config,
    description: input.description,
    ignoreApplicationStopFailures: input.ignoreApplicationStopFailures ?? false,
    updateOutdatedInstancesOnly: input.updateOutdatedInstancesOnly ?? false,
    fileExistsBehavior: input.fileExistsBehavior ?? 'DISALLOW',
    targetInstances: input.targetInstances,
    autoRollback: input.autoRollbackConfiguration,
    overrideAlarms: input.overrideAlarmConfiguration,
    ...defined({ restarts }),
  });
  return { deploymentId: deployment.id };
};

/** The words are AWS's, as people have quoted them: https://github.com/CircleCI-Public/aws-ecs-orb/issues/181 */
function assertIdle({ name, active }: Group): void {
  if (!active) return;
  const message = `The Deployment Group '${name}' already has an active Deployment '${active.id}'`;
  throw new ServiceError('DeploymentLimitExceededException', message);
}

/** What the mode RESTART deploys again: what was last deployed with success. */
function restarted(
  { name, settings, lastSuccessful }: Group,
  { revision, updateOutdatedInstancesOnly }: Structures['CreateDeploymentInput'],
): Deployment {
  const problem =
    settings.deploymentStyle?.deploymentType === 'BLUE_GREEN'
      ? 'The deployment mode RESTART is for deployments in place'
      : revision
        ? 'The deployment mode RESTART takes no revision: it deploys the last one that succeeded'
        : updateOutdatedInstancesOnly
          ? 'The deployment mode RESTART and updateOutdatedInstancesOnly cannot be given together'
          : undefined;
  if (problem) throw new ServiceError('InvalidInputException', problem);
  if (lastSuccessful) return lastSuccessful;
  throw new ServiceError(
    'InvalidInputException',
    `No deployment of the deployment group ${name} has succeeded, so that none can be restarted`,
  );
}

function assertTargetInstances(
  group: Group,
  wanted: Structures['TargetInstances'] | undefined,
): void {
  if (!wanted) return;
  const isBlueGreen = group.settings.deploymentStyle?.deploymentType === 'BLUE_GREEN';
  const problem = !isBlueGreen
    ? 'Target instances were given for an in-place deployment; they name the replacement environment of a blue/green one'
    : wanted.tagFilters && wanted.ec2TagSet
      ? 'tagFilters and ec2TagSet cannot be given together'
      : (wanted.tagFilters?.length ?? 0) > 10
        ? 'More than 10 tags were given'
        : undefined;
  if (problem) throw new ServiceError('InvalidTargetInstancesException', problem);
}
