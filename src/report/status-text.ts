import type { EventOf } from '../release/events.ts';
import { countAll, type InstanceCounts } from '../release/outcome.ts';
import { many } from '../words/quantities.ts';

/** `3 of 5 instances done, 1 failed`, `rollback succeeded: 3 of 3 instances done`. */
export function statusText({ status, counts, role, deploymentId }: EventOf<'status'>): string {
  const noun = role === 'related' ? `related deployment ${deploymentId}` : role;
  const progress = countAll(counts) > 0 ? progressText(counts) : '';
  if (status === 'InProgress') {
    const text = progress || 'in progress';
    return role === 'deployment' ? text : `${noun}: ${text}`;
  }
  const words = `${noun} ${statusWords[status] ?? `has status ${status}`}`;
  return progress && status !== 'Created' && status !== 'Queued' ? `${words}: ${progress}` : words;
}

/** `3 of 5 instances done, 1 failed`. */
export function progressText(counts: InstanceCounts): string {
  const failed = counts.failed > 0 ? `, ${counts.failed} failed` : '';
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  return `${counts.succeeded} of ${many(countAll(counts), 'instance')} done${failed}${skipped}`;
}

/** https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html */
const statusWords: { [status: string]: string } = {
  Created: 'created',
  Queued: 'queued',
  Baking: 'watches its alarms',
  Ready: 'ready, waits for traffic to be rerouted',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Stopped: 'stopped',
};
