import type {
  AutoRollbackConfiguration,
  CreateDeploymentCommandInput,
  DeploymentInfo,
} from '@aws-sdk/client-codedeploy';
import { adviceForCause } from '../aws/advice.ts';
import type { CodeDeployCalls } from '../aws/codedeploy.ts';
import { deploymentUrl } from '../aws/console.ts';
import { faultOf } from '../aws/faults.ts';
import type { Clock } from '../clock.ts';
import type { Destination, Environment } from '../config/destination.ts';
import { causesOf, countsOf } from './causes.ts';
import { createDeployment } from './create.ts';
import type { Emit } from './events.ts';
import { type Followed, follow } from './follow.ts';
import { describeDeployment, type Marker } from './marker.ts';
import { type Cause, type DestinationResult, noInstances, type Outcome } from './outcome.ts';
import type { Read } from './poll.ts';
import { followRollback } from './rollback.ts';

/** The release as one destination's bucket holds it. */
export type Artifact = {
  version: string;
  bucket: string;
  key: string;
  eTag: string;
  versionId?: string;
};

export type DestinationPorts = {
  destination: Destination;
  calls: CodeDeployCalls;
  read: Read;
  clock: Clock;
  emit: Emit;
  /** Aborted when the run is cancelled. */
  signal: AbortSignal;
  onCancel: Environment['onCancel'];
  /** The group's automatic rollback, for deployments that do not set their own. */
  groupRollback?: AutoRollbackConfiguration;
  /** Whose version a revision is, by its key. */
  versionOf(key: string | undefined): string | undefined;
};

/**
 * How long a stopped deployment may take to its end: events that run on instances are not interrupted
 * (docs.aws.amazon.com/codedeploy/latest/APIReference/API_StopDeployment.html: `Pending`).
 */
const stopPatience = 10 * 60_000;

/**
 * Deploys to one destination and follows it to its end, and any automatic rollback to the rollback's
 * end. What goes wrong there is a value, and so is being cancelled. Rejects only for a bug.
 */
export async function deployDestination(
  artifact: Artifact,
  marker: Marker,
  ports: DestinationPorts,
): Promise<DestinationResult> {
  const { destination, clock, emit, signal } = ports;
  const began = clock.now();
  const seconds = () => Math.round((clock.now() - began) / 1000);
  const base = { destination: destination.id, version: artifact.version };
  let created: { deploymentId: string; consoleUrl: string } | undefined;
  try {
    const input = deploymentInput(destination, artifact, marker);
    const creation = await createDeployment(input, marker, ports);
    if (!('deploymentId' in creation))
      return { ...base, ...notCreated(creation), seconds: seconds() };
    const { deploymentId, adopted } = creation;
    created = { deploymentId, consoleUrl: deploymentUrl(destination, deploymentId) };
    emit({ kind: 'created', destination: destination.id, ...created, adopted });
    const ended = await followToTheEnd(deploymentId, ports);
    return { ...base, ...created, ...ended, seconds: seconds() };
  } catch (error) {
    if (!signal.aborted) throw error;
    const cancelled = await stopCancelled(created?.deploymentId, ports);
    return { ...base, ...created, ...cancelled, seconds: seconds() };
  }
}

type Ending = Pick<DestinationResult, 'outcome' | 'causes' | 'reason' | 'rollback' | 'instances'>;

async function followToTheEnd(deploymentId: string, ports: DestinationPorts): Promise<Ending> {
  const followed = await followWithTimeout(deploymentId, ports);
  const askedFor = ports.onCancel === 'stop-and-rollback' && followed.timedOut === true;
  const rollback = await followRollback(followed, { askedFor }, ports);
  const judged = withRelated(
    judgeDeployment(followed, ports.destination),
    await followRelated(followed.info, ports),
  );
  const wentBack =
    rollback?.status === 'succeeded' && ['failed', 'stopped'].includes(judged.outcome);
  return {
    ...judged,
    ...(wentBack ? { outcome: 'rolled-back' } : {}),
    ...(rollback ? { rollback } : {}),
    instances: followed.info ? countsOf(followed.info) : noInstances,
  };
}

