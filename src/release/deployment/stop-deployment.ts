import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { adviceForCause, describeFault } from '../../aws/advice.ts';
import { faultText } from '../../aws/fault-text.ts';
import { faultOf, isTransient } from '../../aws/faults.ts';
import type { Problem } from '../../problem.ts';
import { noInstances } from '../outcome.ts';
import { timing } from '../timing.ts';
import { causesOf, countsOf } from './deployment-causes.ts';
import type { DestinationPorts } from './destination-ports.ts';
import { endOf, type Followed, follow } from './follow.ts';
import type { Ending } from './judge-deployment.ts';

/**
 * Whether CodeDeploy is to roll back what is stopped. Never what goes back itself: CodeDeploy's rollback of that
 * deploys the last revision that succeeded, which is the one that is being left.
 */
export function isRolledBack({
  onCancel,
  goesBack,
}: Pick<DestinationPorts, 'onCancel' | 'goesBack'>): boolean {
  return onCancel === 'stop-and-rollback' && !goesBack;
}

/** `over`: it had ended, or its traffic was shifted. `refused`: it could not be stopped. `unheard`: nobody answered. */
type Stop = 'asked' | 'over' | 'refused' | 'unheard';

/** Stops a deployment that is still under way and follows it to its end. */
export async function stopAndFollow(
  deploymentId: string,
  reason: string,
  ports: DestinationPorts,
): Promise<{ followed: Followed; stop: Stop }> {
  const { destination, clock } = ports;
  const stop = await stopUnlessOver(deploymentId, reason, ports);
  // What is stopped ends soon, however long the last deployment took.
  const { halt: _, usual: __, ...rest } = ports;
  const followed = await follow(deploymentId, {
    ...rest,
    destination: destination.id,
    deadline: clock.now() + (stop === 'unheard' ? timing.silent : timing.follow.stopping),
  });
  const goesOn = stop === 'refused' || stop === 'unheard';
  return { followed: goesOn ? { ...followed, goesOn } : followed, stop };
}

/** Looks once more before: a good deal may have happened since the last look, while something was verified. */
async function stopUnlessOver(
  deploymentId: string,
  reason: string,
  ports: DestinationPorts,
): Promise<Stop> {
  const { destination, calls, read, emit } = ports;
  const reading = await read(deploymentId, 0);
  if ('info' in reading && endOf(reading.info)) return 'over';
  const rollback = isRolledBack(ports);
  emit({ kind: 'stopping', destination: destination.id, deploymentId, rollback, reason });
  try {
    await calls.stop(deploymentId, { rollback });
    return 'asked';
  } catch (error) {
    const { name, kind } = faultOf(error);
    if (hasEnded(name)) return 'over';
    const operation = 'codedeploy:StopDeployment';
    const told = describeFault(error, { destination, operation });
    const message = `${deploymentId} could not be stopped: ${told.message}`;
    const problem: Problem = { ...told, code: 'not-stopped', message };
    emit({ kind: 'notice', level: 'warning', problem });
    return isTransient(kind) ? 'unheard' : 'refused';
  }
}

type CancelPorts = Pick<
  DestinationPorts,
  'destination' | 'calls' | 'clock' | 'emit' | 'onCancel' | 'goesBack'
> & {
  /** What became of the run. */
  because?: 'cancelled' | 'interrupted' | 'over' | undefined;
  /** Where the deployment has just been looked at. */
  info?: DeploymentInfo | undefined;
};

/**
 * Sends StopDeployment and does not wait for what comes of it: a cancelled job has seconds left, and
 * CodeDeploy carries a rollback out by itself. What goes back already is left to go on where `onCancel` asks
 * for a rollback, and a blue/green deployment whose traffic was shifted is not stopped at all.
 */
export async function stopCancelled(
  deploymentId: string | undefined,
  ports: CancelPorts,
): Promise<Ending> {
  const { destination, calls, emit, onCancel, goesBack, because = 'cancelled' } = ports;
  if (!deploymentId) return ended('never-started', `the run was ${because} before it was created`);
  const before = ports.info ? endingOf(ports.info, because) : await lastWord(deploymentId, ports);
  if (before) return before;
  const leadsBack = goesBack && onCancel === 'stop-and-rollback';
  if (onCancel === 'leave' || leadsBack) {
    const why = leadsBack ? ', because it goes back to an earlier release' : '';
    const reason = `the run was ${because} and deployment ${deploymentId} left under way${why}; its outcome is unknown`;
    return { ...ended('failed', reason), isUnknown: true };
  }
  const rollback = isRolledBack(ports);
  const reason = because === 'over' ? 'its run is over' : because;
  emit({ kind: 'stopping', destination: destination.id, deploymentId, rollback, reason });
  try {
    await calls.stop(deploymentId, { rollback });
    const then = rollback ? ' and to roll it back' : '';
    return ended(
      'stopped',
      `the run was ${because}; fanout asked CodeDeploy to stop the deployment${then}`,
    );
  } catch (error) {
    const fault = faultOf(error);
    if (!hasEnded(fault.name))
      return {
        ...ended(
          'failed',
          `the run was ${because}, but its deployment could not be stopped: ${faultText(fault)}`,
        ),
        goesOn: true,
      };
    const just = `the run was ${because}, and its deployment had just ended; see the console for its result`;
    return (await lastWord(deploymentId, ports)) ?? { ...ended('failed', just), isUnknown: true };
  }
}

/** How long a cancelled run waits to be told that there is nothing to stop. */
const lookTimeout = 1_500;

/** What became of a deployment that needs no stopping; undefined where it does, or where that is unknown in time. */
async function lastWord(
  deploymentId: string,
  { calls, clock, because = 'cancelled' }: CancelPorts,
): Promise<Ending | undefined> {
  const late = new AbortController();
  const look = calls.getDeployments([deploymentId], { signal: late.signal }).catch(() => []);
  // Its end must not be waited for: a process lives as long as it sleeps.
  const over = new AbortController();
  const slept = clock.sleep(lookTimeout, over.signal).then(
    () => [],
    () => [],
  );
  const [info] = await Promise.race([look, slept]);
  over.abort();
  late.abort();
  return info && endingOf(info, because);
}

function endingOf(info: DeploymentInfo, because: string): Ending | undefined {
  const { status, instanceTerminationWaitTimeStarted } = info;
  const instances = countsOf(info);
  const how = `the run was ${because} before it was verified`;
  if (status === 'Succeeded') return { ...unchecked(how), instances };
  if (status !== 'Failed' && status !== 'Stopped') {
    if (!instanceTerminationWaitTimeStarted) return undefined;
    return { ...unchecked(`its traffic was shifted, but ${how}`), instances };
  }
  return {
    outcome: status === 'Stopped' ? 'stopped' : 'failed',
    instances,
    causes: causesOf(info, [], adviceForCause),
    reason: `the run was ${because} before it knew that its deployment had ended`,
  };
}

function unchecked(reason: string): Ending {
  return { ...ended('not-verified', reason), isUnchecked: true };
}

function ended(outcome: Ending['outcome'], reason: string): Ending {
  return { outcome, reason, causes: [], instances: noInstances };
}

function hasEnded(faultName: string): boolean {
  return faultName === 'DeploymentAlreadyCompletedException';
}
