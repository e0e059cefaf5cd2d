import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import type { Fault } from '../../aws/faults.ts';
import { proceed } from './continue-deployment.ts';
import { isOver } from './find-deployment.ts';

/** `ending`: its end is asked for, or has come meanwhile. `refused`: it goes on until its time is over. */
export type WaitEnding = 'not-waiting' | 'ending' | { refused: Fault };

/**
 * Ends the wait of a blue/green deployment for the termination of its original instances, where that is all that
 * it still does: until then its group takes no other deployment, and the wait may last for days. The deployment
 * ends a little later, when those instances are gone. Never rejects.
 */
export async function endTerminationWait(
  active: DeploymentInfo,
  calls: Pick<CodeDeployCalls, 'continue'>,
): Promise<WaitEnding> {
  const { deploymentId, instanceTerminationWaitTimeStarted } = active;
  if (!deploymentId || !instanceTerminationWaitTimeStarted || isOver(active)) return 'not-waiting';
  const refused = await proceed(deploymentId, 'TERMINATION_WAIT', calls);
  return refused ? { refused } : 'ending';
}
