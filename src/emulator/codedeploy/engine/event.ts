import { withAny } from '../../../any-signal.ts';
import { defined } from '../../../defined.ts';
import { type EventReport, type HostAgent, type HostCommand, ServiceError } from '../../service.ts';
import type { PlannedOutcome } from '../planned-outcomes.ts';
import type { Deployment, Instance } from '../state.ts';
import type { Engine } from './engine.ts';
import { pause } from './halt.ts';
import { isHook, trafficEvents } from './lifecycle.ts';
import { overdue, type Result, reportOf, resultOf, succeeded, unknown } from './report.ts';
import { timing } from './timing.ts';

/** An event for a host to carry out. */
export type Errand = { agent: HostAgent; command: HostCommand };

/** Undefined where the service itself, or a scenario, sees to the event, or there are no hosts. */
export function errandOf(
  { hosts }: Engine,
  deployment: Deployment,
  instance: Instance,
  { event, ending }: { event: string; ending: PlannedOutcome['ending'] },
): Errand | undefined {
  if (!hosts || ending || trafficEvents.includes(event)) return undefined;
  return { agent: hosts.agent(instance), command: commandOf(deployment, instance, event) };
}

/** Whether the host's agent takes the event within the time that there is for it, and before the deployment is halted. */
export async function isTaken(
  engine: Engine,
  deployment: Deployment,
  { agent, command }: Errand,
): Promise<boolean> {
  if (!agent.offer) return true;
  const taken = new AbortController();
  const withdrawn = new AbortController();
  const offer = agent.offer(command, withdrawn.signal).then((isTaken) => {
    if (isTaken) taken.abort();
    return isTaken;
  });
  try {
    await pause(engine, deployment, timing.startLimit, taken.signal);
  } finally {
    withdrawn.abort();
  }
  return offer;
}

/** Carries out an event that has started: on a host, as the scenario has it, or by letting its time pass. */
export async function carryOut(
  engine: Engine,
  deployment: Deployment,
  errand: Errand | undefined,
  event: string,
  planned: PlannedOutcome,
): Promise<Result> {
  const { ending, delay } = planned;
  const report = errand
    ? await perform(engine, errand, { delay, closing: deployment.closing })
    : await script(engine, deployment, event, planned);
  return resultOf(report, ending);
}

async function perform(
  engine: Engine,
  { agent, command }: Errand,
  { delay, closing }: { delay: number; closing: AbortSignal },
): Promise<EventReport> {
  const limit = new AbortController();
  const over = new AbortController();
  const { clock } = engine;
  const late = withAny([closing, over.signal], (end) => clock.sleep(timing.eventLimit, end)).then(
    () => overdue,
  );
  const work = withAny([closing, limit.signal], async (signal) => {
    await clock.sleep(delay, signal);
    return agent.perform(command, signal);
  }).catch(
    (error: unknown): EventReport =>
      unknown(error instanceof Error ? error.message : String(error)),
  );
  try {
    const report = await Promise.race([work, late]);
    closing.throwIfAborted();
    return report;
  } finally {
    limit.abort();
    over.abort();
    // One of the two lost the race and now ends unheard.
    late.catch(() => undefined);
  }
}

async function script(
  engine: Engine,
  deployment: Deployment,
  event: string,
  { delay, ending }: PlannedOutcome,
): Promise<EventReport> {
  const own = isHook(event) ? engine.hookMs : timing.shortEvent;
  const time = delay + (ending?.kind === 'timeout' ? ending.after : own);
  if (ending?.kind === 'agentDies' || time > timing.eventLimit) {
    await engine.clock.sleep(timing.eventLimit, deployment.closing);
    return overdue;
  }
  await engine.clock.sleep(time, deployment.closing);
  if (ending) return reportOf(ending);
  return event === 'DownloadBundle' ? download(engine, deployment) : succeeded;
}

/** What the agent says of the bundle. Sources: aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/command_executor.rb */
function download(engine: Engine, { scope, group, bundle }: Deployment): EventReport {
  const { account, region } = scope;
  const { bucket, key, version, eTag } = bundle;
  try {
    const object = engine.objects.read({
      account,
      region,
      bucket,
      key,
      ...(version && { version }),
      ...defined({ tag: group.seed.readsTagged }),
    });
    const actual = bare(object.eTag);
    if (eTag === undefined || bare(eTag) === actual) return succeeded;
    return unknown(`Expected deployment artifact bundle etag ${eTag} but was actually "${actual}"`);
  } catch (error) {
    if (error instanceof ServiceError) return unknown(error.message);
    throw error;
  }
}

function bare(eTag: string): string {
  return eTag.replaceAll('"', '');
}

function commandOf(deployment: Deployment, instance: Instance, event: string): HostCommand {
  const { scope, group, bundle, restarts } = deployment;
  const { version, eTag } = bundle;
  return {
    event,
    deploymentId: deployment.id,
    deploymentGroupId: group.id,
    deploymentGroup: group.name,
    application: group.application.name,
    account: scope.account,
    region: scope.region,
    instance: instance.id,
    creator: deployment.creator,
    deploymentType: deployment.settings.deploymentStyle?.deploymentType ?? 'IN_PLACE',
    fileExistsBehavior: deployment.fileExistsBehavior,
    ...defined({ tag: group.seed.readsTagged }),
    revision: {
      bucket: bundle.bucket,
      key: bundle.key,
      bundleType: bundle.bundleType,
      ...(version && { version }),
      ...(eTag && { eTag }),
    },
    ...(restarts && { reuseOf: restarts.id }),
  };
}
