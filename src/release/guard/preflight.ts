import type { DeploymentConfigInfo, DeploymentGroupInfo } from '@aws-sdk/client-codedeploy';
import { describeFault } from '../../aws/advice.ts';
import type { AwsSession } from '../../aws/session.ts';
import type { Clock } from '../../clock.ts';
import type { Destination } from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import type { Problem } from '../../problem.ts';
import { lastOf } from '../deployment/group-state.ts';
import { timing } from '../timing.ts';
import { checkAdmitted } from './check-admitted.ts';
import { checkAlarms } from './check-alarms.ts';
import { checkConfig } from './check-config.ts';
import { checkFollowing } from './check-following.ts';
import { checkGroup } from './check-group.ts';
import { checkLastDeployment } from './check-last-deployment.ts';
import { type Finding, problemsOf } from './finding.ts';

export type Preflight = {
  /** What stands in the way; any of these refuses the run. */
  problems: Problem[];
  /** Worth knowing, but in nobody's way. */
  warnings: Problem[];
  /** What could not be checked, and why: nothing is known of it. */
  unchecked: Problem[];
  /** By destination, the deployments that its group was last seen with. */
  lastSeen: ReadonlyMap<string, readonly string[]>;
};

/**
 * Checks all destinations at once, read-only, and gives all findings together. What goes back is not kept from it by
 * alarms, which are perhaps why it does: `goesBack`.
 */
export async function preflight(
  destinations: readonly Destination[],
  aws: AwsSession,
  { clock, goesBack = false }: { clock: Clock; goesBack?: boolean | undefined },
): Promise<Preflight> {
  const configs = onceEach(aws);
  const read: Destination[] = [];
  const fresh: Destination[] = [];
  const lastSeen = new Map<string, readonly string[]>();
  const found = await mapLimited(destinations, timing.atOnce.destinations, async (destination) => {
    const cloudwatch = () => aws.cloudwatch(destination);
    const found = await Promise.all([
      checkDeployments(destination, aws, {
        getConfig: configs,
        onRead: (group) => {
          (group.lastAttemptedDeployment ? read : fresh).push(destination);
          lastSeen.set(destination.id, lastOf(group));
        },
      }),
      checkBucket(destination, aws),
      goesBack ? [] : checkAlarms(destination, { cloudwatch, clock }),
    ]);
    return found.flat();
  });
  const all = [...found.flat(), ...(await checkFollowing(fresh, read, aws))];
  return {
    problems: problemsOf('problem', all),
    warnings: problemsOf('warning', all),
    unchecked: problemsOf('unchecked', all),
    lastSeen,
  };
}

type Looks = {
  getConfig: ReturnType<typeof onceEach>;
  /** Told of a group once it was read. */
  onRead(group: DeploymentGroupInfo): void;
};

/** Everything that CodeDeploy tells. Where the group cannot be read, only the deployment configuration is asked for. */
async function checkDeployments(
  destination: Destination,
  aws: AwsSession,
  { getConfig, onRead }: Looks,
): Promise<Finding[]> {
  const calls = aws.codedeploy(destination);
  const configs = { getConfig: (name: string) => getConfig(destination, name) };
  let group: DeploymentGroupInfo;
  try {
    group = await calls.getGroup();
  } catch (error) {
    const operation = 'codedeploy:GetDeploymentGroup';
    const problem = describeFault(error, { destination, operation });
    return [
      { kind: 'problem', problem },
      ...(await checkConfig(destination, {}, undefined, configs)),
    ];
  }
  onRead(group);
  const misfits = checkGroup(destination, group);
  const last = checkLastDeployment(destination, group, calls);
  const instances = last.then((one) => one.instances);
  const [{ findings }, config, admitted] = await Promise.all([
    last,
    checkConfig(destination, group, instances, configs),
    checkAdmitted(destination, group, aws),
  ]);
  return [...misfits, ...findings, ...config, ...admitted];
}

/** Groups of one account and region that share a deployment configuration have it asked for once. */
function onceEach(aws: AwsSession) {
  const asked = new Map<string, Promise<DeploymentConfigInfo>>();
  return (destination: Destination, name: string): Promise<DeploymentConfigInfo> => {
    const { account, region, role, readRole } = destination;
    const key = JSON.stringify([account, region, role, readRole, name]);
    const asking = asked.get(key) ?? aws.codedeploy(destination).getConfig(name);
    asked.set(key, asking);
    return asking;
  };
}

async function checkBucket(destination: Destination, aws: AwsSession): Promise<Finding[]> {
  try {
    await aws.artifacts(destination).check();
    return [];
  } catch (error) {
    const problem = describeFault(error, { destination, operation: 's3:HeadBucket' });
    return [{ kind: 'problem', problem }];
  }
}
