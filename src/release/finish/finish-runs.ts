import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { describeFault } from '../../aws/advice.ts';
import { deploymentUrl } from '../../aws/console.ts';
import { faultOf } from '../../aws/faults.ts';
import type { AwsSession } from '../../aws/session.ts';
import { versionOfKey } from '../../bundle/version.ts';
import { allDestinations, type Destination, type Environment } from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import { RefusedError } from '../../problem.ts';
import { findLatest } from '../deployment/find-deployment.ts';
import type { Ending } from '../deployment/judge-deployment.ts';
import { stopCancelled } from '../deployment/stop-deployment.ts';
import { asRefusal, type GuardPorts, recordsDestinationOf } from '../guard/guard.ts';
import { giveLeaseBack, leaseKey, readLease } from '../guard/lease.ts';
import { isSameRun, readMarker } from '../marker.ts';
import { type DestinationResult, noInstances } from '../outcome.ts';
import { recordBucketsOf } from '../records/record-buckets.ts';
import { recordOf, recordRun } from '../records/record-run.ts';
import type { DestinationRecord } from '../records/run-records.ts';
import { type RunResult, runStarted } from '../run/run-release.ts';
import { judge } from '../verdict.ts';
import { mayBeAtWork } from './at-work.ts';
import type { Begun, LeftOver } from './interrupted-run.ts';

export type FinishRequest = {
  leftOver: LeftOver;
  /** As the configuration has it: roles, groups and buckets come from there alone. */
  environment: Environment;
};

export type FinishPorts = GuardPorts & { openAws(): AwsSession };

/**
 * Does what an interrupted run could not: stops its deployments or leaves them, as `onCancel` has it, says
 * what became of each, writes the run's record and gives its lease back. The notes say only where to look:
 * nothing is touched that CodeDeploy does not show to be this run's. Exit code 1: something is left over;
 * a lease alone is not, for it runs out by itself.
 */
export async function finish(
  { leftOver, environment: whole }: FinishRequest,
  ports: FinishPorts,
): Promise<RunResult> {
  const environment = coveredBy(leftOver, whole);
  const { clock, emit } = ports;
  const { run, begun } = leftOver;
  const started = clock.now();
  emit(runStarted({ command: 'finish', environment, run }));
  const destinations = allDestinations(environment);
  warnOfStrangers(leftOver, destinations, ports);

  const aws = ports.openAws();
  try {
    const touched = destinations.filter(({ id }) => begun.has(id));
    if (touched.length > 0)
      await aws.identify([...new Set([recordsDestinationOf(environment), ...touched])]);
    if (mayBeAtWork(leftOver)) await refuseAtWork({ leftOver, environment, aws }, ports);
    const settled = await mapLimited(destinations, 50, async (destination) => {
      const one = await settle(destination, { leftOver, environment, aws }, ports);
      emit({ kind: 'finished', destination: destination.id, result: one.result });
      return one;
    });
    if (touched.length > 0) await record(settled, { leftOver, environment, aws }, ports);
    const isFree = await freeLease({ leftOver, environment, aws }, ports);
    const results = settled.map(({ result }) => result);
    const { verdict } = judge(results);
    const isDone = (isFree || begun.size === 0) && settled.every(({ isSettled }) => isSettled);
    const exitCode = isDone ? 0 : 1;
    const seconds = (clock.now() - started) / 1000;
    emit({ kind: 'run-finished', verdict, exitCode, seconds, results });
    return { verdict, exitCode, results };
  } finally {
    aws.close();
  }
}

/** What the run had to do with: of the rest of the environment there is nothing to tell. */
function coveredBy({ part, begun }: LeftOver, environment: Environment): Environment {
  if (!part) return environment;
  const ids = new Set([...part, ...begun.keys()]);
  const waves = environment.waves
    .map((wave) => ({
      ...wave,
      destinations: wave.destinations.filter(({ id }) => ids.has(id)),
    }))
    .filter(({ destinations }) => destinations.length > 0);
  const whole = { whole: allDestinations(environment), earlier: [] };
  return {
    ...environment,
    waves,
    recordsDestination: recordsDestinationOf(environment),
    part: whole,
  };
}

