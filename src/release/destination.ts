import type { AutoRollbackConfiguration, DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../aws/codedeploy.ts';
import { deploymentUrl } from '../aws/console.ts';
import { faultOf } from '../aws/faults.ts';
import type { Clock } from '../clock.ts';
import type { Destination, Environment } from '../config/destination.ts';
import { unlessCancelled } from './cancel.ts';
import { countsOf } from './causes.ts';
import { createDeployment } from './create.ts';
import { type Artifact, deploymentInput } from './deployment-input.ts';
import type { Emit } from './events.ts';
import { type Followed, follow } from './follow.ts';
import { followRollback } from './follow-rollback.ts';
import {
  type Ending,
  type Interruption,
  judgeDeployment,
  judgeMissing,
} from './judge-deployment.ts';
import { describeDeployment, type Marker } from './marker.ts';
import type { Cause, DestinationResult } from './outcome.ts';
import type { Read } from './poll.ts';
import { isRolledBack, stopAndFollow, stopCancelled } from './stop.ts';

export type DestinationPorts = {
  destination: Destination;
  calls: CodeDeployCalls;
  read: Read;
  clock: Clock;
  emit: Emit;
  /** Aborted when the run is cancelled. */
  signal: AbortSignal;
  /** Also what is done on time-out. */
  onCancel: Environment['onCancel'];
  /** `rollback`: puts back what ran before the run. */
  role: 'deployment' | 'rollback';
  /** It brings back an earlier release, which stopping it must not undo. */
  goesBack: boolean;
  /** The group's automatic rollback, for deployments that do not set their own. */
  groupRollback?: AutoRollbackConfiguration;
  /** Why, for the deployment's description. */
  reason?: string;
  /** Why nothing new may start any more, where that is so. */
  closed?(): string | undefined;
  /** Aborted when what is under way is to be stopped, because something else has failed. */
  halt?: AbortSignal;
  /** Checks the destination after its deployment; gives why it is not verified. */
  verify?(destination: Destination, version: string): Promise<Cause[]>;
  /** Whose version a revision is, by its key. */
  versionOf(key: string | undefined): string | undefined;
};

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
    const creation = await createDeployment(input, marker, ports);
    if ('refused' in creation || 'unknown' in creation) return result(judgeMissing(creation));
    if ('running' in creation) {
      created = linked(creation.running.deploymentId ?? '', destination);
      ended = alreadyThere(creation.running);
    } else {
      const { deploymentId, adopted } = creation;
      created = linked(deploymentId, destination);
      announce(created, adopted, version, ports);
      ended = await unlessCancelled(() => followToTheEnd(deploymentId, version, quiet), signal);
    }
    const ending = ended;
    return result(await unlessCancelled(() => verified(ending, version, quiet), signal));
  } catch (error) {
    if (!signal.aborted) throw error;
    return result(ended ? cutShort(ended) : await stopCancelled(created?.deploymentId, ports));
  }
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
  return { outcome: 'succeeded', instances, causes: [], reason: 'it runs there already' };
}

/** What was cancelled after its deployment had ended. */
function cutShort(ending: Ending): Ending {
  if (ending.outcome !== 'succeeded') return ending;
  return {
    ...ending,
    outcome: 'not-verified',
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

async function followToTheEnd(
  deploymentId: string,
  version: string,
  ports: DestinationPorts,
): Promise<Ending> {
  const { followed, interruption } = await followOrStop(deploymentId, version, ports);
  const askedFor = interruption !== undefined && isRolledBack(ports);
  return judgeDeployment(followed, ports.destination, {
    interruption,
    rollback: await followRollback(followed, { askedFor }, ports),
    related: await followRelated(followed.info, ports),
  });
}

/** Follows to the end; stops the deployment, and follows that, where it must not go on. */
async function followOrStop(
  deploymentId: string,
  version: string,
  ports: DestinationPorts,
): Promise<{ followed: Followed; interruption?: Interruption }> {
  const { destination, clock, halt } = ports;
  const ready = readiness(deploymentId, ports);
  const followed = await follow(deploymentId, {
    ...ports,
    destination: destination.id,
    deadline: clock.now() + destination.timeout,
    halt: halt ? AbortSignal.any([halt, ready.refused]) : ready.refused,
    onReady: () => ready.decide(version),
  });
  if (followed.end !== 'expired') return { followed };
  const interruption = ready.interruption() ?? interruptionOf(ports);
  return { followed: await stopAndFollow(deploymentId, interruption.reason, ports), interruption };
}

const stoppedForGood =
  '; it is stopped and not rolled back, for that would bring back what it leaves';

function interruptionOf({ destination, halt, goesBack }: DestinationPorts): Interruption {
  if (halt?.aborted)
    return { outcome: 'stopped', reason: 'stopped because another destination failed' };
  return {
    outcome: 'timed-out',
    reason: `not finished after ${Math.round(destination.timeout / 60_000)} minutes${goesBack ? stoppedForGood : ''}`,
  };
}

/** What is done when a blue/green deployment waits for its traffic to be shifted, as `onReady` has it. */
function readiness(deploymentId: string, ports: DestinationPorts) {
  const { destination, verify } = ports;
  const refusal = new AbortController();
  let causes: Cause[] = [];
  return {
    /** Aborted when the new instances were not verified. */
    refused: refusal.signal,
    async decide(version: string) {
      if (destination.onReady === 'wait') return;
      if (destination.onReady === 'verify-then-continue')
        causes = (await verify?.(destination, version)) ?? [];
      if (causes.length > 0) refusal.abort();
      else await shiftTraffic(deploymentId, ports);
    },
    interruption(): Interruption | undefined {
      if (causes.length === 0) return undefined;
      return {
        outcome: 'not-verified',
        reason: 'not verified before its traffic was shifted',
        causes,
      };
    },
  };
}

async function shiftTraffic(
  deploymentId: string,
  { destination, calls, emit }: DestinationPorts,
): Promise<void> {
  try {
    await calls.continue(deploymentId, 'READY_WAIT');
  } catch (error) {
    const { name, message } = faultOf(error);
    const problem = { message: `traffic could not be shifted: ${name}: ${message}` };
    emit({ kind: 'notice', level: 'warning', destination: destination.id, problem });
  }
}

/** Follows the deployments by which CodeDeploy brings instances up to date that joined meanwhile. */
async function followRelated(
  info: DeploymentInfo | undefined,
  ports: DestinationPorts,
): Promise<Followed[]> {
  const ids = info?.relatedDeployments?.autoUpdateOutdatedInstancesDeploymentIds ?? [];
  const { destination, clock } = ports;
  const deadline = clock.now() + destination.timeout;
  return Promise.all(
    ids.map((id) =>
      follow(id, { ...ports, destination: destination.id, role: 'related', deadline }),
    ),
  );
}

async function verified(
  ending: Ending,
  version: string,
  { destination, verify }: DestinationPorts,
): Promise<Ending> {
  if (ending.outcome !== 'succeeded' || !verify || destination.verify.length === 0) return ending;
  const causes = await verify(destination, version);
  if (causes.length === 0) return ending;
  return {
    ...ending,
    outcome: 'not-verified',
    causes,
    reason: 'CodeDeploy says succeeded, but it was not verified',
  };
}
