import { ServiceError } from '../service.ts';
import { assertBatch, deploymentWithId, type Handler, seconds } from './context.ts';
import type { Structures } from './model.generated.ts';
import { page } from './paging.ts';
import type { Deployment, Scope, Target } from './state.ts';
import { eventInfo, instanceArn, targetsOf } from './targets.ts';
import { missing } from './validate-input.ts';

// The calls that came before those on targets; deprecated, and still what older clients make.

export const listDeploymentInstances: Handler<'ListDeploymentInstances'> = (
  { scope, pageSize },
  input,
) => {
  const deployment = deploymentWithId(scope, input.deploymentId);
  const found = targetsOf(deployment, {
    statuses: input.instanceStatusFilter,
    labels: input.instanceTypeFilter,
  });
  const ids = found.map(({ instance }) => instance.id);
  const { items, nextToken } = page(ids, String, { token: input.nextToken, size: pageSize });
  return { instancesList: items, nextToken };
};

export const getDeploymentInstance: Handler<'GetDeploymentInstance'> = ({ scope }, input) => {
  const deployment = deploymentWithId(scope, input.deploymentId);
  const target = find(scope, deployment, input.instanceId);
  if (!target) throw unknown(deployment, input.instanceId);
  return { instanceSummary: summaryOf(scope, deployment, target) };
};

export const batchGetDeploymentInstances: Handler<'BatchGetDeploymentInstances'> = (
  { scope },
  input,
) => {
  const deployment = deploymentWithId(scope, input.deploymentId);
  if (input.instanceIds.length === 0) throw missing('instanceIds');
  assertBatch(input.instanceIds, 25);
  const asked = input.instanceIds.map((id) => ({ id, target: find(scope, deployment, id) }));
  const absent = asked.filter(({ target }) => !target).map(({ id }) => id);
  return {
    instancesSummary: asked.flatMap(({ target }) =>
      target ? [summaryOf(scope, deployment, target)] : [],
    ),
    errorMessage: absent.length > 0 ? unknown(deployment, absent.join(', ')).message : '',
  };
};

function find(scope: Scope, { targets = [] }: Deployment, id: string): Target | undefined {
  return targets.find(
    ({ instance }) => instance.id === id || instanceArn(scope, instance.id) === id,
  );
}

function summaryOf(
  scope: Scope,
  { id }: Deployment,
  target: Target,
): Structures['InstanceSummary'] {
  return {
    deploymentId: id,
    // An ARN, as awscli's examples/deploy/get-deployment-instance.rst shows it.
    instanceId: instanceArn(scope, target.instance.id),
    status: target.status,
    lastUpdatedAt: seconds(target.updatedAt),
    lifecycleEvents: target.events.map(eventInfo),
    instanceType: target.label,
  };
}

function unknown({ id }: Deployment, instances: string): ServiceError {
  const message = `Not instances of the deployment ${id}: ${instances}`;
  return new ServiceError('InstanceDoesNotExistException', message);
}
