import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import type { Clock } from '../../clock.ts';
import { isOver } from '../deployment/find-deployment.ts';

/** A cancelled job has minutes left; what takes longer is for the next `finish`. */
const longestWait = 5 * 60_000;

/** Looks at a deployment until it is over, for some minutes at most; gives what was last seen of it. */
export async function awaitEnd(
  first: DeploymentInfo,
  {
    calls,
    clock,
    signal,
  }: { calls: Pick<CodeDeployCalls, 'getDeployments'>; clock: Clock; signal: AbortSignal },
): Promise<DeploymentInfo> {
  const until = clock.now() + longestWait;
  let latest = first;
  while (!isOver(latest) && clock.now() < until && !signal.aborted) {
    await clock.sleep(5_000, signal).catch(() => undefined);
    const [info] = await calls.getDeployments([first.deploymentId ?? '']).catch(() => []);
    latest = info ?? latest;
  }
  return latest;
}
