import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { adviceForCause } from '../../aws/advice.ts';
import { defined } from '../../defined.ts';
import { unlessCancelled } from '../cancel.ts';
import type { DestinationResult } from '../outcome.ts';
import { causesOf, countsOf } from './deployment-causes.ts';
import type { DestinationPorts } from './destination-ports.ts';
import { findLatest } from './find-deployment.ts';
import { endOf } from './follow.ts';

type LookAgainPorts = Pick<
  DestinationPorts,
  'calls' | 'clock' | 'emit' | 'signal' | 'silentSince'
> & {
  /** Whether a deployment is one that this run created there. */
  isOwn(info: DeploymentInfo): boolean;
  /** When the run began, ms. */
  began: number;
};

/**
 * What was left ready, or could no longer be read, as it is when the run ends: later waves may have taken longer than the
 * group waits for its traffic, somebody may have shifted it, and a region that was down may be back, with a deployment whose
 * creation nobody answered. What cannot be read stays as it was seen.
 */
export async function lookAgain(
  result: DestinationResult,
  ports: LookAgainPorts,
): Promise<DestinationResult> {
  const { emit } = ports;
  const { destination } = result;
  const info = await read(result, ports);
  if (!info) return result;
  const now = asItIs(result, info);
  if (now !== result) emit({ kind: 'finished', destination, result: now });
  return now;
}

async function read(
  { deploymentId }: DestinationResult,
  { isOwn, began, ...ports }: LookAgainPorts,
): Promise<DeploymentInfo | undefined> {
  const { calls, signal } = ports;
  if (!deploymentId) {
    const look = await findLatest(isOwn, began, ports);
    return 'found' in look ? look.found : undefined;
  }
  const [info] = await unlessCancelled(
    () => calls.getDeployments([deploymentId], { signal }),
    signal,
  ).catch(() => []);
  return info;
}

function asItIs(result: DestinationResult, info: DeploymentInfo): DestinationResult {
  if (!result.isUnknown) return endOf(info) ? afterReady(result, info) : result;
  const found = { ...result, ...defined({ deploymentId: info.deploymentId }) };
  if (endOf(info)) return afterSilence(found, info);
  return { ...found, instances: countsOf(info), reason: stillUnderWay(result, info) };
}

function stillUnderWay({ deploymentId, reason }: DestinationResult, info: DeploymentInfo): string {
  const now = `was still ${info.status} when the run ended, and is no longer followed`;
  if (!deploymentId)
    return `CreateDeployment was not answered; the deployment it made, ${info.deploymentId}, ${now}`;
  return `${reason ?? 'its outcome is unknown'}; it ${now}`;
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