type Work = FinishRequest & { aws: AwsSession };

type Settled = {
  destination: Destination;
  result: DestinationResult;
  /** Known to be this run's. */
  info?: DeploymentInfo;
  isSettled: boolean;
};

/** A run that is at work renews its lease; one that is not has none after three minutes at most. */
async function refuseAtWork(
  { leftOver: { run, process: noted }, environment, aws }: Work,
  { clock }: FinishPorts,
): Promise<void> {
  const recordsDestination = recordsDestinationOf(environment);
  const key = leaseKey(environment.application, environment.name);
  const lease = await aws
    .identify([recordsDestination])
    .then(() => readLease(aws.artifacts(recordsDestination), key, clock))
    .catch((error) => {
      throw asRefusal(error, environment, 's3:GetObject');
    });
  if (lease?.run !== run) return;
  const where = noted ? ` as process ${noted.pid} of ${noted.host}` : '';
  throw new RefusedError([
    {
      message: `run ${run} is at work${where}, and holds the lease of this environment`,
      hint: 'end it with Ctrl-C; where it was killed, its lease runs out within three minutes',
    },
  ]);
}

async function settle(
  destination: Destination,
  { leftOver, environment, aws }: Work,
  ports: FinishPorts,
): Promise<Settled> {
  const begun = leftOver.begun.get(destination.id);
  const calls = aws.codedeploy(destination);
  const tell = (ending: Ending, isSettled: boolean, info?: DeploymentInfo): Settled => {
    const deploymentId = info?.deploymentId;
    const version = versionOfKey(info?.revision?.s3Location?.key);
    const link = deploymentId
      ? { deploymentId, consoleUrl: deploymentUrl(destination, deploymentId) }
      : {};
    const named = { destination: destination.id, ...(version ? { version } : {}), ...link };
    const result = { ...named, ...ending, seconds: 0 };
    return { destination, result, ...(info ? { info } : {}), isSettled };
  };
  if (!begun) return tell(nothing('the run was interrupted before it came to it'), true);
  try {
    const info = await lookFor(begun, leftOver, { ...ports, destination, calls });
    if (!info && begun.deploymentId)
      return tell(failed(`there is no deployment ${begun.deploymentId}`), true);
    if (!info?.deploymentId)
      return tell(nothing('no deployment of the run is to be found there'), true);
    const stranger = strangeness(info, destination, leftOver);
    if (stranger) return tell(failed(`${info.deploymentId} was left alone: ${stranger}`), true);
    const { onCancel } = environment;
    const goesBack = begun.role === 'rollback' || leftOver.command === 'rollback';
    const how = { ...ports, destination, calls, onCancel, goesBack };
    const ending = await stopCancelled(info.deploymentId, { ...how, info, because: 'interrupted' });
    const isLeft = onCancel === 'leave' || (goesBack && onCancel === 'stop-and-rollback');
    const isSettled = ending.outcome !== 'failed' || info.status === 'Failed' || isLeft;
    return tell(withNoted(ending, begun), isSettled, info);
  } catch (error) {
    const { name, message } = faultOf(error);
    return tell(failed(`what became of it could not be read: ${name}: ${message}`), false);
  }
}

async function lookFor(
  { deploymentId, at, marker }: Begun,
  leftOver: LeftOver,
  ports: FinishPorts & { destination: Destination; calls: ReturnType<AwsSession['codedeploy']> },
): Promise<DeploymentInfo | undefined> {
  if (deploymentId) return (await ports.calls.getDeployments([deploymentId]))[0];
  const version = readMarker(marker)?.version;
  if (!version) return undefined;
  const { run, environment } = leftOver;
  const isOne = (info: DeploymentInfo) =>
    isSameRun(readMarker(info.description), { version, run, environment }) &&
    !strangeness(info, ports.destination, leftOver);
  return findLatest(isOne, at, ports);
}

