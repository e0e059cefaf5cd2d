import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { deploymentUrl } from '../../aws/console.ts';
import { defined } from '../../defined.ts';
import { unlessCancelled } from '../cancel.ts';
import { versionOfKey } from '../object-keys.ts';
import { type DestinationResult, isGood } from '../outcome.ts';
import type { DestinationPorts } from './destination-ports.ts';
import { followRollback } from './follow-rollback.ts';
import { type Ending, judgeDeployment } from './judge-deployment.ts';
import { stopAndFollow, stopCancelled } from './stop-deployment.ts';

/** Stops what an earlier run has left under way in a destination, and says what became of it. */
export async function withdrawDestination(
  { deploymentId = '', description = '', revision }: DeploymentInfo,
  ports: DestinationPorts,
): Promise<DestinationResult> {
  const { destination, clock, emit, reason } = ports;
  const began = clock.now();
  const { id } = destination;
  const consoleUrl = deploymentUrl(destination, deploymentId);
  emit({ kind: 'creating', destination: id, marker: description });
  emit({ kind: 'created', destination: id, deploymentId, consoleUrl, adopted: true });
  const why = reason === undefined ? 'stopped by fanout stop' : `stopped by fanout stop: ${reason}`;
  const ending = await withdraw(deploymentId, why, ports);
  const version = versionOfKey(revision?.s3Location?.key);
  const seconds = Math.round((clock.now() - began) / 1000);
  return {
    destination: id,
    ...defined({ version }),
    deploymentId,
    consoleUrl,
    ...ending,
    seconds,
  };
}

/** Takes back what this run has left ready, because something else has failed: whatever `onCancel` says, nothing of it stays. */
export async function withdrawReady(
  result: DestinationResult,
  ports: DestinationPorts,
): Promise<DestinationResult> {
  const { clock } = ports;
  const began = clock.now();
  const { reason: _, ...rest } = result;
  const ending = await withdraw(
    result.deploymentId ?? '',
    'stopped before its traffic was shifted, because another destination failed',
    { ...ports, onCancel: 'stop-and-rollback' },
  );
  const seconds = result.seconds + Math.round((clock.now() - began) / 1000);
  return { ...rest, ...ending, seconds };
}

const tooLate = {
  outcome: 'not-verified' as const,
  reason: 'it ended before it could be stopped, and is not verified',
};

/** Stops a deployment and follows it, and the rollback that CodeDeploy makes of it, to the end. */
async function withdraw(
  deploymentId: string,
  reason: string,
  ports: DestinationPorts,
): Promise<Ending> {
  const { signal, onCancel } = ports;
  try {
    return await unlessCancelled(async () => {
      const { followed, stop } = await stopAndFollow(deploymentId, reason, ports);
      const askedFor = stop === 'asked' && onCancel === 'stop-and-rollback';
      const ending = judgeDeployment(followed, ports.destination, {
        emulated: ports.emulated ?? false,
        // What had ended by itself was not stopped.
        interruption: stop === 'over' ? undefined : { outcome: 'stopped', reason, causes: [] },
        rollback: await followRollback(followed, { askedFor }, ports),
        related: [],
      });
      if (followed.end === 'expired') return { ...ending, outcome: 'failed', isUnknown: true };
      return isGood(ending.outcome) ? { ...ending, ...tooLate } : ending;
    }, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    return stopCancelled(deploymentId, ports);
  }
}
