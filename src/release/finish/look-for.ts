import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import type { Clock } from '../../clock.ts';
import type { Destination } from '../../config/destination.ts';
import { findLatest, type Look, tellOf } from '../deployment/find-deployment.ts';
import { isEarlierAttempt, isSameRun, markerVersion, readMarker } from '../marker.ts';
import { versionOfKey } from '../object-keys.ts';
import { timing } from '../timing.ts';
import type { Begun, InterruptedAttempt, LeftOver } from './interrupted-run.ts';

export type SeenDeployment =
  | { info: DeploymentInfo }
  /** Not the run's in that group, and why. */
  | { stranger: DeploymentInfo; why: string }
  | { none: true };

type LookPorts = {
  leftOver: LeftOver;
  destination: Destination;
  calls: CodeDeployCalls;
  clock: Clock;
  signal: AbortSignal;
};

/** The deployment that a run has begun, as CodeDeploy shows it. Rejects where looking was not possible. */
export async function lookFor(
  attempt: InterruptedAttempt,
  ports: LookPorts,
): Promise<SeenDeployment> {
  const { leftOver, destination } = ports;
  if (attempt.deploymentId) {
    const info = await tellOf(attempt.deploymentId, ports);
    if (!info) return { none: true };
    const why = strangeness(info, destination, attempt, leftOver);
    return why ? { stranger: info, why } : { info };
  }
  const marker = readMarker(attempt.marker);
  if (!marker) return { none: true };
  const isOne = (info: DeploymentInfo) => {
    const theirs = readMarker(info.description);
    const isSame = isSameRun(theirs, marker) && theirs?.back === marker.back;
    return isSame && !strangeness(info, destination, attempt, leftOver);
  };
  const look = await findUntilSure(() => findLatest(isOne, attempt.at, ports), ports);
  if ('unread' in look) throw look.unread;
  return 'found' in look ? { info: look.found } : { none: true };
}

/** What the run asked for a moment before it was killed may show up later, or be carried out later. */
async function findUntilSure(find: () => Promise<Look>, { clock, signal }: LookPorts) {
  const until = clock.now() + timing.create.late;
  for (;;) {
    const look = await find();
    if (!('none' in look) || clock.now() >= until) return look;
    if (signal.aborted) return { unread: new Error('it may yet come, and was not waited for') };
    await clock.sleep(timing.finish.look, signal).catch(() => undefined);
  }
}

/** Why a deployment is not the run's in that group; undefined where it is. */
function strangeness(
  { applicationName, deploymentGroupName, description, revision }: DeploymentInfo,
  { application, deploymentGroup }: Destination,
  { adopted, marker: noted }: InterruptedAttempt & Pick<Begun, 'adopted'>,
  { run, environment }: LeftOver,
): string | undefined {
  if (applicationName !== application || deploymentGroupName !== deploymentGroup)
    return 'it belongs to another deployment group';
  const marker = readMarker(description);
  if (!marker) return 'fanout did not create it';
  const isTheirs = marker.run === run || (adopted && isEarlierAttempt(marker.run, run));
  if (!isTheirs) return `it belongs to run ${marker.run}`;
  if (marker.environment !== environment) return 'it belongs to another environment';
  if (marker.bundle !== readMarker(noted)?.bundle) return 'it belongs to another bundle';
  // Of a revision that others made, the key is its version.
  const key = revision?.s3Location?.key ?? '';
  const isNamed = markerVersion(versionOfKey(key) ?? key) === marker.version;
  return isNamed
    ? undefined
    : `its description names ${marker.version}, but it deploys something else`;
}
