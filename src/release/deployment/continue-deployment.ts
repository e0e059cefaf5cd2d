import type { DeploymentWaitType } from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import { type Fault, faultOf } from '../../aws/faults.ts';

/** Ends a wait of a blue/green deployment. Gives why it goes on waiting, or nothing; never rejects. */
export async function proceed(
  deploymentId: string,
  wait: DeploymentWaitType,
  calls: Pick<CodeDeployCalls, 'continue'>,
): Promise<Fault | undefined> {
  try {
    await calls.continue(deploymentId, wait);
    return undefined;
  } catch (error) {
    const fault = faultOf(error);
    return hasPassed.includes(fault.name) ? undefined : fault;
  }
}

/** What is answered where the wait was over already: docs.aws.amazon.com/codedeploy/latest/APIReference/API_ContinueDeployment.html */
const hasPassed = [
  'DeploymentAlreadyCompletedException',
  'DeploymentIsNotInReadyStateException',
  'InvalidDeploymentStatusException',
];
