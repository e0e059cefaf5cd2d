import type { DeploymentGroupInfo, DeploymentInfo, S3Location } from '@aws-sdk/client-codedeploy';
import { describeFault } from '../../aws/advice.ts';
import type { AwsSession } from '../../aws/session.ts';
import type { Destination } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { mapLimited } from '../../limit.ts';
import { type Problem, RefusedError } from '../../problem.ts';
import { versionOfKey } from '../object-keys.ts';
import { timing } from '../timing.ts';
import { isOver } from './find-deployment.ts';

/** A deployment of a group, and the revision that it brought. */
export type Running = {
  deploymentId: string;
  /** Where the revision is one of ours. */
  version?: string;
  /** CodeDeploy tells nothing more of it. */
  unknown?: true;
  /** Where it came from S3. */
  location?: S3Location;
  since?: Date;
  /** From its creation to its end, in ms. */
  took?: number;
};

/** What a deployment group runs, as CodeDeploy tells it. */
export type GroupState = {
  group: DeploymentGroupInfo;
  /** The deployment whose revision runs. */
  running?: Running;
  /** The last deployment, where that is another one: instances may run either of the two. */
  attempted?: Running;
  /** What CodeDeploy says about the last deployment, whichever of them it is. */
  last?: DeploymentInfo;
};

/** By destination. */
export type Snapshot = ReadonlyMap<string, GroupState>;

/** Reads what every group runs now. Rejects with a {@link RefusedError} that names each one that cannot be read. */
export async function takeSnapshot(
  destinations: readonly Destination[],
  aws: AwsSession,
): Promise<Snapshot> {
  const { snapshot, problems } = await readSnapshot(destinations, aws);
  if (problems.length > 0) throw new RefusedError(problems);
  return snapshot;
}

/**
 * Reads what every group runs now, with a problem for each one that cannot be read. `lastSeen`: the deployments that a group
 * had last, a moment ago, which are asked for beside it.
 */
export async function readSnapshot(
  destinations: readonly Destination[],
  aws: AwsSession,
  lastSeen: ReadonlyMap<string, readonly string[]> = new Map(),
): Promise<{ snapshot: Snapshot; problems: Problem[] }> {
  const problems: Problem[] = [];
  const states = new Map<string, GroupState>();
  await mapLimited(destinations, timing.atOnce.destinations, async (destination) => {
    let operation = 'codedeploy:GetDeploymentGroup';
    const began = (next: string) => {
      operation = next;
    };
    try {
      states.set(
        destination.id,
        await readState(destination, aws, began, lastSeen.get(destination.id)),
      );
    } catch (error) {
      problems.push(describeFault(error, { destination, operation }));
    }
  });
  return { snapshot: states, problems };
}

/** `began` hears about each call after the first. */
async function readState(
  destination: Destination,
  aws: AwsSession,
  began: (operation: string) => void,
  lastSeen: readonly string[] = [],
): Promise<GroupState> {
  const calls = aws.codedeploy(destination);
  const read = async (ids: readonly string[]) =>
    ids.length > 0 ? calls.getDeployments(ids, { isPatient: true }) : [];
  const early = read(lastSeen).catch(() => []);
  const group = await calls.getGroup();
  const ids = lastOf(group);
  began('codedeploy:BatchGetDeployments');
  const known = (await early).filter(isOver);
  // Of those that are over nothing changes any more.
  const isKnown = ids.every((id) => known.some(({ deploymentId }) => deploymentId === id));
  const infos = isKnown ? known : await read(ids);
  const { running, attempted } = whatRuns(group, infos);
  const lastId = group.lastAttemptedDeployment?.deploymentId;
  const last = infos.find(({ deploymentId }) => deploymentId === lastId);
  return {
    group,
    ...defined({ last }),
    ...(running && { running: runningOf(running, infos) }),
    ...(attempted && { attempted: runningOf(attempted, infos) }),
  };
}

/** The deployments that tell what a group runs. */
export function lastOf(group: DeploymentGroupInfo): string[] {
  const { lastSuccessfulDeployment, lastAttemptedDeployment } = group;
  const ids = [lastSuccessfulDeployment?.deploymentId, lastAttemptedDeployment?.deploymentId];
  return [...new Set(ids)].filter((id) => id !== undefined);
}

/**
 * The deployment that a group runs, and the last one where that is another. While a blue/green deployment
 * waits to terminate the original instances it has not succeeded yet, but the traffic is on its own.
 */
export function whatRuns(
  group: DeploymentGroupInfo,
  infos: readonly DeploymentInfo[],
): { running?: string; attempted?: string } {
  const succeeded = group.lastSuccessfulDeployment?.deploymentId;
  const last = group.lastAttemptedDeployment?.deploymentId;
  const info = infos.find(({ deploymentId }) => deploymentId === last);
  const isShifted = info?.status === 'InProgress' && info.instanceTerminationWaitTimeStarted;
  const running = isShifted ? last : succeeded;
  return {
    ...defined({ running }),
    ...(last && last !== running && { attempted: last }),
  };
}

function runningOf(deploymentId: string, infos: readonly DeploymentInfo[]): Running {
  const info = infos.find((one) => one.deploymentId === deploymentId);
  // BatchGetDeployments leaves out what it does not find.
  if (!info) return { deploymentId, unknown: true };
  const location = info.revision?.s3Location;
  const version = versionOfKey(location?.key);
  const since = info.completeTime;
  const took = since && info.createTime && since.getTime() - info.createTime.getTime();
  // Its waits for traffic, and until the old instances are terminated, may be most of that.
  const isBlueGreen = info.deploymentStyle?.deploymentType === 'BLUE_GREEN';
  return {
    deploymentId,
    ...defined({ version, location, since, took: isBlueGreen ? undefined : took }),
  };
}

/** Whether the object is what a group runs, and nothing else was tried since. */
export function runsNow(
  state: GroupState | undefined,
  { bucket, key }: { bucket: string; key: string },
): boolean {
  if (!state || state.attempted) return false;
  const { location } = state.running ?? {};
  return location?.bucket === bucket && location.key === key;
}