/**
 * Sends StopDeployment and does not wait for what comes of it: a cancelled job has seconds left, and
 * CodeDeploy carries a rollback out by itself.
 */
async function stopCancelled(
  deploymentId: string | undefined,
  { destination, calls, emit, onCancel }: DestinationPorts,
): Promise<Ending> {
  const nothing = { causes: [], instances: noInstances };
  if (!deploymentId)
    return {
      ...nothing,
      outcome: 'never-started',
      reason: 'the run was cancelled before it was created',
    };
  if (onCancel === 'leave') {
    const reason =
      'the run was cancelled and the deployment left under way; what becomes of it is not known';
    return { ...nothing, outcome: 'failed', reason };
  }
  const rollback = onCancel === 'stop-and-rollback';
  emit({
    kind: 'stopping',
    destination: destination.id,
    deploymentId,
    rollback,
    reason: 'cancelled',
  });
  try {
    await calls.stop(deploymentId, { rollback });
    const then = rollback ? ', and CodeDeploy was asked to roll it back' : '';
    return {
      ...nothing,
      outcome: 'stopped',
      reason: `the run was cancelled; the deployment was stopped${then}`,
    };
  } catch (error) {
    const { name, message } = faultOf(error);
    return {
      ...nothing,
      outcome: 'failed',
      reason: `cancelled, but it could not be stopped: ${name}: ${message}`,
    };
  }
}

function deploymentInput(
  destination: Destination,
  { bucket, key, eTag, versionId }: Artifact,
  marker: Marker,
): CreateDeploymentCommandInput {
  const { alarms, rollback } = destination;
  return {
    applicationName: destination.application,
    deploymentGroupName: destination.deploymentGroup,
    description: describeDeployment(marker),
    revision: {
      revisionType: 'S3',
      s3Location: {
        bucket,
        key,
        bundleType: 'zip',
        eTag,
        ...(versionId ? { version: versionId } : {}),
      },
    },
    ...(destination.deploymentConfig ? { deploymentConfigName: destination.deploymentConfig } : {}),
    ...(destination.fileExistsBehavior
      ? { fileExistsBehavior: destination.fileExistsBehavior }
      : {}),
    ...(destination.ignoreApplicationStopFailures ? { ignoreApplicationStopFailures: true } : {}),
    ...(destination.updateOutdatedInstancesOnly ? { updateOutdatedInstancesOnly: true } : {}),
    ...(rollback.auto
      ? { autoRollbackConfiguration: { enabled: rollback.auto.length > 0, events: rollback.auto } }
      : {}),
    ...(alarms
      ? {
          overrideAlarmConfiguration: {
            enabled: alarms.names.length > 0,
            ignorePollAlarmFailure: alarms.ignorePollFailure,
            alarms: alarms.names.map((name) => ({ name })),
          },
        }
      : {}),
  };
}

/** Follows to the end; on time-out stops the deployment and follows that to its end, too. */
async function followWithTimeout(
  deploymentId: string,
  ports: DestinationPorts,
): Promise<Followed & { timedOut?: boolean }> {
  const { destination, calls, clock, emit } = ports;
  const rollback = ports.onCancel === 'stop-and-rollback';
  const options = {
    ...ports,
    destination: destination.id,
    role: 'deployment' as const,
    ...(destination.onReady === 'continue'
      ? { onReady: () => continueDeployment(deploymentId, ports) }
      : {}),
  };
  const deadline = clock.now() + destination.timeout;
  const followed = await follow(deploymentId, { ...options, deadline });
  if (followed.end !== 'expired') return followed;
  const reason = `not finished after ${Math.round(destination.timeout / 60_000)} minutes`;
  emit({
    kind: 'stopping',
    destination: destination.id,
    deploymentId,
    rollback,
    reason,
  });
  await calls.stop(deploymentId, { rollback }).catch((error) => {
    const { name, message } = faultOf(error);
    const problem = { message: `${deploymentId} could not be stopped: ${name}: ${message}` };
    emit({ kind: 'notice', level: 'warning', destination: destination.id, problem });
  });
  const end = await follow(deploymentId, { ...options, deadline: clock.now() + stopPatience });
  // It may have ended by itself between the last look and the stop.
  const succeeded = end.end === 'shifted' || end.info?.status === 'Succeeded';
  return succeeded ? end : { ...end, timedOut: true };
}

