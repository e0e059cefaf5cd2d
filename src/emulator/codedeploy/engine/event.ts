import { type EventReport, type HostAgent, type HostCommand, ServiceError } from '../../service.ts';
import type { Enums, Structures } from '../model.generated.ts';
import type { Ending, Fate } from '../outcomes.ts';
import type { Deployment, Instance } from '../state.ts';
import type { Engine } from './engine.ts';
import { isHook, trafficEvents } from './lifecycle.ts';
import { timing } from './timing.ts';

/** What came of one lifecycle event of one instance. */
export type Result = { ok: boolean; diagnostics: Structures['Diagnostics'] };

/** Carries out an event that has started, as the scenario has it, on a host, or by letting its time pass. */
export async function carryOut(
  engine: Engine,
  deployment: Deployment,
  instance: Instance,
  event: string,
  fate: Fate,
): Promise<Result> {
  const { ending, delay } = fate;
  const agent = trafficEvents.includes(event) || ending ? undefined : engine.hosts?.agent(instance);
  const report = agent
    ? await perform(engine, agent, commandOf(deployment, instance, event), {
        delay,
        closing: deployment.closing,
      })
    : await script(engine, deployment, event, fate);
  return { ok: report.errorCode === 0, diagnostics: diagnosticsOf(report, ending) };
}

/** What the instance shows for an event that its agent never took. */
export const unanswered: Result = {
  ok: false,
  diagnostics: {
    errorCode: 'UnknownError',
    scriptName: '',
    message:
      'CodeDeploy agent was not able to receive the lifecycle event. Check the CodeDeploy agent logs on your host and make sure the agent is running and can connect to the CodeDeploy server.',
    logTail: '',
  },
};

async function perform(
  engine: Engine,
  agent: HostAgent,
  command: HostCommand,
  { delay, closing }: { delay: number; closing: AbortSignal },
): Promise<EventReport> {
  const limit = new AbortController();
  const over = new AbortController();
  const signal = AbortSignal.any([closing, limit.signal]);
  const late = engine.clock
    .sleep(timing.eventLimit, AbortSignal.any([closing, over.signal]))
    .then(() => overdue);
  const work = engine.clock
    .sleep(delay, signal)
    .then(() => agent.perform(command, signal))
    .catch(
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
  { delay, ending }: Fate,
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
function download(engine: Engine, { scope, bundle }: Deployment): EventReport {
  const { account, region } = scope;
  const { bucket, key, version, eTag } = bundle;
  try {
    const object = engine.objects.read({
      account,
      region,
      bucket,
      key,
      ...(version && { version }),
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

// The words are those of the agent's instance_agent/plugins/codedeploy/hook_executor.rb and command_executor.rb.
function reportOf(ending: Ending): EventReport {
  switch (ending.kind) {
    case 'timeout': {
      const seconds = Math.round(ending.after / 1000);
      const message = `Script at specified location: ${ending.script} failed to complete in ${seconds} seconds`;
      return { errorCode: 3, scriptName: ending.script, message, log: '' };
    }
    case 'fail': {
      const { script = '', exitCode, log } = ending;
      const usual = `Script at specified location: ${script} failed with exit code ${exitCode}`;
      return {
        errorCode: script ? 4 : 5,
        scriptName: script,
        message: ending.message ?? usual,
        log,
      };
    }
    case 'diskFull':
      return unknown('The disk is (or was) full during extraction.');
    default:
      throw new Error(`${ending.kind} has no report`);
  }
}

const succeeded: EventReport = { errorCode: 0, scriptName: '', message: '', log: '' };

/** The service's own verdict; its words are not AWS's. */
const overdue: EventReport = unknown('The lifecycle event did not end within one hour.');

function unknown(message: string): EventReport {
  return { errorCode: 5, scriptName: '', message, log: '' };
}

function diagnosticsOf(report: EventReport, ending: Ending | undefined): Structures['Diagnostics'] {
  // What a success looks like whatever the agent said: awscli's examples/deploy/get-deployment-target.rst.
  if (report.errorCode === 0) {
    return { errorCode: 'Success', scriptName: '', message: 'Succeeded', logTail: '' };
  }
  const given = ending?.kind === 'fail' ? ending.code : undefined;
  return {
    errorCode:
      (given as Enums['LifecycleErrorCode'] | undefined) ??
      codes[report.errorCode] ??
      'UnknownError',
    scriptName: report.scriptName,
    message: report.message,
    logTail: tail(report.log),
  };
}

const codes: Readonly<Record<number, Enums['LifecycleErrorCode']>> = {
  1: 'ScriptMissing',
  2: 'ScriptNotExecutable',
  3: 'ScriptTimedOut',
  4: 'ScriptFailed',
};

/** "The last portion of the diagnostic log. If available, CodeDeploy returns up to the last 4 KB" (API reference, Diagnostics). */
function tail(log: string): string {
  const bytes = Buffer.from(log);
  if (bytes.length <= 4096) return log;
  // A character that was cut in two is left out.
  return bytes
    .subarray(-4096)
    .toString()
    .replace(/^\uFFFD+/, '');
}

function commandOf(deployment: Deployment, instance: Instance, event: string): HostCommand {
  const { scope, group, bundle } = deployment;
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
    revision: {
      bucket: bundle.bucket,
      key: bundle.key,
      bundleType: bundle.bundleType,
      ...(version && { version }),
      ...(eTag && { eTag }),
    },
  };
}
