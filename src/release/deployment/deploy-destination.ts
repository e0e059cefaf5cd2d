import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { deploymentUrl } from '../../aws/console.ts';
import type { Destination } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { unlessCancelled } from '../cancel.ts';
import type { Emit } from '../events.ts';
import { describeDeployment, type Marker } from '../marker.ts';
import {
  type Cause,
  type CheckResult,
  type DestinationResult,
  isGood,
  notRehearsed,
} from '../outcome.ts';
import { timing } from '../timing.ts';
import { checkResults } from './check-results.ts';
import { createDeployment } from './create-deployment.ts';
import type { Creation } from './creation.ts';
import { countsOf } from './deployment-causes.ts';
import { type Artifact, deploymentInput } from './deployment-input.ts';
import type { DestinationPorts } from './destination-ports.ts';
import { type Followed, follow } from './follow.ts';
import { followRelated } from './follow-related.ts';
import { followRollback } from './follow-rollback.ts';
import { followStop } from './follow-stop.ts';
import {
  type Ending,
  type Interruption,
  judgeDeployment,
  judgeMissing,
} from './judge-deployment.ts';
import { readiness } from './ready.ts';
import { isRolledBack, stopAndFollow, stopCancelled } from './stop-deployment.ts';

/**
 * Deploys to one destination, follows it to its end, and any automatic rollback to the rollback's end,
 * and verifies what succeeded. What goes wrong there is a value, and so is being cancelled. Rejects only
 * for a bug.
 */
export async function deployDestination(
  artifact: Artifact,
  marker: Marker,
  ports: DestinationPorts,
): Promise<DestinationResult> {
  const { destination, clock, signal } = ports;
  const began = clock.now();
  const { version } = artifact;
  let created: { deploymentId: string; consoleUrl: string } | undefined;
  let ended: Ending | undefined;
  // What is still on its way when the run is cancelled has nothing more to say.
  const quiet = { ...ports, emit: unlessAborted(ports) };
  const result = (ending: Ending): DestinationResult => ({
    destination: destination.id,
    version,
    ...created,
    ...ending,
    seconds: Math.round((clock.now() - began) / 1000),
  });
  try {
    const input = deploymentInput(destination, artifact, describeDeployment(marker, ports.reason));
    const creation = ports.waiting
      ? takeUp(ports.waiting, ports)
      : await createDeployment(input, marker, ports);
    if ('refused' in creation || 'unknown' in creation)
      return result(judgeMissing(creation, destination));
    if ('running' in creation) {
      created = linked(creation.running.deploymentId ?? '', destination);
      ended = alreadyThere(creation.running);
    } else {
      const { deploymentId, adopted } = creation;
      created = linked(deploymentId, destination);
      announce(created, adopted, version, ports);
      ended = await unlessCancelled(
        () => followToTheEnd({ deploymentId, version, adopted }, quiet),
        signal,
      );
    }
    const ending = ended;
    const id = created.deploymentId;
    return result(await unlessCancelled(() => verified(ending, version, id, quiet), signal));
  } catch (error) {
    if (!signal.aborted) throw error;
    if (ended) return result(cutShort(ended));
    const id = created?.deploymentId;
    return result(cutShort(await followStop(id, await stopCancelled(id, ports), ports)));
  }
}

/** Noted as what was created is, so that a killed run is known to have been at it. */
function takeUp(
  { deploymentId = '', description = '' }: DeploymentInfo,
  { destination, emit, before }: DestinationPorts,
): Extract<Creation, { deploymentId: string }> {
  emit({
    kind: 'creating',
    destination: destination.id,
    marker: description,
    ...defined({ before }),
  });
  return { deploymentId, adopted: true };
}

function unlessAborted({ emit, signal }: DestinationPorts): Emit {
  return (event) => {
    if (!signal.aborted) emit(event);
  };
}

function linked(deploymentId: string, destination: Destination) {
  return { deploymentId, consoleUrl: deploymentUrl(destination, deploymentId) };
}

function alreadyThere(info: DeploymentInfo): Ending {
  const instances = countsOf(info);
  return { outcome: 'succeeded', instances, causes: [], reason: 'it already runs there' };
}

/** What was cancelled after its deployment had ended. */
function cutShort(ending: Ending): Ending {
  if (!isGood(ending.outcome)) return ending;
  return {
    ...ending,
    outcome: 'not-verified',
    isUnchecked: true,
    reason: 'CodeDeploy says succeeded, but the run was cancelled before it was verified',
  };
}

