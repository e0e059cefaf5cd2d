import type { CreateDeploymentCommandInput, DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import type { Clock } from '../../clock.ts';
import { isSameRun, type Marker, readMarker } from '../marker.ts';
import { countsOf } from './deployment-causes.ts';

type Revision = Pick<CreateDeploymentCommandInput, 'revision'>;

/** `runs`: it succeeded, and nothing else was tried since. */
export type Earlier = { standing: 'runs' | 'under-way'; info: DeploymentInfo };

/**
 * What an earlier run has brought about in a group for the release that is to be deployed. Lists may lag
 * behind, so the group is asked for its last attempt. A deployment that left failed instances behind does
 * not count: deploying again may mend them.
 */
export async function findEarlier(
  input: Revision,
  marker: Marker,
  calls: Pick<CodeDeployCalls, 'getGroup' | 'getDeployments'>,
): Promise<Earlier | undefined> {
  const last = (await calls.getGroup()).lastAttemptedDeployment?.deploymentId;
  if (!last) return undefined;
  const [info] = await calls.getDeployments([last]);
  if (!info || !hasRevision(info, input)) return undefined;
  if (!isOver(info))
    return isOurs(info, marker, input) ? { standing: 'under-way', info } : undefined;
  const { failed, skipped } = countsOf(info);
  const runs = info.status === 'Succeeded' && failed + skipped === 0;
  return runs ? { standing: 'runs', info } : undefined;
}

/** Looks for the deployment of one run that brings what was asked for; its marker alone can be anyone's. */
export function findOurs(
  input: Revision,
  marker: Marker,
  began: number,
  ports: LookPorts,
): Promise<DeploymentInfo | undefined> {
  const isOne = (info: DeploymentInfo) =>
    isSameRun(readMarker(info.description), marker) && hasRevision(info, input);
  return findLatest(isOne, began, ports);
}

type LookPorts = { calls: CodeDeployCalls; clock: Clock; signal: AbortSignal };

/**
 * Looks for a deployment in the group that was created since a moment: the newest one there is. Lists may lag
 * behind, so the group's own last attempt is asked as well, and there are several looks; fewer moments lie
 * between them once the signal is aborted.
 */
export async function findLatest(
  isOne: (info: DeploymentInfo) => boolean,
  began: number,
  { calls, clock, signal }: LookPorts,
): Promise<DeploymentInfo | undefined> {
  // Ours and the service's clocks may differ by some minutes.
  const since = new Date(began - 10 * 60_000);
  for (const [looks, delay] of [1_000, 3_000, 6_000].entries()) {
    if (signal.aborted) await clock.sleep(looks === 0 ? 0 : 1_000);
    else await clock.sleep(delay, signal).catch(ignoreAbort);
    try {
      const [group, listed] = await Promise.all([
        calls.getGroup(),
        calls.listDeployments({ since }),
      ]);
      const last = group.lastAttemptedDeployment?.deploymentId;
      const infos = await calls.getDeployments([...new Set([...(last ? [last] : []), ...listed])]);
      const found = infos.find((info) => info.deploymentId && isOne(info));
      if (found) return found;
    } catch {
      // What stands in the way of looking stands in the way of creating, too, and is told there.
    }
  }
  return undefined;

  function ignoreAbort(error: unknown) {
    if (!signal.aborted) throw error;
  }
}

/** The same release on its way to the same environment, started by this run or by one that it repeats. */
export function isOurs(info: DeploymentInfo, marker: Marker, input: Revision): boolean {
  const theirs = readMarker(info.description);
  return (
    theirs?.version === marker.version &&
    theirs.environment === marker.environment &&
    hasRevision(info, input)
  );
}

export function isOver(info: DeploymentInfo): boolean {
  return ['Succeeded', 'Failed', 'Stopped'].includes(info.status ?? '');
}

/** The same object; also the same bytes, where both are pinned to an ETag. */
function hasRevision(info: DeploymentInfo, input: Revision): boolean {
  const theirs = info.revision?.s3Location;
  const ours = input.revision?.s3Location;
  if (!theirs?.key || theirs.key !== ours?.key || theirs.bucket !== ours?.bucket) return false;
  return !theirs.eTag || !ours.eTag || bare(theirs.eTag) === bare(ours.eTag);
}

/** S3 writes ETags with quotes, CodeDeploy without. */
function bare(eTag: string): string {
  return eTag.replaceAll('"', '');
}
