import { ServiceError } from '../service.ts';
import {
  assertBatch,
  assertDeploymentId,
  deploymentWithId,
  groupNamed,
  type Handler,
} from './context.ts';
import { deploymentInfo } from './deployment-info.ts';
import type { Structures } from './model.generated.ts';
import { page } from './paging.ts';
import { snapshotAt } from './snapshot.ts';
import { missing } from './validate-input.ts';

export const getDeployment: Handler<'GetDeployment'> = ({ scope }, { deploymentId }) => ({
  deploymentInfo: deploymentInfo(deploymentWithId(scope, deploymentId)),
});

/** Deployments that do not exist are left out: the operation has no error for them. */
export const batchGetDeployments: Handler<'BatchGetDeployments'> = (
  { scope, asOf },
  { deploymentIds },
) => {
  if (deploymentIds.length === 0) throw missing('deploymentIds');
  assertBatch(deploymentIds, 25);
  const found = deploymentIds.flatMap((id) => scope.deployments.get(assertDeploymentId(id)) ?? []);
  return {
    deploymentsInfo: found.flatMap((deployment) => {
      const snapshot = snapshotAt(deployment, asOf);
      return snapshot ? [deploymentInfo(deployment, snapshot)] : [];
    }),
  };
};

/** The newest first. */
export const listDeployments: Handler<'ListDeployments'> = ({ scope, pageSize, asOf }, input) => {
  const { applicationName, deploymentGroupName, includeOnlyStatuses = [], createTimeRange } = input;
  if (applicationName === undefined && deploymentGroupName !== undefined) {
    throw missing('applicationName');
  }
  if (applicationName !== undefined && deploymentGroupName === undefined) {
    throw missing('deploymentGroupName');
  }
  const group =
    applicationName !== undefined && deploymentGroupName !== undefined
      ? groupNamed(scope, applicationName, deploymentGroupName)
      : undefined;
  const [from, to] = rangeOf(createTimeRange);
  const found = [...scope.deployments.values()].reverse().filter((deployment) => {
    if (group && deployment.group !== group) return false;
    if (deployment.createTime < from || deployment.createTime > to) return false;
    const status = snapshotAt(deployment, asOf)?.status;
    return (
      status !== undefined &&
      (includeOnlyStatuses.length === 0 || includeOnlyStatuses.includes(status))
    );
  });
  // No deployment here is linked to anything outside CodeDeploy.
  const listed = input.externalId === undefined ? found : [];
  const { items, nextToken } = page(listed, ({ id }) => id, {
    token: input.nextToken,
    size: pageSize,
  });
  return { deployments: items.map(({ id }) => id), nextToken };
};

function rangeOf(range: Structures['TimeRange'] | undefined): [from: number, to: number] {
  const from = range?.start === undefined ? Number.NEGATIVE_INFINITY : range.start * 1000;
  const to = range?.end === undefined ? Number.POSITIVE_INFINITY : range.end * 1000;
  if (from <= to) return [from, to];
  throw new ServiceError(
    'InvalidTimeRangeException',
    'The start of the time range is after its end',
  );
}