function announce(
  created: { deploymentId: string; consoleUrl: string },
  adopted: boolean,
  version: string,
  { destination: { id: destination }, emit, role }: DestinationPorts,
): void {
  const { deploymentId } = created;
  if (role === 'deployment') emit({ kind: 'created', destination, ...created, adopted });
  else emit({ kind: 'rolling-back', destination, deploymentId, by: 'fanout', version });
}

type Begun = { deploymentId: string; version: string; adopted: boolean };

async function followToTheEnd(begun: Begun, ports: DestinationPorts): Promise<Ending> {
  const { followed, interruption, askedFor } = await followOrStop(begun, ports);
  return judgeDeployment(followed, ports.destination, {
    emulated: ports.emulated ?? false,
    interruption,
    rollback: await followRollback(followed, { askedFor }, ports),
    related: await followRelated(followed, ports),
  });
}

/** Follows to the end; stops the deployment, and follows that, where it must not go on. */
async function followOrStop(
  { deploymentId, version, adopted }: Begun,
  ports: DestinationPorts,
): Promise<{ followed: Followed; interruption?: Interruption; askedFor: boolean }> {
  const { destination, clock, halt } = ports;
  const ready = readiness(deploymentId, version, ports);
  const followed = await follow(deploymentId, {
    ...ports,
    destination: destination.id,
    // What was begun before may end at any time.
    ...(adopted
      ? { firstLook: 0, usual: undefined }
      : { firstLook: timing.look.first, ...ports.beside }),
    deadline: clock.now() + destination.timeout,
    halt: halt ? AbortSignal.any([halt, ready.refused]) : ready.refused,
    onReady: ready.decide,
  });
  if (followed.end !== 'expired') return { followed, askedFor: false };
  if (ready.isLeft()) return { followed: { ...followed, end: 'ready' }, askedFor: false };
  const cause = ready.interruption();
  const outside = interruptionOf(followed, ports);
  const stopped = await stopAndFollow(deploymentId, (cause ?? outside).reason, ports);
  // What had ended by itself was not interrupted.
  const interruption = cause ?? (stopped.stop === 'over' ? undefined : outside);
  return {
    followed: stopped.followed,
    ...defined({ interruption }),
    askedFor: stopped.stop === 'asked' && isRolledBack(ports),
  };
}

function interruptionOf(
  { info }: Followed,
  { destination, halt, goesBack }: DestinationPorts,
): Interruption {
  if (halt?.aborted)
    return { outcome: 'stopped', reason: 'stopped because another destination failed' };
  const minutes = `${Math.round(destination.timeout / 60_000)} minutes`;
  const isWaiting = info?.status === 'Ready' && destination.onReady === 'wait';
  const what = isWaiting ? 'nobody shifted its traffic within' : 'not finished after';
  const kept = goesBack
    ? '; it is stopped and not rolled back, because that would bring back what it replaces'
    : '';
  return { outcome: 'timed-out', reason: `${what} ${minutes}${kept}` };
}

async function verified(
  ending: Ending,
  version: string,
  deploymentId: string,
  { destination, verify, clock }: DestinationPorts,
): Promise<Ending> {
  if (!isGood(ending.outcome) || !verify || destination.verify.length === 0) return ending;
  // Where a host lacked something, what failed after it tells nothing of the release.
  const isWhole = ending.outcome === 'succeeded';
  const began = clock.now();
  const found = await verify(destination, version, { once: !isWhole, deploymentId });
  const causes = isWhole ? found : found.map(afterwards);
  const seconds = Math.round((clock.now() - began) / 1000);
  const checks = checkResults(destination.verify, causes, seconds);
  if (causes.length === 0) return { ...ending, checks };
  if (causes.every(({ code }) => code === notRehearsed)) return unrehearsed(ending, causes, checks);
  return {
    ...ending,
    outcome: 'not-verified',
    causes,
    checks,
    reason: 'CodeDeploy says succeeded, but it was not verified',
  };
}

function afterwards(cause: Cause): Cause {
  if (cause.code === notRehearsed) return cause;
  return {
    ...cause,
    code: notRehearsed,
    message: `after something the host lacks: ${cause.message}`,
  };
}

function unrehearsed(ending: Ending, causes: readonly Cause[], checks: CheckResult[]): Ending {
  const { reason = `its checks could not run: ${causes[0]?.message ?? ''}` } = ending;
  return {
    ...ending,
    outcome: 'not-rehearsed',
    causes: [...ending.causes, ...causes],
    checks,
    reason,
  };
}