/** Why a deployment is not the run's in that group; undefined where it is. */
function strangeness(
  { applicationName, deploymentGroupName, description, revision }: DeploymentInfo,
  { application, deploymentGroup }: Destination,
  { run, environment }: LeftOver,
): string | undefined {
  if (applicationName !== application || deploymentGroupName !== deploymentGroup)
    return 'it is of another deployment group';
  const marker = readMarker(description);
  if (marker?.run !== run) return marker ? `it is run ${marker.run}'s` : 'no run of fanout made it';
  if (marker.environment !== environment) return 'it is of another environment';
  // Of a revision that others made, the key is its version.
  const key = revision?.s3Location?.key;
  const isNamed = (versionOfKey(key) ?? key) === marker.version;
  return isNamed ? undefined : `it does not bring ${marker.version}, which its description names`;
}

/** What the run itself had found out counts where it is worse than what CodeDeploy says, and never where it is better. */
function withNoted(ending: Ending, { outcome }: Begun): Ending {
  if (ending.outcome !== 'not-verified' || !outcome) return ending;
  if (outcome === 'succeeded')
    return { ...ending, outcome, reason: 'it had succeeded before the run was interrupted' };
  if (outcome === 'skipped' || outcome === 'never-started') return ending;
  const reason = 'as the run had found before it was interrupted';
  return { ...ending, outcome, reason };
}

/** Nothing of it is proven: the notes that say what was verified may be forged. */
async function record(
  settled: readonly Settled[],
  { leftOver, environment, aws }: Work,
  { clock, emit }: FinishPorts,
): Promise<void> {
  const { run, command, began } = leftOver;
  const time = new Date(clock.now()).toISOString();
  await recordRun(
    environment.application,
    {
      fanout: 1,
      run,
      command,
      environment: environment.name,
      started: new Date(began).toISOString(),
      ended: time,
      verdict: judge(settled.map(({ result }) => result)).verdict,
      reason: 'the run was interrupted; finish wrote this',
      destinations: settled.map(recordOfSettled),
    },
    recordBucketsOf(allDestinations(environment), aws),
    emit,
  );
}

function recordOfSettled({ destination, result, info }: Settled): DestinationRecord {
  const { bucket, key, eTag, version: versionId } = info?.revision?.s3Location ?? {};
  const more = { ...(eTag ? { eTag } : {}), ...(versionId ? { versionId } : {}) };
  return {
    ...recordOf(destination, result, undefined, new Map()),
    verified: false,
    ...(result.version ? { version: result.version } : {}),
    ...(bucket && key ? { object: { bucket, key, ...more } } : {}),
  };
}

async function freeLease(
  { leftOver, environment, aws }: Work,
  { emit }: FinishPorts,
): Promise<boolean> {
  const recordsDestination = recordsDestinationOf(environment);
  try {
    await aws.identify([recordsDestination]);
    const key = leaseKey(environment.application, environment.name);
    if (await giveLeaseBack(aws.artifacts(recordsDestination), key, leftOver.run))
      emit({ kind: 'step', text: `gave back the lease of run ${leftOver.run}` });
    return true;
  } catch (error) {
    const { message, ...rest } = describeFault(error, {
      destination: recordsDestination,
      operation: 's3:PutObject',
    });
    const problem = { message: `the lease could not be given back: ${message}`, ...rest };
    emit({ kind: 'notice', level: 'warning', problem });
    return false;
  }
}

function warnOfStrangers(
  { begun }: LeftOver,
  destinations: readonly Destination[],
  { emit }: FinishPorts,
): void {
  const known = new Set(destinations.map(({ id }) => id));
  for (const id of begun.keys()) {
    if (known.has(id)) continue;
    const message = `the run had begun to deploy to "${id}", which the configuration does not have`;
    emit({ kind: 'notice', level: 'warning', problem: { message } });
  }
}

function nothing(reason: string): Ending {
  return { outcome: 'never-started', reason, causes: [], instances: noInstances };
}

function failed(reason: string): Ending {
  return { outcome: 'failed', reason, causes: [], instances: noInstances };
}
