import type { CreateDeploymentCommandInput, DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { adviceForFault } from '../../aws/advice.ts';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import { faultText } from '../../aws/fault-text.ts';
import { type Fault, faultOf, isTransient } from '../../aws/faults.ts';
import { defined } from '../../defined.ts';
import type { Problem } from '../../problem.ts';
import { type Marker, readMarker } from '../marker.ts';
import { timing } from '../timing.ts';
import type { CreatePorts, Creation } from './creation.ts';
import { isOurs, isOver } from './find-deployment.ts';
import { endTerminationWait } from './termination-wait.ts';

type Turn = {
  busyUntil: number;
  /** Deployments that were stopped. */
  stopped: Set<string>;
  /** Why a termination wait could not be ended, as far as it was said. */
  refused: Set<string>;
};

/**
 * Deals with a group that has a deployment under way. Gives our deployment where that is the one,
 * a refusal where `onBusy` or its time-out says so, and undefined when it is our turn to try again.
 */
export async function waitForTurn(
  fault: Fault,
  { marker, input, turn }: { marker: Marker; input: CreateDeploymentCommandInput; turn: Turn },
  ports: CreatePorts,
): Promise<Creation | undefined> {
  const { destination, calls, read, clock, emit, signal } = ports;
  const active = await findActive(fault, calls);
  if (active?.deploymentId && isOurs(active, marker, input))
    return { deploymentId: active.deploymentId, adopted: true };

  const waitEnding = active ? await endWait(active, turn, ports) : 'not-waiting';
  const reason = active ? `${active.deploymentId} is under way${byWhom(active)}` : fault.message;
  if (destination.onBusy === 'fail' && waitEnding !== 'ending') return { refused: reason, fault };
  const deploymentId = active?.deploymentId;
  emit({
    kind: 'waiting',
    destination: destination.id,
    ...defined({ deploymentId }),
    reason,
  });
  if (
    destination.onBusy === 'stop' &&
    waitEnding === 'not-waiting' &&
    active &&
    mayBeStopped(active)
  ) {
    const problem = await stopOnce(active, turn, ports);
    if (problem) return { refused: problem, fault };
  }
  let isEnding = waitEnding === 'ending';
  for (;;) {
    if (clock.now() >= turn.busyUntil)
      return { refused: `${reason}, and still was after busyTimeout`, fault };
    if (ports.closed?.()) return undefined;
    if (!deploymentId) {
      await clock.sleep(timing.create.busyUnknown, signal);
      return undefined;
    }
    const reading = await read(deploymentId, timing.create.busy);
    signal.throwIfAborted();
    if ('info' in reading && isOver(reading.info)) return undefined;
    if ('info' in reading && !isEnding)
      isEnding = (await endWait(reading.info, turn, ports)) === 'ending';
    if ('fault' in reading && !isTransient(reading.fault.kind)) return undefined;
  }
}

/** The id is only in the text of the refusal (aws/aws-sdk-java issue 757), whose wording has changed before. */
async function findActive(
  fault: Fault,
  calls: CodeDeployCalls,
): Promise<DeploymentInfo | undefined> {
  const named = /\bd-[A-Z0-9]{9}\b/.exec(fault.message)?.[0];
  try {
    const ids = named
      ? [named]
      : await calls.listDeployments({
          statuses: ['Created', 'Queued', 'InProgress', 'Baking', 'Ready'],
        });
    return (await calls.getDeployments(ids)).find((info) => !isOver(info));
  } catch {
    return undefined;
  }
}

/** Never a rollback, be it CodeDeploy's or a run's, nor what CodeDeploy does for instances that were added. */
function mayBeStopped({ creator, description }: DeploymentInfo): boolean {
  return creator === 'user' && !readMarker(description)?.back;
}

function byWhom(info: DeploymentInfo): string {
  const marker = readMarker(info.description);
  if (marker) return ` (version ${marker.version}, run ${marker.run})`;
  return info.creator && info.creator !== 'user' ? ` (started by ${info.creator})` : '';
}

/** Stops what is in the way; gives why that could not be done. */
async function stopOnce(
  { deploymentId = '' }: DeploymentInfo,
  { stopped }: Turn,
  { destination, calls, emit }: CreatePorts,
): Promise<string | undefined> {
  if (stopped.has(deploymentId)) return undefined;
  stopped.add(deploymentId);
  const reason = 'onBusy: stop';
  emit({ kind: 'stopping', destination: destination.id, deploymentId, rollback: false, reason });
  try {
    await calls.stop(deploymentId, { rollback: false });
    return undefined;
  } catch (error) {
    const fault = faultOf(error);
    if (fault.name === 'DeploymentAlreadyCompletedException') return undefined;
    return `${deploymentId} blocks this one and could not be stopped: ${faultText(fault)}`;
  }
}

/** Ends a termination wait that is in the way; where that may not be done it is said, and waited for. */
async function endWait(
  active: DeploymentInfo,
  { refused }: Turn,
  { destination, calls, emit }: CreatePorts,
): Promise<'not-waiting' | 'ending' | 'waiting'> {
  const ending = await endTerminationWait(active, calls);
  if (ending === 'ending')
    emit({
      kind: 'step',
      text: `${destination.id}: ending the termination wait of ${active.deploymentId}`,
    });
  if (typeof ending === 'string') return ending;
  const fault = ending.refused;
  const advice = adviceForFault(fault, { destination });
  const problem: Problem = {
    code: 'termination-not-ended',
    destination: destination.id,
    message: `the termination wait of ${active.deploymentId} could not be ended, so this deployment waits for it: ${faultText(fault)}`,
    ...defined({ hint: advice }),
  };
  if (!refused.has(fault.name)) emit({ kind: 'notice', level: 'warning', problem });
  refused.add(fault.name);
  return 'waiting';
}
