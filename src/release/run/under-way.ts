import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import {
  allDestinations,
  type Destination,
  type Environment,
  wholeOf,
} from '../../config/destination.ts';
import { RefusedError } from '../../problem.ts';
import { endOf } from '../deployment/follow.ts';
import type { GroupState, Snapshot } from '../deployment/group-state.ts';
import { isSameBundle, markerVersion, readMarker } from '../marker.ts';
import { digestOfKey, ownerText, releaseKey, versionOfKey } from '../object-keys.ts';
import type { DestinationResult } from '../outcome.ts';

/** A deployment of an earlier run of the same environment, whose traffic is not shifted yet, with the release that it brings. */
export type Waiting = {
  info: DeploymentInfo;
  version: string;
  /** The beginning of its content digest. */
  digest: string;
};

/** By destination what is under way there, or why there is nothing to be taken up. */
export type UnderWay = ReadonlyMap<string, Waiting | { left: string }>;

/**
 * What earlier runs of the environment have left under way. CodeDeploy is asked, no notes: it does not matter where
 * the run was, nor how it ended. Deployments of others, and what goes back, are left alone. Rejects with a
 * {@link RefusedError} where there is nothing, or another version than the one that is meant.
 */
export function findUnderWay(
  environment: Environment,
  snapshot: Snapshot,
  meant: string | undefined,
): UnderWay {
  const found = new Map(
    allDestinations(environment).map((destination) => [
      destination.id,
      underWayIn(destination, environment, snapshot.get(destination.id)),
    ]),
  );
  const waiting = [...found].flatMap(([id, one]) => ('info' in one ? [{ id, ...one }] : []));
  if (waiting.length === 0) throw nothingWaits(environment, found);
  const others = waiting.filter(({ version }) => meant !== undefined && version !== meant);
  if (others.length === 0) return found;
  throw new RefusedError(
    others.map(({ id, version, info }) => ({
      code: 'other-version-waits',
      destination: id,
      message: `${info.deploymentId}, which is under way there, deploys ${version}, not ${meant}`,
      hint: `pass the version you mean, or leave this destination out (--except ${id})`,
    })),
  );
}

function underWayIn(
  { id, bucket }: Destination,
  environment: Environment,
  state: GroupState | undefined,
): Waiting | { left: string } {
  const info = state?.last;
  if (!state) return { left: 'could not find out what is under way there' };
  if (!info || endOf(info)) return { left: 'nothing is under way there' };
  const { deploymentId: named = id, revision } = info;
  const marker = readMarker(info.description);
  if (!marker) return { left: `${named} is under way there, and fanout did not create it` };
  if (marker.environment !== environment.name || !isSameBundle(marker, environment.bundleName))
    return { left: `${named} is under way there, and belongs to another environment or bundle` };
  if (marker.back) return { left: `${named} is under way there, and goes back` };
  const key = revision?.s3Location?.key ?? '';
  const [version, digest] = [versionOfKey(key), digestOfKey(key)];
  const isNamed =
    version !== undefined &&
    digest !== undefined &&
    revision?.s3Location?.bucket === bucket &&
    key === releaseKey(environment, version, digest) &&
    markerVersion(version) === marker.version;
  if (!isNamed)
    return {
      left: `${named} is under way there, and deploys no release of ${ownerText(environment)}`,
    };
  return { info, version, digest };
}

/** What a destination is left with whose deployment, of a run that has left others, did not succeed or was taken back. */
export function endedBadly(
  last: DeploymentInfo | undefined,
  taken: readonly DeploymentInfo[],
): Pick<DestinationResult, 'outcome' | 'reason'> | undefined {
  if (!last || !endOf(last)) return undefined;
  const marker = readMarker(last.description);
  const isOfSameRun = taken.some(
    (one) => marker && readMarker(one.description)?.run === marker.run,
  );
  const first = Math.min(...taken.map(({ createTime }) => Number(createTime ?? 0)));
  const isBack = last.creator === 'codeDeployRollback' && Number(last.createTime) >= first;
  const hasSucceeded = last.status === 'Succeeded' || endOf(last) === 'shifted';
  const hasFailed = isOfSameRun && (marker?.back === true || !hasSucceeded);
  if (!isBack && !hasFailed) return undefined;
  const what = isBack || marker?.back ? 'went back' : `is ${last.status?.toLowerCase()}`;
  const reason = `nothing is under way there: what the same run had brought did not succeed (${last.deploymentId} ${what})`;
  return { outcome: 'never-started', reason };
}

function nothingWaits(environment: Environment, found: UnderWay): RefusedError {
  const isPart = wholeOf(environment).length > found.size;
  return new RefusedError(
    [...found].map(([destination, one]) => ({
      code: 'nothing-waits',
      destination,
      message: 'left' in one ? one.left : '',
      hint: `fanout status ${environment.name} shows what runs where${isPart ? '; this run is for a part of it' : ''}`,
    })),
  );
}
