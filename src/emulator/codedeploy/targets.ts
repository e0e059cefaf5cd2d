import { ServiceError } from '../service.ts';
import { assertBatch, deploymentWithId, type Handler, seconds } from './context.ts';
import type { Structures } from './model.generated.ts';
import { page } from './paging.ts';
import type { Deployment, LifecycleEvent, Scope, Target } from './state.ts';
import { missing } from './validate-input.ts';

export const listDeploymentTargets: Handler<'ListDeploymentTargets'> = (
  { scope, pageSize },
  input,
) => {
  const deployment = deploymentWithId(scope, input.deploymentId);
  const { TargetStatus: statuses, ServerInstanceLabel: labels } = input.targetFilters ?? {};
  const found = targetsOf(deployment, { statuses, labels });
  const { items, nextToken } = page(found, idOf, { token: input.nextToken, size: pageSize });
  return { targetIds: items.map(idOf), nextToken };
};

export const batchGetDeploymentTargets: Handler<'BatchGetDeploymentTargets'> = (
  { scope },
  input,
) => {
  const deployment = deploymentWithId(scope, input.deploymentId);
  if (input.targetIds.length === 0) throw missing('targetIds');
  assertBatch(input.targetIds, 25, 'DeploymentTargetListSizeExceededException');
  return { deploymentTargets: input.targetIds.map((id) => describe(scope, deployment, id)) };
};

export const getDeploymentTarget: Handler<'GetDeploymentTarget'> = ({ scope }, input) => ({
  deploymentTarget: describe(scope, deploymentWithId(scope, input.deploymentId), input.targetId),
});

/** The targets of a deployment that has started, by status and label. */
export function targetsOf(
  deployment: Deployment,
  {
    statuses,
    labels,
  }: { statuses?: readonly string[] | undefined; labels?: readonly string[] | undefined } = {},
): Target[] {
  assertOneOf(statuses, statusNames, 'InvalidInstanceStatusException');
  assertOneOf(labels, ['Blue', 'Green'], 'InvalidInstanceTypeException');
  if (labels && deployment.settings.deploymentStyle?.deploymentType !== 'BLUE_GREEN') {
    const message = 'Instances have a type in blue/green deployments only';
    throw new ServiceError('InvalidDeploymentInstanceTypeException', message);
  }
  if (!deployment.targets) {
    throw new ServiceError(
      'DeploymentNotStartedException',
      `The deployment ${deployment.id} has not started`,
    );
  }
  return deployment.targets.filter(
    ({ status, label }) =>
      (!statuses?.length || statuses.includes(status)) &&
      (!labels?.length || labels.includes(label ?? '')),
  );
}

export function eventInfo(event: LifecycleEvent): Structures['LifecycleEvent'] {
  return {
    lifecycleEventName: event.name,
    diagnostics: event.diagnostics,
    startTime: event.startTime === undefined ? undefined : seconds(event.startTime),
    endTime: event.endTime === undefined ? undefined : seconds(event.endTime),
    status: event.status,
  };
}

export function instanceArn({ partition, region, account }: Scope, id: string): string {
  return `arn:${partition}:ec2:${region}:${account}:instance/${id}`;
}

const statusNames = ['Pending', 'InProgress', 'Succeeded', 'Failed', 'Skipped', 'Unknown', 'Ready'];

function assertOneOf(
  given: readonly string[] | undefined,
  allowed: readonly string[],
  code: string,
): void {
  const wrong = given?.find((value) => !allowed.includes(value));
  if (wrong === undefined) return;
  throw new ServiceError(code, `"${wrong}" is not one of ${allowed.join(', ')}`);
}

/** By id; an instance's ARN names it as well. */
function describe(
  scope: Scope,
  deployment: Deployment,
  id: string,
): Structures['DeploymentTarget'] {
  const target = targetsOf(deployment).find(
    (one) => idOf(one) === id || instanceArn(scope, idOf(one)) === id,
  );
  if (!target) {
    const message = `The target ${id} does not belong to the deployment ${deployment.id}`;
    throw new ServiceError('DeploymentTargetDoesNotExistException', message);
  }
  return {
    deploymentTargetType: 'InstanceTarget',
    instanceTarget: {
      deploymentId: deployment.id,
      targetId: idOf(target),
      targetArn: instanceArn(scope, idOf(target)),
      status: target.status,
      lastUpdatedAt: seconds(target.updatedAt),
      lifecycleEvents: target.events.map(eventInfo),
      instanceLabel: target.label,
    },
  };
}

function idOf({ instance }: Target): string {
  return instance.id;
}
