import type { DeploymentInfo, InstanceTarget } from '@aws-sdk/client-codedeploy';
import { describeFault } from '../../aws/advice.ts';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import { errorText } from '../../aws/fault-text.ts';
import type { Destination, Environment } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import { countsOf, instanceName } from '../deployment/deployment-causes.ts';
import { lastOf, whatRuns } from '../deployment/group-state.ts';
import type { Current, DestinationStatus, LastAttempt, Revision } from '../environment-status.ts';
import { readMarker } from '../marker.ts';
import {
  isSameOwner,
  type Owner,
  ownerOfKey,
  ownerText,
  releaseRecordKey,
  versionOfKey,
} from '../object-keys.ts';
import type { ReleaseRecord } from '../release-record.ts';
import { remembering } from './status-memory.ts';
import type { StatusPorts } from './status-ports.ts';
import { askProbes } from './status-probe.ts';
import { readProof } from './status-proof.ts';

export type StatusDestinationPorts = StatusPorts & {
  /** Only the deployments themselves are needed. */
  brief: boolean;
};

/** What runs in one destination. What cannot be read is its `problem`. */
export async function readDestination(
  destination: Destination,
  environment: Environment,
  ports: StatusDestinationPorts,
): Promise<DestinationStatus> {
  const { aws, brief } = ports;
  const bare = { destination, stale: [], drift: [] };
  try {
    await aws.identify([destination]);
    const calls = aws.codedeploy(destination);
    const { running, attempt } = await readDeployments(calls);
    const last = attempt ? { lastAttempt: attemptOf(attempt) } : {};
    if (brief) return { ...bare, ...(running && { current: currentOf(running) }), ...last };
    const current = running && (await readCurrent(running, destination, environment, ports));
    const probe = ports.probe && current && (await askProbes(destination, current, ports.probe));
    return {
      ...bare,
      ...defined({ current }),
      ...last,
      ...(await readStale(running, attempt, calls)),
      ...defined({ probe }),
    };
  } catch (error) {
    const operation = 'codedeploy:GetDeploymentGroup';
    return { ...bare, problem: describeFault(error, { destination, operation }) };
  }
}

type Deployments = { running?: DeploymentInfo; attempt?: DeploymentInfo };

async function readDeployments(calls: CodeDeployCalls): Promise<Deployments> {
  const group = await calls.getGroup();
  const known = await read(lastOf(group), calls);
  const ids = whatRuns(group, known);
  const running = known.find(({ deploymentId }) => deploymentId === ids.running);
  const attempt = ids.attempted
    ? known.find(({ deploymentId }) => deploymentId === ids.attempted)
    : await rolledBack(running, calls);
  return { ...defined({ running, attempt }) };
}

/** The deployment whose failure led to what runs, where that is a rollback. */
async function rolledBack(
  running: DeploymentInfo | undefined,
  calls: CodeDeployCalls,
): Promise<DeploymentInfo | undefined> {
  const id = running?.rollbackInfo?.rollbackTriggeringDeploymentId;
  if (!id || id === running?.deploymentId) return undefined;
  return (await calls.getDeployments([id]))[0];
}

/** BatchGetDeployments leaves out what it does not find; then it is not known what runs. */
async function read(ids: readonly string[], calls: CodeDeployCalls): Promise<DeploymentInfo[]> {
  if (ids.length === 0) return [];
  const infos = await calls.getDeployments(ids);
  const missing = ids.filter((id) => !infos.some(({ deploymentId }) => deploymentId === id));
  if (missing.length === 0) return infos;
  const message = `deployment ${missing.join(', ')} was not in CodeDeploy's answer`;
  throw Object.assign(new Error(message), { name: 'DeploymentDoesNotExistException' });
}

async function readCurrent(
  running: DeploymentInfo,
  destination: Destination,
  environment: Environment,
  { aws, memory }: StatusDestinationPorts,
): Promise<Current> {
  const current = currentOf(running);
  const { version, key } = current;
  if (!version || !key) return { ...current, reason: 'it is not a release' };
  const records = remembering(aws.artifacts(destination), memory);
  const owner = ownerOfKey(key);
  if (!owner) return { ...current, reason: 'it is not a release' };
  const [record, proof] = await Promise.all([
    // It only tells who built what runs.
    records.readJson(releaseRecordKey(owner, version)).catch(unreadOf),
    readProof({ version, key }, destination, environment, records),
  ]);
  const other =
    isSameOwner(owner, environment) || proof.proven
      ? {}
      : {
          reason: `it is a release of ${ownerText(owner)}${belowOther(owner, environment)}: ${proof.reason}`,
        };
  const unread = record && 'unread' in record ? record : {};
  const value = record && 'value' in record ? record.value : undefined;
  return { ...current, ...buildOf(value, running, current), ...unread, ...proof, ...other };
}

/** Of the same name under another prefix it is another bundle's anyway. */
function belowOther({ prefix }: Owner, environment: Owner): string {
  if (prefix === environment.prefix) return '';
  return prefix === undefined ? ' without a bundle.prefix' : ` below ${prefix}/`;
}

