import { cancellationOf } from '../cancel.ts';
import { timing } from '../timing.ts';
import type { DestinationPorts } from './destination-ports.ts';
import { follow } from './follow.ts';
import { followRollback } from './follow-rollback.ts';
import { type Ending, judgeDeployment } from './judge-deployment.ts';
import { pollDeployments } from './poll-deployments.ts';
import { isRolledBack } from './stop-deployment.ts';

/**
 * What became of a deployment that a cancelled run has asked CodeDeploy to stop, and of its rollback: followed to their ends
 * where a person waits for it, who leaves with a second Ctrl-C. A job has no time for that.
 */
export async function followStop(
  deploymentId: string | undefined,
  asked: Ending,
  ports: DestinationPorts,
): Promise<Ending> {
  const { destination, calls, clock, emulated = false } = ports;
  if (!deploymentId || asked.outcome !== 'stopped' || !isAwaited(ports)) return asked;
  // The run's own signal is aborted, and its readers with it.
  const { signal } = new AbortController();
  const read = pollDeployments((ids) => calls.getDeployments(ids), { clock, signal });
  const { halt: _, ...rest } = { ...ports, signal, read };
  const followed = await follow(deploymentId, {
    ...rest,
    destination: destination.id,
    deadline: clock.now() + timing.follow.stopping,
  });
  const rollback = await followRollback(followed, { askedFor: isRolledBack(ports) }, rest);
  const interruption = { outcome: 'stopped', reason: 'the run was cancelled' } as const;
  const how = { emulated, interruption, rollback, related: [] };
  const ending = judgeDeployment(followed, destination, how);
  // That somebody stopped it is not news: it was this run.
  return { ...ending, causes: ending.causes.filter(({ code }) => code !== 'MANUAL_STOP') };
}

function isAwaited({ isAttended, signal }: DestinationPorts): boolean {
  return isAttended === true && cancellationOf(signal) === 'SIGINT';
}
