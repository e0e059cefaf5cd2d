import type { DeploymentInfo, InstanceTarget, LifecycleEvent } from '@aws-sdk/client-codedeploy';
import { defined } from '../../defined.ts';
import type { Diagnostics } from '../events.ts';
import type { Cause, InstanceCounts } from '../outcome.ts';

/** Gives what to do about a failure, where it is a well-known one. */
export type Adviser = (failure: {
  code?: string;
  message: string;
  event?: string;
  script?: string;
  log?: string;
}) => string | undefined;

/**
 * Why a deployment failed: what its instances report, equal reports as one, and CodeDeploy's own error
 * only where no instance says anything. HEALTH_CONSTRAINTS alone ("too many individual instances
 * failed") never tells a user what to fix.
 */
export function causesOf(
  info: DeploymentInfo,
  targets: readonly InstanceTarget[],
  advise: Adviser,
): Cause[] {
  const reports = targets.flatMap((target) => {
    const event = firstFailure(target);
    return event ? [{ instance: instanceName(target), ...reportOf(event) }] : [];
  });
  const causes = collapse(reports, targets.length);
  return (causes.length > 0 ? causes : deploymentCause(info)).map((cause) => {
    const advice = advise(cause);
    return advice ? { ...cause, advice } : cause;
  });
}

/** The instance's own name: on EC2 its id, on premises the name it was registered with. */
export function instanceName(target: InstanceTarget): string {
  return target.targetArn?.split('/').at(-1) ?? target.targetId ?? '(unnamed)';
}

export function diagnosticsOf(event: LifecycleEvent): Diagnostics | undefined {
  const { errorCode, scriptName, message, logTail } = event.diagnostics ?? {};
  const diagnostics: Diagnostics = {
    ...defined({
      code: errorCode,
      script: scriptName || undefined,
      message: message || undefined,
      log: logTail || undefined,
    }),
  };
  return Object.keys(diagnostics).length > 0 ? diagnostics : undefined;
}

export function countsOf(info: DeploymentInfo): InstanceCounts {
  const overview = info.deploymentOverview ?? {};
  return {
    pending: overview.Pending ?? 0,
    inProgress: overview.InProgress ?? 0,
    succeeded: overview.Succeeded ?? 0,
    failed: overview.Failed ?? 0,
    skipped: overview.Skipped ?? 0,
    ready: overview.Ready ?? 0,
  };
}

/**
 * The event an instance failed in. An agent that never answered shows no failed event: CodeDeploy
 * back-fills the reason on a skipped one (aws/aws-codedeploy-agent issue 307).
 */
function firstFailure(target: InstanceTarget): LifecycleEvent | undefined {
  const events = target.lifecycleEvents ?? [];
  return (
    events.find((event) => event.status === 'Failed') ??
    (target.status === 'Failed' || target.status === 'Unknown' || target.status === 'Skipped'
      ? events.find(
          (event) =>
            event.diagnostics?.message &&
            event.diagnostics.errorCode !== 'Success' &&
            event.status !== 'Succeeded',
        )
      : undefined)
  );
}

type Report = Omit<Cause, 'instances' | 'of' | 'advice'>;

function reportOf(event: LifecycleEvent): Report {
  const { code, script, message, log } = diagnosticsOf(event) ?? {};
  return {
    ...defined({
      event: event.lifecycleEventName || undefined,
      code: code || undefined,
      script: script || undefined,
    }),
    message: message ?? 'the instance gave no message',
    ...defined({ log: log || undefined }),
  };
}

/** Equal reports of several instances as one. */
export function collapse(reports: readonly (Report & { instance: string })[], of: number): Cause[] {
  const causes = new Map<string, Cause>();
  for (const { instance, ...report } of reports) {
    const key = JSON.stringify(report);
    const cause = causes.get(key) ?? { ...report, instances: [], of };
    cause.instances.push(instance);
    causes.set(key, cause);
  }
  return [...causes.values()];
}

function deploymentCause(info: DeploymentInfo): Cause[] {
  const { code, message } = info.errorInformation ?? {};
  if (!code && !message) return [];
  return [
    {
      instances: [],
      of: Object.values(countsOf(info)).reduce((sum, count) => sum + count, 0),
      ...defined({ code: code || undefined }),
      message: message ?? 'CodeDeploy gave no message',
    },
  ];
}