function unreadOf(error: unknown): { unread: string } {
  return { unread: `cannot read who built it: ${errorText(error)}` };
}

function buildOf(
  value: unknown,
  { description }: DeploymentInfo,
  { version, key }: Revision,
): Pick<Current, 'build' | 'commit' | 'digest'> {
  const { build, commit, digest } = (value ?? {}) as Partial<ReleaseRecord>;
  const isText = (text: unknown): text is string => typeof text === 'string' && text !== '';
  if (isText(digest) && key?.includes(digest.slice(0, 16)))
    return {
      digest,
      ...(isText(build) && { build }),
      ...(isText(commit) && { commit }),
    };
  const marker = readMarker(description);
  if (marker?.version !== version || !marker) return {};
  return { build: marker.run, ...defined({ commit: marker.sha }) };
}

function currentOf(info: DeploymentInfo): Current {
  const { deploymentId = '', completeTime, createTime } = info;
  const since = completeTime ?? createTime;
  const startedBy = startedByOf(info);
  return {
    ...revisionOf(info),
    deploymentId,
    ...defined({ since, startedBy }),
    proven: false,
    failed: false,
    instances: countsOf(info),
  };
}

function attemptOf(info: DeploymentInfo): LastAttempt {
  const { deploymentId = '', status = 'Unknown', completeTime, createTime } = info;
  const since = completeTime ?? createTime;
  const { code, message } = info.errorInformation ?? {};
  const said = [code, message].filter(Boolean).join(': ');
  return {
    ...revisionOf(info),
    deploymentId,
    status,
    ...defined({ since }),
    instances: countsOf(info),
    ...(said && status !== 'Succeeded' && { message: said }),
  };
}

function revisionOf({ revision }: DeploymentInfo): Revision {
  const { s3Location, gitHubLocation } = revision ?? {};
  if (s3Location) {
    const { bucket = '', key = '' } = s3Location;
    const version = versionOfKey(key);
    return { ...defined({ version }), key, bucket, text: `s3://${bucket}/${key}` };
  }
  if (gitHubLocation)
    return { text: `GitHub ${gitHubLocation.repository}@${gitHubLocation.commitId}` };
  return { text: `a revision of type ${revision?.revisionType ?? 'unknown'}` };
}

/** The marker tells only whose deployment it was, never what runs. */
function startedByOf({ creator, description }: DeploymentInfo): string | undefined {
  if (creator === 'codeDeployRollback') return "by CodeDeploy's rollback";
  if (creator === 'autoscaling') return 'by a scale-out';
  return readMarker(description) ? undefined : 'by hand';
}

/** Instances that do not run what runs elsewhere, in words. */
async function readStale(
  running: DeploymentInfo | undefined,
  attempt: DeploymentInfo | undefined,
  calls: CodeDeployCalls,
): Promise<Pick<DestinationStatus, 'stale' | 'isNameless'>> {
  const stale: string[] = [];
  const which: Names[] = [];
  if (running && running.status === 'Succeeded') {
    const { failed, skipped } = countsOf(running);
    if (failed + skipped > 0) {
      const named = await names(running, ['Failed', 'Skipped'], calls);
      which.push(named);
      stale.push(
        `${instances(failed + skipped)} not on it, failed or skipped in ${running.deploymentId}${named.text}`,
      );
    }
  }
  const ended = attempt?.status === 'Failed' || attempt?.status === 'Stopped';
  const isFixed = running?.rollbackInfo?.rollbackTriggeringDeploymentId === attempt?.deploymentId;
  if (attempt && ended && !isFixed) {
    const { succeeded } = countsOf(attempt);
    if (succeeded > 0 && revisionOf(attempt).text !== (running && revisionOf(running).text)) {
      const { version, text } = revisionOf(attempt);
      const named = await names(attempt, ['Succeeded'], calls);
      which.push(named);
      stale.push(
        `${instances(succeeded)} on ${version ?? text}, from ${attempt.deploymentId}${named.text}`,
      );
    }
  }
  return { stale, ...(which.some(({ isNameless }) => isNameless) && { isNameless: true }) };
}

function instances(count: number): string {
  return count === 1 ? '1 instance' : `${count} instances`;
}

/** So many instances are named in a table. */
const mostNames = 5;

type Names = { text: string; isNameless: boolean };

/** Without the right to read instances their number has to do. */
async function names(
  { deploymentId = '' }: DeploymentInfo,
  statuses: readonly string[],
  calls: CodeDeployCalls,
): Promise<Names> {
  let targets: InstanceTarget[];
  try {
    targets = await calls.getTargets(deploymentId, await calls.listTargets(deploymentId));
  } catch (error) {
    return { text: ` (which ones cannot be read: ${errorText(error)})`, isNameless: true };
  }
  const found = targets.filter(({ status }) => statuses.includes(status ?? '')).map(instanceName);
  const more = found.length > mostNames ? ` and ${found.length - mostNames} more` : '';
  const list = `${found.slice(0, mostNames).join(', ')}${more}`;
  return { text: found.length === 0 ? '' : `: ${list}`, isNameless: false };
}
