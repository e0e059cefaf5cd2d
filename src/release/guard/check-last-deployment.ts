import type {
  DeploymentGroupInfo,
  DeploymentInfo,
  InstanceTarget,
} from '@aws-sdk/client-codedeploy';
import type { CodeDeployCalls } from '../../aws/codedeploy.ts';
import type { Destination } from '../../config/destination.ts';
import { countsOf } from '../deployment/deployment-causes.ts';
import { isOver } from '../deployment/find-deployment.ts';
import { lastOf } from '../deployment/group-state.ts';
import { versionOfKey } from '../object-keys.ts';
import { countAll } from '../outcome.ts';
import { type Finding, notChecked } from './finding.ts';

type Calls = Pick<CodeDeployCalls, 'getDeployments' | 'listTargets' | 'getTargets'>;

/** `instances`: how many the last deployment had, where that could be read. */
export type LastDeployment = { findings: Finding[]; instances?: number };

/**
 * What the last deployment has left behind on instances: those that failed or were skipped, and whose scripts run first
 * in the next one. Nothing is said after a deployment that went well everywhere.
 */
export async function checkLastDeployment(
  destination: Destination,
  group: DeploymentGroupInfo,
  calls: Calls,
): Promise<LastDeployment> {
  const last = group.lastAttemptedDeployment?.deploymentId;
  if (!last) return { findings: [] };
  try {
    const infos = await calls.getDeployments(lastOf(group), { isPatient: true });
    const attempt = infos.find(({ deploymentId }) => deploymentId === last);
    if (!attempt) return { findings: [] };
    const instances = countAll(countsOf(attempt));
    const { failed, skipped } = countsOf(attempt);
    const isWhole = attempt.status === 'Succeeded' && failed + skipped === 0;
    // New instances of blue/green have run nothing before.
    const isFresh = attempt.deploymentStyle?.deploymentType === 'BLUE_GREEN';
    if (isWhole || isFresh || !isOver(attempt)) return { findings: [], instances };
    const before = infos.find(
      ({ deploymentId }) => deploymentId === group.lastSuccessfulDeployment?.deploymentId,
    );
    return { findings: await leftBehind({ destination, attempt, before, last }, calls), instances };
  } catch (error) {
    const what = `what the last deployment, ${last}, left behind`;
    return {
      findings: [notChecked(destination, what, 'codedeploy:BatchGetDeployments', error)],
    };
  }
}

type Left = {
  destination: Destination;
  attempt: DeploymentInfo;
  before: DeploymentInfo | undefined;
  last: string;
};

async function leftBehind(left: Left, calls: Calls): Promise<Finding[]> {
  const { destination, attempt, last } = left;
  const { failed, skipped } = countsOf(attempt);
  const counts = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].join(', ');
  const how = attempt.status === 'Succeeded' ? 'succeeded' : attempt.status?.toLowerCase();
  const message = `the last deployment, ${last} of ${named(attempt)}, ${how}${counts ? ` (instances: ${counts})` : ''}`;
  const warning = (hint: string): Finding => ({
    kind: 'warning',
    problem: { code: 'last-deployment-failed', destination: destination.id, message, hint },
  });
  try {
    const ids = await calls.listTargets(last);
    const targets = await calls.getTargets(last, ids.slice(0, looked));
    return [warning(whoseScripts(left, targets)), ...stopped(left, targets)];
  } catch (error) {
    const operation = 'codedeploy:BatchGetDeploymentTargets';
    return [
      warning(
        'ApplicationStop is run from the revision whose Install last succeeded on an instance',
      ),
      notChecked(destination, 'whose ApplicationStop runs first', operation, error),
    ];
  }
}

/** Enough to tell; more would be a call for every 25 instances. */
const looked = 25;

/**
 * ApplicationStop and the cleanup come from the revision whose Install last succeeded on the instance, whatever became of
 * that deployment later (aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/command_executor.rb).
 */
function whoseScripts({ attempt, before }: Left, targets: readonly InstanceTarget[]): string {
  const installed = targets.filter(
    (target) => statusOf(target, ['Install']) === 'Succeeded',
  ).length;
  const rest = targets.length - installed;
  const other = before ? named(before) : 'whatever was installed before';
  const parts = [
    ...(installed > 0 ? [`of ${named(attempt)} on ${installed}`] : []),
    ...(rest > 0 ? [`of ${other} on ${rest}`] : []),
  ];
  return `ApplicationStop is run from what was last installed: ${parts.join(', ')} of ${targets.length} instances`;
}

/** Events that run the scripts of the release before; so the next deployment runs the same ones again. */
const stopping = ['BeforeBlockTraffic', 'AfterBlockTraffic', 'ApplicationStop'];

function stopped(
  { destination, before, last }: Left,
  targets: readonly InstanceTarget[],
): Finding[] {
  const failed = targets.filter((target) => statusOf(target, stopping) === 'Failed').length;
  if (failed === 0) return [];
  const whose = before ? ` of ${named(before)}` : '';
  const message = `ApplicationStop${whose} failed on ${failed} of ${targets.length} instances in ${last}, and the next deployment runs the same script`;
  const hint = destination.ignoreApplicationStopFailures
    ? 'CodeDeploy ignores that, because of ignoreApplicationStopFailures'
    : 'a fixed script in the new release does not help; deploy once with ignoreApplicationStopFailures: true';
  const { id } = destination;
  return [
    {
      kind: 'warning',
      problem: { code: 'application-stop-failed', destination: id, message, hint },
    },
  ];
}

/** The worst that became of any of the events. */
function statusOf({ lifecycleEvents = [] }: InstanceTarget, names: readonly string[]) {
  const statuses = lifecycleEvents
    .filter(({ lifecycleEventName }) => names.includes(lifecycleEventName ?? ''))
    .map(({ status }) => status);
  return statuses.includes('Failed') ? 'Failed' : statuses[0];
}

function named({ revision }: DeploymentInfo): string {
  const key = revision?.s3Location?.key;
  return versionOfKey(key) ?? key ?? 'a revision that is not in S3';
}
