import type { DeploymentGroupInfo, S3Location } from '@aws-sdk/client-codedeploy';
import { describeFault } from '../aws/advice.ts';
import type { AwsSession } from '../aws/session.ts';
import { versionOfKey } from '../bundle/version.ts';
import type { Destination } from '../config/destination.ts';
import { mapLimited } from '../limit.ts';
import { type Problem, RefusedError } from '../problem.ts';

/** What a deployment group runs, as CodeDeploy tells it: the revision of its last deployment that succeeded. */
export type Running = {
  deploymentId: string;
  /** Where the revision is one of ours. */
  version?: string;
  /** Where it came from S3. */
  location?: S3Location;
  since?: Date;
};

export type GroupState = { group: DeploymentGroupInfo; running?: Running };

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
  const deploymentId = group.lastSuccessfulDeployment?.deploymentId;
  if (!deploymentId) return { group };
  const [info] = await calls.getDeployments([deploymentId]);
  const location = info?.revision?.s3Location;
  const version = versionOfKey(location?.key);
  const since = info?.completeTime;
  return {
    group,
    running: {
      deploymentId,
      ...(version ? { version } : {}),
      ...(location ? { location } : {}),
      ...(since ? { since } : {}),
    },
  };
}
