import type { DeploymentInfo, S3Location } from '@aws-sdk/client-codedeploy';
import type { Destination, Wave } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { mapLimited } from '../../limit.ts';
import type { Artifact } from '../deployment/deployment-input.ts';
import type { Snapshot } from '../deployment/group-state.ts';
import type { Emit } from '../events.ts';
import { versionOfKey } from '../object-keys.ts';
import { type DestinationResult, isGood, type Outcome, type Rollback } from '../outcome.ts';
import { timing } from '../timing.ts';

export type UndoPorts = {
  /** Deploys an earlier revision to a destination with its rollback policy. */
  deploy(destination: Destination, artifact: Artifact): Promise<DestinationResult>;
  /** Stops what is left ready: it has no traffic yet. */
  withdraw(destination: Destination, result: DestinationResult): Promise<DestinationResult>;
  /** What somebody else has deployed there since. */
  deployedSince(
    destination: Destination,
    result: DestinationResult,
  ): Promise<DeploymentInfo | undefined>;
  emit: Emit;
  signal: AbortSignal;
};

/**
 * Brings everything that this run touched back to what ran before: the destinations that succeeded, and
 * those that failed without CodeDeploy having rolled them back. Where CodeDeploy's own rollback has
 * succeeded nothing is done, where nothing ran before nothing can be, and what somebody else has deployed since is
 * left.
 */
export async function undo(
  waves: readonly Pick<Wave, 'destinations' | 'maxParallel'>[],
  results: readonly DestinationResult[],
  snapshot: Snapshot,
  ports: UndoPorts,
): Promise<DestinationResult[]> {
  const byId = new Map(results.map((result) => [result.destination, result]));
  // All waves at once, but in each no more destinations than may be down together.
  const undone = await Promise.all(
    waves.map(({ destinations, maxParallel }) =>
      mapLimited(destinations, Math.min(timing.atOnce.requests, maxParallel), back),
    ),
  );
  return undone.flat();

  async function back(destination: Destination): Promise<DestinationResult> {
    const result = byId.get(destination.id) as DestinationResult;
    if (!isTouched(result, snapshot)) return result;
    const undone = await undoOne(destination, result, snapshot, ports);
    ports.emit({ kind: 'finished', destination: destination.id, result: undone });
    return undone;
  }
}

/** Whether there is anything to bring back. */
export function hasTouched(results: readonly DestinationResult[], snapshot: Snapshot): boolean {
  return results.some((result) => isTouched(result, snapshot));
}

/** What a run left behind that is not what ran before. */
function isTouched(
  { destination, outcome, deploymentId, rollback }: DestinationResult,
  snapshot: Snapshot,
): boolean {
  if (!deploymentId || outcome === 'skipped' || outcome === 'rolled-back') return false;
  if (deploymentId === snapshot.get(destination)?.running?.deploymentId) return false;
  return rollback?.status !== 'succeeded';
}

async function undoOne(
  destination: Destination,
  result: DestinationResult,
  snapshot: Snapshot,
  { deploy, withdraw, deployedSince, signal }: UndoPorts,
): Promise<DestinationResult> {
  if (result.outcome === 'ready') return withdraw(destination, result);
  const before = artifactOf(snapshot.get(destination.id)?.running?.location);
  const worse = isGood(result.outcome) ? 'failed' : result.outcome;
  if (!before)
    return {
      ...result,
      outcome: worse,
      reason: 'cannot be rolled back: no revision in S3 ran there before',
    };
  // An earlier attempt was undone only in part: the same bytes once more bring nothing back.
  if (before.version === result.version)
    return {
      ...result,
      outcome: worse,
      reason: `not rolled back: ${before.version} ran there before, too; use fanout rollback to go back to a proven release`,
    };
  const theirs = await deployedSince(destination, result);
  if (theirs)
    return {
      ...result,
      outcome: worse,
      reason: `not rolled back: somebody deployed ${versionOfKey(theirs.revision?.s3Location?.key) ?? 'another revision'} there since (${theirs.deploymentId}), which was left alone`,
    };
  const back = await deploy(destination, before);
  return undone(result, back, { worse, to: before.version, isCancelled: signal.aborted });
}

/** What becomes of a destination with what was to bring it back. */
function undone(
  result: DestinationResult,
  back: DestinationResult,
  { worse, to, isCancelled }: { worse: Outcome; to: string; isCancelled: boolean },
): DestinationResult {
  // Nothing of it is verified, so that one which was cancelled after its deployment had succeeded is back as well.
  const isBack = isGood(back.outcome) || back.isUnchecked === true;
  const rollback: Rollback = {
    deploymentId: back.deploymentId ?? '',
    status: isBack ? 'succeeded' : statusOf(back),
    version: to,
    complete: isBack && back.instances.failed + back.instances.skipped === 0,
    by: 'fanout',
  };
  const seconds = result.seconds + back.seconds;
  if (isBack) {
    // Whatever was not known to have ended has, for a group has one deployment at a time.
    const { isUnknown: _, goesOn: __, ...known } = result;
    return { ...known, outcome: 'rolled-back', rollback, seconds };
  }
  const causes = isCancelled ? result.causes : [...result.causes, ...back.causes];
  // What is not known to have ended is for `finish` to look at again.
  const open = { ...defined({ isUnknown: back.isUnknown, goesOn: back.goesOn }) };
  const failed = { ...result, outcome: worse, ...open, seconds, causes };
  const { reason = isCancelled ? 'the run was cancelled' : 'its outcome is unknown' } = back;
  if (isCancelled || back.isUnknown) {
    const isNamed = back.deploymentId !== undefined;
    return {
      ...failed,
      ...(isNamed && { rollback }),
      reason: isCancelled
        ? `while it was rolled back to ${to}, ${reason}`
        : `rolling back to ${to}: ${reason}`,
    };
  }
  const what = back.outcome === 'never-started' ? 'could not be started' : 'failed';
  return { ...failed, rollback, reason: `rolling back to ${to} ${what}` };
}

/** A revision made by others has no version of ours; its key names it. */
function artifactOf(location: S3Location | undefined): Artifact | undefined {
  const { bucket, key, eTag, version: versionId, bundleType } = location ?? {};
  if (!bucket || !key) return undefined;
  const version = versionOfKey(key) ?? key;
  const more = { ...defined({ eTag, versionId }) };
  return { version, bucket, key, ...more, ...defined({ bundleType }) };
}

function statusOf({ outcome, isUnknown, goesOn }: DestinationResult): Rollback['status'] {
  if (isUnknown) return 'unknown';
  if (outcome === 'timed-out' || outcome === 'stopped') return outcome;
  return goesOn ? 'unknown' : 'failed';
}
