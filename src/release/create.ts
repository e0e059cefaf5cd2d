import type { CreateDeploymentCommandInput, DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../aws/codedeploy.ts';
import { type Fault, faultOf, isTransient } from '../aws/faults.ts';
import type { Clock } from '../clock.ts';
import type { Destination } from '../config/destination.ts';
import type { Emit } from './events.ts';
import { isSameRun, type Marker, readMarker } from './marker.ts';
import type { Read } from './poll.ts';

export type CreatePorts = {
  destination: Destination;
  calls: CodeDeployCalls;
  read: Read;
  clock: Clock;
  emit: Emit;
  signal: AbortSignal;
};

export type Creation =
  | { deploymentId: string; adopted: boolean }
  /** No deployment of ours exists there. */
  | { refused: string; fault?: Fault }
  /** It may exist: every answer was lost, and looking for it failed too. */
  | { unknown: string; fault: Fault };

/** How long creating goes on through throttling and faults that pass. */
const patience = 5 * 60_000;

/**
 * Creates a deployment exactly once. CreateDeployment takes no client token, so it is never simply
 * repeated: when its answer is lost, our marker is looked for, and what is found is adopted.
 */
export async function createDeployment(
  input: CreateDeploymentCommandInput,
  marker: Marker,
  ports: CreatePorts,
): Promise<Creation> {
  const { destination, calls, clock, emit, signal } = ports;
  emit({ kind: 'creating', destination: destination.id, marker: input.description ?? '' });
  const began = clock.now();
  const turn = { busyUntil: began + destination.busyTimeout, stopped: new Set<string>() };

  for (let tries = 0; ; tries++) {
    signal.throwIfAborted();
    const attempt = await tryToCreate(calls, input);
    if (!('fault' in attempt)) return { deploymentId: attempt.deploymentId, adopted: false };
    const { fault } = attempt;

    if (fault.kind === 'busy') {
      const given = await waitForTurn(fault, { marker, input, turn }, ports);
      if (given) return given;
      continue;
    }
    if (!isTransient(fault.kind)) return { refused: `${fault.name}: ${fault.message}`, fault };
    // A throttled request was not carried out; after any other lost answer it may have been.
    if (fault.kind !== 'throttled') {
      const found = await findOurs(marker, began, ports);
      if (found) return { deploymentId: found, adopted: true };
    }
    if (clock.now() - began >= patience)
      return { unknown: `${fault.name}: ${fault.message}`, fault };
    await clock.sleep(Math.min(30_000, 2_000 * 2 ** tries), signal);
  }
}

async function tryToCreate(
  calls: CodeDeployCalls,
  input: CreateDeploymentCommandInput,
): Promise<{ deploymentId: string } | { fault: Fault }> {
  try {
    return { deploymentId: await calls.create(input) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

/**
 * Looks for a deployment of this run in the group. Lists may lag behind, so the group's own last
 * attempt is asked as well, and there are several looks.
 */
async function findOurs(
  marker: Marker,
  began: number,
  { calls, clock, signal }: CreatePorts,
): Promise<string | undefined> {
  // Ours and the service's clocks may differ by some minutes.
  const since = new Date(began - 10 * 60_000);
  for (const delay of [1_000, 3_000, 6_000]) {
    await clock.sleep(delay, signal);
    try {
      const [group, listed] = await Promise.all([
        calls.getGroup(),
        calls.listDeployments({ since }),
      ]);
      const last = group.lastAttemptedDeployment?.deploymentId;
      const infos = await calls.getDeployments([...new Set([...(last ? [last] : []), ...listed])]);
      const ours = infos.find((info) => isSameRun(readMarker(info.description), marker));
      if (ours?.deploymentId) return ours.deploymentId;
    } catch {
      // What stands in the way of looking stands in the way of creating, too, and is told there.
    }
  }
  return undefined;
}

type Turn = { busyUntil: number; stopped: Set<string> };

/**
 * Deals with a group that has a deployment under way. Gives our deployment where that is the one,
 * a refusal where `onBusy` or its time-out says so, and undefined when it is our turn to try again.
 */
async function waitForTurn(
  fault: Fault,
  { marker, input, turn }: { marker: Marker; input: CreateDeploymentCommandInput; turn: Turn },
  { destination, calls, read, clock, emit, signal }: CreatePorts,
): Promise<Creation | undefined> {
  const active = await findActive(fault, calls);
  if (active?.deploymentId && isOurs(active, marker, input))
    return { deploymentId: active.deploymentId, adopted: true };

  const reason = active ? `${active.deploymentId} is under way${byWhom(active)}` : fault.message;
  if (destination.onBusy === 'fail') return { refused: reason, fault };
  const deploymentId = active?.deploymentId;
  emit({
    kind: 'waiting',
    destination: destination.id,
    ...(deploymentId ? { deploymentId } : {}),
    reason,
  });
  if (destination.onBusy === 'stop' && active && mayBeStopped(active) && deploymentId) {
    if (!turn.stopped.has(deploymentId)) {
      turn.stopped.add(deploymentId);
      emit({
        kind: 'stopping',
        destination: destination.id,
        deploymentId,
        rollback: false,
        reason: 'onBusy: stop',
      });
      await calls.stop(deploymentId, { rollback: false }).catch(ignoreAlreadyEnded);
    }
  }
  for (;;) {
    if (clock.now() >= turn.busyUntil)
      return { refused: `${reason}, and was still so after busyTimeout`, fault };
    if (!deploymentId) {
      await clock.sleep(10_000, signal);
      return undefined;
    }
    const reading = await read(deploymentId, 5_000);
    signal.throwIfAborted();
    if ('info' in reading && isOver(reading.info)) return undefined;
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

/** The same release on its way to the same environment, started by this run or by one that it repeats. */
function isOurs(
  info: DeploymentInfo,
  marker: Marker,
  input: CreateDeploymentCommandInput,
): boolean {
  const theirs = readMarker(info.description);
  return (
    theirs?.version === marker.version &&
    theirs.environment === marker.environment &&
    info.revision?.s3Location?.bucket === input.revision?.s3Location?.bucket &&
    info.revision?.s3Location?.key === input.revision?.s3Location?.key
  );
}

/** Never a rollback, nor what CodeDeploy does for instances that were added. */
function mayBeStopped(info: DeploymentInfo): boolean {
  return info.creator === 'user';
}

function byWhom(info: DeploymentInfo): string {
  const marker = readMarker(info.description);
  if (marker) return ` (version ${marker.version}, run ${marker.run})`;
  return info.creator && info.creator !== 'user' ? ` (started by ${info.creator})` : '';
}

function isOver(info: DeploymentInfo): boolean {
  return ['Succeeded', 'Failed', 'Stopped'].includes(info.status ?? '');
}

function ignoreAlreadyEnded(error: unknown) {
  if (faultOf(error).name !== 'DeploymentAlreadyCompletedException') throw error;
}
