import type { CreateDeploymentCommandInput, DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { faultText } from '../../aws/fault-text.ts';
import { type Fault, faultOf, isTransient } from '../../aws/faults.ts';
import { defined } from '../../defined.ts';
import { unlessCancelled } from '../cancel.ts';
import type { Marker } from '../marker.ts';
import { timing } from '../timing.ts';
import type { CreatePorts, Creation } from './creation.ts';
import { findEarlier, findOurs, findOwn, hasRevision } from './find-deployment.ts';
import { waitForTurn } from './wait-for-turn.ts';

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
  let isFirst = true;
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
        if (isInDoubt && isOver(failing.since, ports)) return unknown(lost);
        if (isInDoubt) await clock.sleep(pause(failing.tries++), signal);
        continue;
      }
      const isNew = isFirst && isNothingThere(input, ports);
      isFirst = false;
      const attempt = await tryToCreate(input, marker, isNew, ports);
      if (attempt === 'closed') continue;
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
        if (isLate(fault)) mayComeUntil = sent.at + timing.create.late;
        isInDoubt = 'unread' in look || clock.now() < mayComeUntil;
      }
      failing ??= { since: clock.now(), tries: 0 };
      if (isOver(failing.since, ports)) return notCreated(faultText(fault), lost, fault);
      await clock.sleep(pause(failing.tries++), signal);
    }
  } catch (error) {
    if (!signal.aborted || !lost) throw error;
    const look = await findOurs(input, marker, began, ports);
    return 'found' in look ? adopt(look.found) : unknown(lost);
  }
}

/** Whether it is not to be tried any more: for too long nothing else was answered, or the region is down. */
function isOver(failingSince: number, { clock, silentSince }: CreatePorts): boolean {
  const silent = silentSince?.() ?? clock.now();
  return (
    clock.now() - failingSince >= timing.create.goesOn || clock.now() - silent >= timing.silent
  );
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

/** `closed`: nothing may start any more. `sent`: when CreateDeployment itself was called, if it was: looking comes before it. */
async function tryToCreate(
  input: CreateDeploymentCommandInput,
  marker: Marker,
  isNew: boolean,
  ports: CreatePorts,
): Promise<
  | Exclude<Creation, { fault?: Fault }>
  | { fault: Fault; sent: { at: number } | undefined }
  | 'closed'
> {
  const { calls, clock, role, signal } = ports;
  let sent: { at: number } | undefined;
  try {
    const earlier =
      role === 'deployment' && !isNew ? await findEarlier(input, marker, ports) : undefined;
    if (earlier?.standing === 'runs') return { running: earlier.info };
    if (earlier?.info.deploymentId)
      return { deploymentId: earlier.info.deploymentId, adopted: true };
    const own = role === 'rollback' ? await findOwn(input, marker, ports) : undefined;
    if (own?.deploymentId) return { deploymentId: own.deploymentId, adopted: true };
    if (ports.sure) await unlessCancelled(ports.sure, signal);
    signal.throwIfAborted();
    if (ports.closed?.()) return 'closed';
    sent = { at: clock.now() };
    return { deploymentId: await calls.create(input), adopted: false };
  } catch (error) {
    if (!sent) signal.throwIfAborted();
    return { fault: faultOf(error), sent };
  }
}
