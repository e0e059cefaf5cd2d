import type { CreateDeploymentCommandInput, DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { adviceForFault } from '../../aws/advice.ts';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import { faultText } from '../../aws/fault-text.ts';
import { type Fault, faultOf, isTransient } from '../../aws/faults.ts';
import type { Clock } from '../../clock.ts';
import type { Destination } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { Problem } from '../../problem.ts';
import type { Emit } from '../events.ts';
import { type Marker, readMarker } from '../marker.ts';
import { timing } from '../timing.ts';
import { findEarlier, findOurs, findOwn, hasRevision, isOurs, isOver } from './find-deployment.ts';
import type { Read } from './poll-deployments.ts';
import { endTerminationWait } from './termination-wait.ts';

export type CreatePorts = {
  destination: Destination;
  calls: CodeDeployCalls;
  read: Read;
  clock: Clock;
  emit: Emit;
  /** Once aborted nothing new is created, and what was is found. */
  signal: AbortSignal;
  /** Why nothing new may start any more, where that is so. */
  closed?(): string | undefined;
  /** `deployment`: where an earlier run has deployed the same already, nothing is created. */
  role: 'deployment' | 'rollback';
  /** The version that runs there, for the notes. */
  before?: string | undefined;
  /** What the group had tried last, and when that was asked. */
  seen?: SeenGroup | undefined;
};

export type SeenGroup = { at: number; last: DeploymentInfo | undefined };

export type Creation =
  | { deploymentId: string; adopted: boolean }
  /** Nothing was created, for this is what runs there. */
  | { running: DeploymentInfo }
  /** No deployment of ours exists there. */
  | { refused: string; fault?: Fault }
  /** It may exist: every answer was lost, and looking for it failed too. */
  | { unknown: string; fault: Fault };

/**
 * Creates a deployment exactly once. CreateDeployment takes no client token, so it is never simply
 * repeated: when its answer is lost, our marker is looked for, and what is found is adopted. Being
 * cancelled does not cut the call off: what it created must be known to be stopped.
 */
export async function createDeployment(
  input: CreateDeploymentCommandInput,
  marker: Marker,
  ports: CreatePorts,
): Promise<Creation> {
  const { destination, clock, emit, signal } = ports;
  const { before } = ports;
  emit({
    kind: 'creating',
    destination: destination.id,
    marker: input.description ?? '',
    ...defined({ before }),
  });
  const began = clock.now();
  const turn = {
    busyUntil: began + destination.busyTimeout,
    stopped: new Set<string>(),
    refused: new Set<string>(),
  };
  // The last answer that was lost: what it was about may exist.
  let lost: Fault | undefined;
  // Nothing is created while it is not known whether that exists, or may yet come to exist.
  let isInDoubt = false;
  let mayComeUntil = 0;
  // Since when, and how often, nothing but faults that pass was answered.
  let failing: { since: number; tries: number } | undefined;

  try {
    for (;;) {
      signal.throwIfAborted();
      const reason = ports.closed?.();
      // What may yet come to exist is waited for, so that it is stopped or taken back with the rest.
      if (reason && !(lost && isInDoubt)) return notCreated(reason, lost);
      if (lost && isInDoubt) {
        const look = await findOurs(input, marker, began, ports);
        if ('found' in look) return adopt(look.found);
        isInDoubt = 'unread' in look || clock.now() < mayComeUntil;
        failing ??= { since: clock.now(), tries: 0 };
        if (isInDoubt && clock.now() - failing.since >= timing.create.goesOn) return unknown(lost);
        if (isInDoubt) await clock.sleep(pause(failing.tries++), signal);
        continue;
      }
      const sentAt = clock.now();
      const isNew = lost === undefined && failing === undefined && isNothingThere(input, ports);
      const attempt = await tryToCreate(input, marker, isNew, ports);
      if (!('fault' in attempt)) return attempt;
      const { fault, sent } = attempt;

      if (fault.kind === 'busy') {
        failing = undefined;
        const given = await waitForTurn(fault, { marker, input, turn }, ports);
        if (given && 'refused' in given) return notCreated(given.refused, lost, given.fault);
        if (given) return given;
        continue;
      }
      if (!isTransient(fault.kind)) return notCreated(faultText(fault), lost, fault);
      // A throttled request was not carried out; after any other lost answer it may have been.
      if (sent && fault.kind !== 'throttled') {
        lost = fault;
        const look = await findOurs(input, marker, began, ports);
        if ('found' in look) return adopt(look.found);
        if (isLate(fault)) mayComeUntil = sentAt + timing.create.late;
        isInDoubt = 'unread' in look || clock.now() < mayComeUntil;
      }
      failing ??= { since: clock.now(), tries: 0 };
      if (clock.now() - failing.since >= timing.create.goesOn)
        return notCreated(faultText(fault), lost, fault);
      await clock.sleep(pause(failing.tries++), signal);
    }
  } catch (error) {
    if (!signal.aborted || !lost) throw error;
    const look = await findOurs(input, marker, began, ports);
    return 'found' in look ? adopt(look.found) : unknown(lost);
  }
}

/** A moment ago nobody had tried this revision there last; since then only who has the lease would have. */
function isNothingThere(
  input: CreateDeploymentCommandInput,
  { seen, clock }: CreatePorts,
): boolean {
  if (!seen || clock.now() - seen.at > timing.create.seen) return false;
  return !seen.last || !hasRevision(seen.last, input);
}

/** Nobody said that it failed, only that it took too long. */
function isLate({ name, status }: Fault): boolean {
  return name === 'TimeoutError' || status === 504 || status === 408;
}

function adopt({ deploymentId = '' }: DeploymentInfo): Creation {
  return { deploymentId, adopted: true };
}

function pause(tries: number): number {
  const { least, most } = timing.create.pause;
  return Math.min(most, least * 2 ** tries);
}

/** Once an answer was lost, nobody can say that nothing was created. */
function notCreated(reason: string, lost: Fault | undefined, fault?: Fault): Creation {
  return lost ? unknown(lost) : { refused: reason, ...defined({ fault }) };
}

function unknown(fault: Fault): Creation {
  return { unknown: faultText(fault), fault };
}

/** `sent`: whether CreateDeployment itself was called. */
async function tryToCreate(
  input: CreateDeploymentCommandInput,
  marker: Marker,
  isNew: boolean,
  { calls, role, signal }: CreatePorts,
): Promise<Exclude<Creation, { fault?: Fault }> | { fault: Fault; sent: boolean }> {
  let sent = false;
  try {
    const earlier =
      role === 'deployment' && !isNew ? await findEarlier(input, marker, calls) : undefined;
    if (earlier?.standing === 'runs') return { running: earlier.info };
    if (earlier?.info.deploymentId)
      return { deploymentId: earlier.info.deploymentId, adopted: true };
    const own = role === 'rollback' ? await findOwn(input, marker, calls) : undefined;
    if (own?.deploymentId) return { deploymentId: own.deploymentId, adopted: true };
    signal.throwIfAborted();
    sent = true;
    return { deploymentId: await calls.create(input), adopted: false };
  } catch (error) {
    if (!sent) signal.throwIfAborted();
    return { fault: faultOf(error), sent };
  }
}

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
async function waitForTurn(
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
      return { refused: `${reason}, and was still so after busyTimeout`, fault };
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
    message: `the termination wait of ${active.deploymentId} could not be ended, so it is waited for: ${faultText(fault)}`,
    ...defined({ hint: advice }),
  };
  if (!refused.has(fault.name)) emit({ kind: 'notice', level: 'warning', problem });
  refused.add(fault.name);
  return 'waiting';
}
