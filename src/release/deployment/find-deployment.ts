import type { CreateDeploymentCommandInput, DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import { type Clock, wallTime } from '../../clock.ts';
import { isSameRun, type Marker, markerVersion, readMarker } from '../marker.ts';
import { timing } from '../timing.ts';
import { countsOf } from './deployment-causes.ts';

type Revision = Pick<CreateDeploymentCommandInput, 'revision'>;

/** `runs`: it succeeded, and nothing else was tried since. */
export type Earlier = { standing: 'runs' | 'under-way'; info: DeploymentInfo };

/**
 * What an earlier run has brought about in a group for the release that is to be deployed. Lists may lag
 * behind, so the group is asked for its last attempt. A deployment that left failed instances behind does
 * not count: deploying again may fix them.
 */
export async function findEarlier(
  input: Revision,
  marker: Marker,
  ports: AskPorts,
): Promise<Earlier | undefined> {
  const info = await lastOf(ports);
  if (!info || !hasRevision(info, input)) return undefined;
  if (!isOver(info))
    return isOurs(info, marker, input) ? { standing: 'under-way', info } : undefined;
  const { failed, skipped } = countsOf(info);
  const runs = info.status === 'Succeeded' && failed + skipped === 0;
  return runs ? { standing: 'runs', info } : undefined;
}

/** The deployment with which this run has begun to bring back what ran before, as far as the group knows of it. */
export async function findOwn(
  input: Revision,
  marker: Marker,
  ports: AskPorts,
): Promise<DeploymentInfo | undefined> {
  const info = await lastOf(ports);
  const theirs = readMarker(info?.description);
  const isOwn = isSameRun(theirs, marker) && theirs?.back === marker.back;
  return info && isOwn && hasRevision(info, input) ? info : undefined;
}

type AskPorts = {
  calls: Pick<CodeDeployCalls, 'getGroup' | 'getDeployments'>;
  clock: Clock;
  signal: AbortSignal;
};

async function lastOf(ports: AskPorts): Promise<DeploymentInfo | undefined> {
  const last = (await ports.calls.getGroup()).lastAttemptedDeployment?.deploymentId;
  return last ? tellOf(last, ports) : undefined;
}

/** What CodeDeploy has named it may describe a little later; what it never describes is not there. */
export async function tellOf(
  id: string,
  {
    calls,
    clock,
    signal,
  }: Omit<AskPorts, 'calls'> & { calls: Pick<CodeDeployCalls, 'getDeployments'> },
): Promise<DeploymentInfo | undefined> {
  const until = clock.now() + timing.create.told;
  for (;;) {
    const [info] = await calls.getDeployments([id]);
    if (info || clock.now() >= until || signal.aborted) return info;
    await clock.sleep(timing.create.lookTold, signal).catch(() => undefined);
  }
}

/** Looks for the deployment of one run that brings what was asked for; its marker alone can be anyone's. */
export function findOurs(
  input: Revision,
  marker: Marker,
  began: number,
  ports: LookPorts,
): Promise<Look> {
  const isOne = (info: DeploymentInfo) =>
    isSameRun(readMarker(info.description), marker) && hasRevision(info, input);
  return findLatest(isOne, began, ports);
}

type LookPorts = {
  calls: CodeDeployCalls;
  clock: Clock;
  signal: AbortSignal;
  /** Since when CodeDeploy has not answered there, while other regions do. */
  silentSince?(): number | undefined;
};

/** `unread`: it may be there anyway, for looking was not possible. */
export type Look = { found: DeploymentInfo } | { none: true } | { unread: unknown };

/**
 * Looks for a deployment in the group that was created since a moment: the newest one there is. Lists may lag
 * behind, so the group's own last attempt is asked as well, and there are several looks; fewer moments lie
 * between them once the signal is aborted. There is none only where the last look could be had whole.
 */
export async function findLatest(
  isOne: (info: DeploymentInfo) => boolean,
  began: number,
  { calls, clock, signal, silentSince }: LookPorts,
): Promise<Look> {
  // The machine's clock may have been hours ahead when the run began, and set since.
  const since = new Date(Math.min(began, wallTime(clock)) - timing.create.since);
  let look: Look = { none: true };
  for (const [looks, delay] of timing.create.looks.entries()) {
    if (signal.aborted) await clock.sleep(looks === 0 ? 0 : timing.create.lookCancelled);
    else await clock.sleep(delay, signal).catch(ignoreAbort);
    look = await lookOnce(isOne, since, calls);
    if ('found' in look) return look;
    // What does not answer does not lag: how long that is waited for is for the caller to say.
    if ('unread' in look && silentSince?.() !== undefined) return look;
  }
  return look;

  function ignoreAbort(error: unknown) {
    if (!signal.aborted) throw error;
  }
}

/** What can be had of the two ways to look is enough to find it, and not enough to say that it is not there. */
async function lookOnce(
  isOne: (info: DeploymentInfo) => boolean,
  since: Date,
  calls: CodeDeployCalls,
): Promise<Look> {
  const [group, listed] = await Promise.allSettled([
    calls.getGroup(),
    calls.listDeployments({ since }),
  ]);
  const last =
    group.status === 'fulfilled' ? group.value.lastAttemptedDeployment?.deploymentId : undefined;
  const ids = [...(last ? [last] : []), ...(listed.status === 'fulfilled' ? listed.value : [])];
  try {
    const infos = await calls.getDeployments([...new Set(ids)]);
    const found = infos.find((info) => info.deploymentId && isOne(info));
    if (found) return { found };
    // One that is named and not described yet may be the one.
    const untold = ids.find((id) => !infos.some(({ deploymentId }) => deploymentId === id));
    if (untold)
      return { unread: new Error(`CodeDeploy names ${untold}, but does not describe it`) };
  } catch (error) {
    return { unread: error };
  }
  const refused = [listed, group].find((one) => one.status === 'rejected');
  return refused ? { unread: refused.reason } : { none: true };
}

/** The same release on its way to the same environment, started by this run or by one that it repeats. */
export function isOurs(info: DeploymentInfo, marker: Marker, input: Revision): boolean {
  const theirs = readMarker(info.description);
  return (
    theirs?.version === markerVersion(marker.version) &&
    theirs.environment === marker.environment &&
    hasRevision(info, input)
  );
}

export function isOver(info: DeploymentInfo): boolean {
  return ['Succeeded', 'Failed', 'Stopped'].includes(info.status ?? '');
}

/** The same object; also the same bytes, where both are pinned to an ETag. */
export function hasRevision(info: DeploymentInfo, input: Revision): boolean {
  const theirs = info.revision?.s3Location;
  const ours = input.revision?.s3Location;
  if (!theirs?.key || theirs.key !== ours?.key || theirs.bucket !== ours?.bucket) return false;
  return !theirs.eTag || !ours.eTag || bare(theirs.eTag) === bare(ours.eTag);
}

/** S3 writes ETags with quotes, CodeDeploy without. */
function bare(eTag: string): string {
  return eTag.replaceAll('"', '');
}
