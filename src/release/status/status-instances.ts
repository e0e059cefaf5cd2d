import type { InstanceTarget } from '@aws-sdk/client-codedeploy';
import { errorText } from '../../aws/fault-text.ts';
import type { AwsSession } from '../../aws/session.ts';
import { defined } from '../../defined.ts';
import { instanceName } from '../deployment/deployment-causes.ts';
import type { DestinationStatus } from '../environment-status.ts';
import type { InstanceStatus, InstanceStatuses } from '../instance-status.ts';

/** By deployment: what has ended stays as it is. */
export type InstanceMemory = Map<string, InstanceStatuses>;

/** The instances of what runs in a destination, each deployment asked for once. Never rejects for what AWS answers. */
export async function readInstances(
  { destination, current }: DestinationStatus,
  { aws, known }: { aws: Pick<AwsSession, 'codedeploy'>; known: InstanceMemory },
): Promise<InstanceStatuses | undefined> {
  if (!current) return undefined;
  const { deploymentId } = current;
  const before = known.get(deploymentId);
  if (before) return before;
  try {
    const calls = aws.codedeploy(destination);
    const ids = await calls.listTargets(deploymentId);
    const targets = ids.length > 0 ? await calls.getTargets(deploymentId, ids) : [];
    const told = targets.map(statusOf);
    known.set(deploymentId, told);
    return told;
  } catch (error) {
    return { unknown: `its instances cannot be read: ${errorText(error)}` };
  }
}

function statusOf(target: InstanceTarget): InstanceStatus {
  const { status = 'Unknown', lifecycleEvents = [], lastUpdatedAt } = target;
  const failed = lifecycleEvents.find((event) => event.status === 'Failed');
  return {
    instance: instanceName(target),
    status,
    ...defined({
      event: (failed ?? lifecycleEvents.at(-1))?.lifecycleEventName,
      at: lastUpdatedAt?.getTime(),
    }),
  };
}
