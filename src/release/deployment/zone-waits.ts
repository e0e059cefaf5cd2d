import type { DeploymentConfigInfo, DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import { duration } from '../../words/quantities.ts';
import type { DeploymentRole, Emit } from '../events.ts';
import type { InstanceCounts } from '../outcome.ts';

type Ports = {
  destination: string;
  role: DeploymentRole;
  calls: Pick<CodeDeployCalls, 'getConfig'>;
  emit: Emit;
};

/**
 * Says when CodeDeploy watches a zone before it goes on to the next one, where the deployment configuration has it so: for
 * minutes or hours nothing happens then, and CodeDeploy does not tell why.
 */
export function tellZoneWaits({ destination, role, calls, emit }: Ports) {
  let asked: Promise<DeploymentConfigInfo | undefined> | undefined;
  let told = 0;
  return async (info: DeploymentInfo, counts: InstanceCounts): Promise<void> => {
    const { deploymentConfigName: name = '', deploymentId = '', status } = info;
    const done = counts.succeeded + counts.failed;
    const isBetween = counts.inProgress === 0 && counts.pending > 0 && done > told;
    if (role !== 'deployment' || status !== 'InProgress' || !isBetween) return;
    if (name === '' || name.startsWith('CodeDeployDefault.')) return;
    asked ??= calls.getConfig(name).catch(() => undefined);
    const { monitorDurationInSeconds: each = 0, firstZoneMonitorDurationInSeconds: first = each } =
      (await asked)?.zonalConfig ?? {};
    const [seconds, which] = told === 0 ? [first, 'first zone'] : [each, 'next zone'];
    told = done;
    if (seconds === 0) return;
    const reason = `${name} has CodeDeploy watch the ${which} for ${duration(seconds)} before it goes on`;
    emit({ kind: 'waiting', destination, deploymentId, reason });
  };
}