async function continueDeployment(
  deploymentId: string,
  { destination, calls, emit }: DestinationPorts,
): Promise<void> {
  await calls.continue(deploymentId, 'READY_WAIT').catch((error) => {
    const { name, message } = faultOf(error);
    const problem = { message: `traffic could not be shifted: ${name}: ${message}` };
    emit({ kind: 'notice', level: 'warning', destination: destination.id, problem });
  });
}

function notCreated(creation: { refused: string } | { unknown: string }): Ending {
  const known = 'refused' in creation;
  const message = known ? creation.refused : creation.unknown;
  const reason = known
    ? 'no deployment was created'
    : 'CreateDeployment was not answered, and whether CodeDeploy took it could not be found out; look for it in the console before deploying again';
  const causes = [withAdvice({ instances: [], of: 0, message })];
  return { outcome: known ? 'never-started' : 'failed', instances: noInstances, causes, reason };
}

function withAdvice(cause: Cause): Cause {
  const advice = adviceForCause(cause);
  return advice ? { ...cause, advice } : cause;
}

/**
 * Follows the deployments by which CodeDeploy brings instances up to date that joined meanwhile: they
 * run the new release only when these have succeeded, too.
 */
async function followRelated(
  info: DeploymentInfo | undefined,
  ports: DestinationPorts,
): Promise<Followed[]> {
  const ids = info?.relatedDeployments?.autoUpdateOutdatedInstancesDeploymentIds ?? [];
  const deadline = ports.clock.now() + ports.destination.timeout;
  return Promise.all(
    ids.map((id) =>
      follow(id, { ...ports, destination: ports.destination.id, role: 'related', deadline }),
    ),
  );
}

function withRelated(judged: Judged, related: readonly Followed[]): Judged {
  const failed = related.filter(({ info }) => info?.status !== 'Succeeded');
  if (failed.length === 0 || judged.outcome !== 'succeeded') return judged;
  const ids = failed.map(({ info }) => info?.deploymentId).join(', ');
  return {
    outcome: 'failed',
    causes: failed.flatMap(({ info, targets }) =>
      info ? causesOf(info, targets, adviceForCause) : [],
    ),
    reason: `instances that joined meanwhile were not brought up to date: ${ids}`,
  };
}

type Judged = { outcome: Outcome; causes: Cause[]; reason?: string };

/** What the deployment by itself came to; a rollback is weighed by the caller. */
function judgeDeployment(
  { end, info, targets, fault, timedOut }: Followed & { timedOut?: boolean },
  destination: Destination,
): Judged {
  const causes = info ? causesOf(info, targets, adviceForCause) : [];
  if (end === 'lost' || !info) {
    const message = fault ? `${fault.name}: ${fault.message}` : 'it could not be read';
    const reason = 'what became of the deployment is not known: it could no longer be read';
    return { outcome: 'failed', reason, causes: [withAdvice({ instances: [], of: 0, message })] };
  }
  if (timedOut) {
    const minutes = Math.round(destination.timeout / 60_000);
    const still =
      end === 'expired'
        ? '; stopping it was asked for, but scripts still run on its instances'
        : '';
    return {
      outcome: 'timed-out',
      causes,
      reason: `not finished after ${minutes} minutes${still}`,
    };
  }
  if (end === 'shifted' || info.status === 'Succeeded') {
    const { failed } = countsOf(info);
    if (failed === 0) return { outcome: 'succeeded', causes: [] };
    const reason = `CodeDeploy says succeeded, but ${failed} of its instances failed`;
    return {
      outcome: destination.failedInstances === 'fail' ? 'failed' : 'succeeded',
      causes,
      reason,
    };
  }
  if (info.errorInformation?.code === 'NO_INSTANCES' && destination.empty === 'skip')
    return { outcome: 'skipped', causes: [], reason: 'the deployment group has no instances' };
  return { outcome: info.status === 'Stopped' ? 'stopped' : 'failed', causes };
}
