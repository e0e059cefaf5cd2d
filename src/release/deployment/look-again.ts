import { unlessCancelled } from '../cancel.ts';
import type { DestinationResult } from '../outcome.ts';
import { countsOf } from './deployment-causes.ts';
import type { DestinationPorts } from './destination-ports.ts';
import { endOf } from './follow.ts';

/**
 * What was left ready, as it is when the run ends: later waves may have taken longer than the group waits for its traffic,
 * and somebody may have shifted it. What cannot be read stays as it was seen.
 */
export async function lookAgain(
  result: DestinationResult,
  { calls, emit, signal }: Pick<DestinationPorts, 'calls' | 'emit' | 'signal'>,
): Promise<DestinationResult> {
  const { deploymentId = '', destination } = result;
  const look = () => calls.getDeployments([deploymentId], { signal });
  const [info] = await unlessCancelled(look, signal).catch(() => []);
  if (!info || !endOf(info)) return result;
  const isStopped = info.status === 'Stopped' || info.status === 'Failed';
  const now: DestinationResult = {
    ...result,
    instances: countsOf(info),
    outcome: isStopped ? 'stopped' : 'not-verified',
    reason: isStopped
      ? 'it was stopped while it waited for its traffic'
      : 'its traffic was shifted while the run went on, and it is not verified',
  };
  emit({ kind: 'finished', destination, result: now });
  return now;
}
