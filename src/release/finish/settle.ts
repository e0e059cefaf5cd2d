import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { deploymentUrl } from '../../aws/console.ts';
import { errorText } from '../../aws/fault-text.ts';
import type { AwsSession } from '../../aws/session.ts';
import { versionProblems } from '../../bundle/version.ts';
import type { Destination, Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { RefusedError } from '../../problem.ts';
import { countsOf } from '../deployment/deployment-causes.ts';
import { isOver } from '../deployment/find-deployment.ts';
import type { Ending } from '../deployment/judge-deployment.ts';
import { stopCancelled } from '../deployment/stop-deployment.ts';
import { groupText } from '../deployment/unknown-creation.ts';
import type { GuardPorts } from '../guard/guard.ts';
import { readMarker } from '../marker.ts';
import { versionOfKey } from '../object-keys.ts';
import { type DestinationResult, noInstances, type Rollback } from '../outcome.ts';
import { awaitEnd } from './await-end.ts';
import type { Begun, LeftOver } from './interrupted-run.ts';
import { lookFor, type SeenDeployment } from './look-for.ts';
import { because, withNoted, withRollback } from './noted-ending.ts';

export type Settled = {
  destination: Destination;
  result: DestinationResult;
  /** The deployment that the run was for, where it is known to be the run's. */
  info?: DeploymentInfo;
  /** Nothing of the run goes on there that is not meant to. */
  isSettled: boolean;
};

export type SettlePorts = GuardPorts & {
  aws: AwsSession;
  leftOver: LeftOver;
  environment: Pick<Environment, 'onCancel' | 'waves'>;
};

type Work = SettlePorts & { destination: Destination; calls: ReturnType<AwsSession['codedeploy']> };

/**
 * Stops what a run left under way in a destination, or leaves it, as `onCancel` has it, and says what became of
 * it. What could not be looked at is not settled: it may go on. Rejects only for a bug.
 */
export async function settle(destination: Destination, ports: SettlePorts): Promise<Settled> {
  const { aws, leftOver } = ports;
  const begun = leftOver.begun.get(destination.id);
  if (!begun) {
    const reason = `the run was ${because(leftOver)} before it got there`;
    const { version } = leftOver.bundle ?? {};
    return told(destination, { version, ending: nothing(reason), isSettled: true });
  }
  try {
    await aws.identify([destination]);
    const work = { ...ports, destination, calls: aws.codedeploy(destination) };
    const seen = await lookFor(begun, work);
    if (!('info' in seen)) return told(destination, { begun, ...withoutOne(seen, begun) });
    return await settleOne(seen.info, begun, work);
  } catch (error) {
    const ending = failed(`${unseen(destination, begun)}: ${wordsOf(error)}`);
    return told(destination, { begun, ending, isSettled: false });
  }
}

/** What could not be looked at. */
function unseen(destination: Destination, { deploymentId, undo }: Begun): string {
  const isNamed = deploymentId !== undefined && (!undo || undo.deploymentId !== undefined);
  if (isNamed) return 'its state could not be read, and it may still be running';
  return `the run did not hear whether CodeDeploy accepted its deployment: one may be under way in ${groupText(destination)}, which fanout cannot look at`;
}

/** No deployment of the run is there: it is known to be so, or another's is in its place. */
function withoutOne(seen: Exclude<SeenDeployment, { info: unknown }>, { deploymentId }: Begun) {
  if ('stranger' in seen) {
    const { stranger, why } = seen;
    const goesOn = isOver(stranger) ? '' : ', and is still running';
    const ending = failed(`${stranger.deploymentId} was left alone: ${why}${goesOn}`);
    return { ending, isSettled: isOver(stranger) };
  }
  const ending = deploymentId
    ? failed(`there is no deployment ${deploymentId}`)
    : nothing('no deployment of this run was found there');
  return { ending, isSettled: true };
}

async function settleOne(info: DeploymentInfo, begun: Begun, work: Work): Promise<Settled> {
  const { leftOver, destination } = work;
  const isBack = leftOver.command === 'rollback';
  const [first, rollback] = [await end(info, isBack, work), await endRollback(info, begun, work)];
  const ending = withNoted(first, begun, work);
  const isSettled = first.isSettled && (rollback?.isSettled ?? true);
  const undone = rollback ? withRollback(ending, rollback.rollback, leftOver) : ending;
  return told(destination, { begun, info: first.info, ending: undone, isSettled });
}

/** Stops or leaves one deployment. What goes back, and is not to be stopped, is followed to its end. */
async function end(info: DeploymentInfo, goesBack: boolean, work: Work) {
  const { onCancel } = work.environment;
  const { deploymentId = '' } = info;
  const isFollowed = goesBack && onCancel === 'stop-and-rollback' && !isOver(info);
  const latest = isFollowed ? await awaitEnd(info, work) : info;
  const how = { ...work, onCancel, goesBack, info: latest, because: because(work.leftOver) };
  const ending = await stopCancelled(deploymentId, how);
  const isLeft = onCancel === 'leave';
  return {
    info: latest,
    ending,
    isSettled: ending.outcome !== 'failed' || isOver(latest) || isLeft,
  };
}

type Back = { rollback: Rollback; isSettled: boolean };

/** What brings back what ran before: the run's own, or else the one that CodeDeploy has made of it. */
async function endRollback(
  { rollbackInfo }: DeploymentInfo,
  { undo, openRollback }: Begun,
  work: Work,
): Promise<Back | undefined> {
  if (undo) {
    const seen = await lookFor(undo, work);
    if ('none' in seen) return undefined;
    if ('stranger' in seen) throw new Error(`${seen.stranger.deploymentId}: ${seen.why}`);
    return backOf(await end(seen.info, true, work), 'fanout');
  }
  const id = rollbackInfo?.rollbackDeploymentId;
  const [info] = id ? await work.calls.getDeployments([id]) : [];
  if (info && openRollback !== undefined) return lookedAt(info, work);
  if (openRollback !== undefined) throw new Error(`CodeDeploy does not show ${openRollback}`);
  return info ? backOf(await end(info, true, work), 'codedeploy') : undefined;
}

/** What went on after the run had ended was not cut short: it is to end by itself, whatever `onCancel` says. */
async function lookedAt(info: DeploymentInfo, work: Work): Promise<Back> {
  const latest = await awaitEnd(info, work);
  return backOf({ info: latest, isSettled: isOver(latest) }, 'codedeploy');
}

function backOf(
  { info, isSettled }: { info: DeploymentInfo; isSettled: boolean },
  by: Rollback['by'],
): Back {
  const { failed, skipped } = countsOf(info);
  const version = versionOfKey(info.revision?.s3Location?.key);
  const status = statusOf(info);
  const rollback: Rollback = {
    deploymentId: info.deploymentId ?? '',
    status,
    ...defined({ version }),
    complete: status === 'succeeded' && failed + skipped === 0,
    by,
  };
  return { rollback, isSettled };
}

function statusOf({ status }: DeploymentInfo): Rollback['status'] {
  if (status === 'Succeeded') return 'succeeded';
  if (status === 'Failed') return 'failed';
  return status === 'Stopped' ? 'stopped' : 'unknown';
}

function told(
  destination: Destination,
  {
    begun,
    info,
    ending,
    isSettled,
    ...noted
  }: {
    begun?: Begun;
    info?: DeploymentInfo;
    /** As the notes have it. */
    version?: string | undefined;
    ending: Ending;
    isSettled: boolean;
  },
): Settled {
  const named = noted.version ?? readMarker(begun?.marker)?.version;
  const version = versionOfKey(info?.revision?.s3Location?.key) ?? versionOf(named);
  const id = info?.deploymentId;
  const link = id ? { deploymentId: id, consoleUrl: deploymentUrl(destination, id) } : {};
  const what = { destination: destination.id, ...defined({ version }), ...link };
  const result = { ...what, ...ending, seconds: 0 };
  return { destination, result, ...defined({ info }), isSettled };
}

/** Notes may be forged: what is not a version of ours is none. */
function versionOf(version: string | undefined): string | undefined {
  return version && versionProblems(version).length === 0 ? version : undefined;
}

function wordsOf(error: unknown): string {
  if (error instanceof RefusedError) return error.problems[0]?.message ?? error.message;
  return errorText(error);
}

function nothing(reason: string): Ending {
  return { outcome: 'never-started', reason, causes: [], instances: noInstances };
}

function failed(reason: string): Ending {
  return { outcome: 'failed', reason, causes: [], instances: noInstances };
}
