import { faultOf } from '../aws/faults.ts';
import type { DestinationPorts } from './destination.ts';
import { type Followed, follow } from './follow.ts';
import type { Ending } from './judge-deployment.ts';
import { noInstances } from './outcome.ts';

/**
 * How long a stopped deployment may take to its end: events that run on instances are not interrupted
 * (docs.aws.amazon.com/codedeploy/latest/APIReference/API_StopDeployment.html: `Pending`).
 */
const stopPatience = 10 * 60_000;

/** Stops a deployment that is still under way and follows it to its end. */
export async function stopAndFollow(
  deploymentId: string,
  reason: string,
  ports: DestinationPorts,
): Promise<Followed> {
  const { destination, calls, clock, emit, onCancel } = ports;
  const rollback = onCancel === 'stop-and-rollback';
  emit({ kind: 'stopping', destination: destination.id, deploymentId, rollback, reason });
  try {
    await calls.stop(deploymentId, { rollback });
  } catch (error) {
    const { name, message } = faultOf(error);
    const problem = { message: `${deploymentId} could not be stopped: ${name}: ${message}` };
    if (!hasEnded(name))
      emit({ kind: 'notice', level: 'warning', destination: destination.id, problem });
  }
  const { halt: _, ...rest } = ports;
  return follow(deploymentId, {
    ...rest,
    destination: destination.id,
    deadline: clock.now() + stopPatience,
  });
}

/**
 * Sends StopDeployment and does not wait for what comes of it: a cancelled job has seconds left, and
 * CodeDeploy carries a rollback out by itself.
 */
export async function stopCancelled(
  deploymentId: string | undefined,
  { destination, calls, emit, onCancel }: DestinationPorts,
): Promise<Ending> {
  if (!deploymentId) return ended('never-started', 'the run was cancelled before it was created');
  if (onCancel === 'leave')
    return ended(
      'failed',
      'the run was cancelled and its deployment left under way; what becomes of it is not known',
    );
  const rollback = onCancel === 'stop-and-rollback';
  emit({
    kind: 'stopping',
    destination: destination.id,
    deploymentId,
    rollback,
    reason: 'cancelled',
  });
  try {
    await calls.stop(deploymentId, { rollback });
    const then = rollback ? ', and CodeDeploy was asked to roll it back' : '';
    return ended('stopped', `the run was cancelled; stopping the deployment was asked for${then}`);
  } catch (error) {
    const { name, message } = faultOf(error);
    if (hasEnded(name))
      return ended(
        'failed',
        'the run was cancelled when its deployment had just ended; see the console for how',
      );
    return ended(
      'failed',
      `the run was cancelled, but its deployment could not be stopped: ${name}: ${message}`,
    );
  }
}

function ended(outcome: Ending['outcome'], reason: string): Ending {
  return { outcome, reason, causes: [], instances: noInstances };
}

function hasEnded(faultName: string): boolean {
  return faultName === 'DeploymentAlreadyCompletedException';
}
