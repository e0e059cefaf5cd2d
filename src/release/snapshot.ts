import type { DeploymentGroupInfo, DeploymentInfo, S3Location } from '@aws-sdk/client-codedeploy';
import { describeFault } from '../aws/advice.ts';
import type { AwsSession } from '../aws/session.ts';
import { versionOfKey } from '../bundle/version.ts';
import type { Destination } from '../config/destination.ts';
import { mapLimited } from '../limit.ts';
import { type Problem, RefusedError } from '../problem.ts';

/** A deployment of a group, and the revision that it brought. */
export type Running = {
  deploymentId: string;
  /** Where the revision is one of ours. */
  version?: string;
  /** Where it came from S3. */
  location?: S3Location;
  since?: Date;
};

/** What a deployment group runs, as CodeDeploy tells it. */
export type GroupState = {
  group: DeploymentGroupInfo;
  /** The last deployment that succeeded. */
  running?: Running;
  /** The last deployment, where that is another one: instances may run either of the two. */
  attempted?: Running;
};

/** By destination. */
export type Snapshot = ReadonlyMap<string, GroupState>;

/** Reads what every group runs now. Rejects with a {@link RefusedError} that names each one that cannot be read. */
export async function takeSnapshot(
  destinations: readonly Destination[],
  aws: AwsSession,
): Promise<Snapshot> {
  const problems: Problem[] = [];
  const states = new Map<string, GroupState>();
  await mapLimited(destinations, 20, async (destination) => {
    try {
      states.set(destination.id, await readState(destination, aws));
    } catch (error) {
      const operation = 'codedeploy:GetDeploymentGroup';
      problems.push(describeFault(error, { destination, operation }));
    }
  });
  if (problems.length > 0) throw new RefusedError(problems);
  return states;
}

async function readState(destination: Destination, aws: AwsSession): Promise<GroupState> {
  const calls = aws.codedeploy(destination);
  const group = await calls.getGroup();
  const succeeded = group.lastSuccessfulDeployment?.deploymentId;
  const last = group.lastAttemptedDeployment?.deploymentId;
  const attempted = last === succeeded ? undefined : last;
  const ids = [succeeded, attempted].filter((id) => id !== undefined);
  const infos = ids.length > 0 ? await calls.getDeployments(ids) : [];
  const told = (id: string) => runningOf(id, infos);
  return {
    group,
    ...(succeeded ? { running: told(succeeded) } : {}),
    ...(attempted ? { attempted: told(attempted) } : {}),
  };
}

function runningOf(deploymentId: string, infos: readonly DeploymentInfo[]): Running {
  const info = infos.find((one) => one.deploymentId === deploymentId);
  const location = info?.revision?.s3Location;
  const version = versionOfKey(location?.key);
  const since = info?.completeTime;
  return {
    deploymentId,
    ...(version ? { version } : {}),
    ...(location ? { location } : {}),
    ...(since ? { since } : {}),
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
