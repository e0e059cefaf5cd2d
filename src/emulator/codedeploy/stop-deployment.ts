import { ServiceError } from '../service.ts';
import { deploymentWithId, type Handler } from './context.ts';
import { end } from './engine/end.ts';
import { deploymentError } from './engine/errors.ts';
import { halt } from './engine/halt.ts';
import { type Deployment, hasEnded } from './state.ts';
import { missing } from './validate-input.ts';

/**
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-steps-server.html#deployment-stop-fail: Pending
 * while events still run on instances, Succeeded afterwards, also when asked again.
 */
export const stopDeployment: Handler<'StopDeployment'> = ({ engine, scope }, input) => {
  const deployment = deploymentWithId(scope, input.deploymentId);
  if (deployment.status === 'Succeeded' || deployment.status === 'Failed')
    throw completed(deployment);
  if (deployment.status === 'Stopped') return stopped;
  const error = deploymentError('MANUAL_STOP');
  halt(deployment, { status: 'Stopped', error, rollBack: input.autoRollbackEnabled });
  if (deployment.startTime === undefined) end(engine, deployment, 'Stopped', error);
  return isAtWork(deployment) ? pending : stopped;
};

export const continueDeployment: Handler<'ContinueDeployment'> = ({ scope }, input) => {
  const { deploymentId, deploymentWaitType: kind = 'READY_WAIT' } = input;
  if (deploymentId === undefined) throw missing('deploymentId');
  return proceed(
    deploymentWithId(scope, deploymentId),
    kind,
    'DeploymentIsNotInReadyStateException',
  );
};

/** The deprecated way to end the termination wait. */
export const skipWaitTime: Handler<'SkipWaitTimeForInstanceTermination'> = (
  { scope },
  { deploymentId },
) => {
  if (deploymentId === undefined) throw missing('deploymentId');
  const code = 'DeploymentNotStartedException';
  return proceed(deploymentWithId(scope, deploymentId), 'TERMINATION_WAIT', code);
};

function proceed(
  deployment: Deployment,
  kind: NonNullable<Deployment['wait']>['kind'],
  /** For a deployment that does not wait: the operations' lists of errors differ. */
  elsewhere: string,
): undefined {
  if (deployment.settings.deploymentStyle?.deploymentType !== 'BLUE_GREEN') {
    const message = `${deployment.id} is not a blue/green deployment and has nothing to wait for`;
    throw new ServiceError('UnsupportedActionForDeploymentTypeException', message);
  }
  if (hasEnded(deployment)) throw completed(deployment);
  if (deployment.wait?.kind !== kind) {
    const message = `The deployment ${deployment.id} is not in its ${kind}`;
    throw new ServiceError(elsewhere, message);
  }
  deployment.wait.over.abort();
}

const stopped = {
  status: 'Succeeded',
  // awscli's examples/deploy/stop-deployment.rst
  statusMessage: 'No more commands will be scheduled for execution in the deployment instances',
} as const;

const pending = {
  status: 'Pending',
  statusMessage: 'Stopping Pending. Stopping to schedule commands in the deployment instances',
} as const;

function isAtWork({ targets = [] }: Deployment): boolean {
  return targets.some(({ events }) => events.some(({ status }) => status === 'InProgress'));
}

function completed({ id, status }: Deployment): ServiceError {
  const message = `The deployment ${id} is already completed: ${status}`;
  return new ServiceError('DeploymentAlreadyCompletedException', message);
}
