import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { adviceForCause } from '../../aws/advice.ts';
import { unlessCancelled } from '../cancel.ts';
import type { DestinationResult } from '../outcome.ts';
import { causesOf, countsOf } from './deployment-causes.ts';
import type { DestinationPorts } from './destination-ports.ts';
import { endOf } from './follow.ts';

/**
 * What was left ready, or could no longer be read, as it is when the run ends: later waves may have taken longer than the
 * group waits for its traffic, somebody may have shifted it, and a region that was down may be back. What cannot be read
 * stays as it was seen.
 */
export async function lookAgain(
  result: DestinationResult,
  { calls, emit, signal }: Pick<DestinationPorts, 'calls' | 'emit' | 'signal'>,
): Promise<DestinationResult> {
  const { deploymentId = '', destination } = result;
  const look = () => calls.getDeployments([deploymentId], { signal });
  const [info] = await unlessCancelled(look, signal).catch(() => []);
  if (!info || !endOf(info)) return result;
  const now = result.isUnknown ? afterSilence(result, info) : afterReady(result, info);
  emit({ kind: 'finished', destination, result: now });
  return now;
}

function afterReady(result: DestinationResult, info: DeploymentInfo): DestinationResult {
  return {
    ...result,
    instances: countsOf(info),
    outcome: hasFailed(info) ? 'stopped' : 'not-verified',
    reason: hasFailed(info)
      ? 'it was stopped while it waited for its traffic'
      : 'its traffic was shifted while the run went on, and it is not verified',
  };
}

function afterSilence(result: DestinationResult, info: DeploymentInfo): DestinationResult {
  const { isUnknown: _, causes, ...rest } = result;
  const instances = countsOf(info);
  if (!hasFailed(info)) {
    const reason =
      'it ended with success while it could not be read, and is not verified: run again, which only verifies it';
    return { ...rest, causes, instances, outcome: 'not-verified', reason };
  }
  return {
    ...rest,
    causes: [...causes, ...causesOf(info, [], adviceForCause)],
    instances,
    outcome: info.status === 'Stopped' ? 'stopped' : 'failed',
    reason: 'it ended while it could not be read',
  };
}

function hasFailed({ status }: DeploymentInfo): boolean {
  return status === 'Stopped' || status === 'Failed';
}
