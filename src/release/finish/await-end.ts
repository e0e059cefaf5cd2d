import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import type { Clock } from '../../clock.ts';
import { isOver } from '../deployment/find-deployment.ts';
import { timing } from '../timing.ts';

/** Looks at a deployment until it is over, for some minutes at most; gives what was last seen of it. */
export async function awaitEnd(
  first: DeploymentInfo,
  {
    calls,
    clock,
    signal,
  }: { calls: Pick<CodeDeployCalls, 'getDeployments'>; clock: Clock; signal: AbortSignal },
): Promise<DeploymentInfo> {
  const until = clock.now() + timing.finish.goesOn;
  let latest = first;
  while (!isOver(latest) && clock.now() < until && !signal.aborted) {
    await clock.sleep(timing.finish.look, signal).catch(() => undefined);
    const [info] = await calls.getDeployments([first.deploymentId ?? '']).catch(() => []);
    latest = info ?? latest;
  }
  return latest;
}
