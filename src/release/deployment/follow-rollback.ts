import type { AutoRollbackConfiguration, DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { isTransient } from '../../aws/faults.ts';
import type { Destination } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { Problem } from '../../problem.ts';
import type { Rollback } from '../outcome.ts';
import { timing } from '../timing.ts';
import { countsOf } from './deployment-causes.ts';
import type { DestinationPorts } from './destination-ports.ts';
import { type Followed, follow } from './follow.ts';

/**
 * Follows the automatic rollback of a deployment that ended badly to the rollback's own end. Waits for
 * `rollbackInfo` only where a rollback can be expected, or was asked for when the deployment was stopped;
 * undefined where there is none.
 */
export async function followRollback(
  { info, end }: Followed,
  { askedFor }: { askedFor: boolean },
  ports: DestinationPorts,
): Promise<Rollback | undefined> {
  if (end === 'lost' || !info || !endedBadly(info)) return undefined;
  const { destination, clock, emit, versionOf } = ports;
  const rollbackId = await awaitRollback(info, askedFor, ports);
  if (!rollbackId) return undefined;

  emit({
    kind: 'rolling-back',
    destination: destination.id,
    deploymentId: rollbackId,
    by: 'codedeploy',
  });
  const { halt: _, ...rest } = ports;
  const followed = await follow(rollbackId, {
    ...rest,
    destination: destination.id,
    role: 'rollback',
    deadline: clock.now() + destination.timeout,
  });
  const version = versionOf(followed.info?.revision?.s3Location?.key);
  return {
    deploymentId: rollbackId,
    status: statusOf(followed),
    ...defined({ version }),
    complete: isComplete(followed),
    by: 'codedeploy',
  };
}

/** The rollback's id, from the deployment itself or from later looks at it. */
async function awaitRollback(
  info: DeploymentInfo,
  askedFor: boolean,
  { destination, read, clock, emit, group }: DestinationPorts,
): Promise<string | undefined> {
  const until = clock.now() + timing.follow.rollbackBegins;
  for (let latest = info; ; ) {
    const { rollbackDeploymentId, rollbackMessage } = latest.rollbackInfo ?? {};
    if (rollbackDeploymentId) return rollbackDeploymentId;
    if (rollbackMessage) {
      const problem: Problem = {
        code: 'not-rolled-back',
        destination: destination.id,
        message: `CodeDeploy did not roll back: ${rollbackMessage}`,
      };
      emit({ kind: 'notice', level: 'warning', problem });
      return undefined;
    }
    if (!askedFor && !isRollbackExpected(latest, group?.autoRollbackConfiguration))
      return undefined;
    if (clock.now() >= until) {
      emit({ kind: 'notice', level: 'warning', problem: notBegun(destination) });
      return undefined;
    }
    const reading = await read(latest.deploymentId ?? '', timing.follow.rollbackLook);
    if ('info' in reading) latest = reading.info;
    else if (!isTransient(reading.fault.kind)) return undefined;
  }
}

const notBegun = ({ id }: Destination): Problem => ({
  code: 'not-rolled-back',
  destination: id,
  message: `CodeDeploy should roll back by itself, but had not started after ${timing.follow.rollbackBegins / 1000} seconds`,
  hint: 'check in the console whether it has started since',
});

/** The deployment's own setting wins; one that carries none follows its group's. */
function isRollbackExpected(
  { autoRollbackConfiguration: own, status, errorInformation }: DeploymentInfo,
  groupRollback: AutoRollbackConfiguration | undefined,
): boolean {
  const setting = own ?? groupRollback;
  if (!setting?.enabled) return false;
  const events = setting.events ?? [];
  if (errorInformation?.code === 'ALARM_ACTIVE') return events.includes('DEPLOYMENT_STOP_ON_ALARM');
  if (status === 'Stopped') return events.includes('DEPLOYMENT_STOP_ON_REQUEST');
  return events.includes('DEPLOYMENT_FAILURE');
}

function endedBadly({ status }: DeploymentInfo): boolean {
  return status === 'Failed' || status === 'Stopped';
}

function statusOf({ end, info }: Followed): Rollback['status'] {
  if (end === 'expired') return 'timed-out';
  if (end === 'shifted' || info?.status === 'Succeeded') return 'succeeded';
  if (end === 'lost') return 'unknown';
  return info?.status === 'Stopped' ? 'stopped' : 'failed';
}

function isComplete({ end, info }: Followed): boolean {
  if (!info || (end !== 'shifted' && info.status !== 'Succeeded')) return false;
  const { pending, inProgress, failed, skipped } = countsOf(info);
  return pending + inProgress + failed + skipped === 0;
}
