import { proposalIn } from '../../ci/proposal.ts';
import { runId } from '../../ci/run.ts';
import { UsageError } from '../../problem.ts';
import { CancelledError, unlessCancelled } from '../../release/cancel.ts';
import { longestRun } from '../../release/guard/guard.ts';
import { obstacles, type Plan, type PlanRequest } from '../../release/plan.ts';
import { planDeployment, planOffline } from '../../release/run/plan-run.ts';
import { judge } from '../../release/verdict.ts';
import { planJson } from '../../report/plan-json.ts';
import { planMarkdown } from '../../report/plan-markdown.ts';
import { planLines } from '../../report/plan-table.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';
import { openSession } from '../open-session.ts';
import { environmentOf, loadProject, selected } from '../project.ts';
import { refuseLocal } from '../refuse-local.ts';

export async function planCommand(inputs: InputsOf<'plan'>, ports: CommandPorts): Promise<number> {
  const { env, host, signal } = ports;
  const settings = { ...inputs, appspec: [], exclude: [] };
  const project = await loadProject(settings, ports, { required: true });
  if (inputs.environment === undefined)
    throw new UsageError([{ code: 'no-environment', message: 'no environment is given' }]);
  const named = (name: string) => environmentOf(project, name, (secret) => host.mask(secret));
  const whole = named(inputs.environment);
  const environment = selected(whole, inputs);
  const { version, versionGiven, variables } = project;
  const { commit } = variables;
  const { allowOlder } = inputs;
  const sources = environment.after.map(named);
  const request = {
    environment,
    version,
    versionGiven,
    allowOlder,
    sources,
    commit: commit || undefined,
  };
  const offline = whyOffline(inputs, env);
  if (!offline) refuseLocal(project, ports);
  try {
    const plan = offline
      ? planOffline(request, offline)
      : await unlessCancelled(() => planOnline(request, inputs, ports), signal);
    show(plan, inputs, ports);
    return obstacles(plan).length > 0 ? 3 : 0;
  } catch (error) {
    if (error instanceof CancelledError) return judge([], error.signal).exitCode;
    throw error;
  }
}

async function planOnline(
  request: PlanRequest,
  inputs: InputsOf<'plan'>,
  ports: CommandPorts,
): Promise<Plan> {
  const { environment, version } = request;
  const session = {
    run: runId(ports.env),
    environment,
    version,
    neededMs: longestRun(environment),
  };
  const aws = openSession({ ...session, access: 'read' }, inputs, ports);
  try {
    return await planDeployment(request, { aws, clock: ports.clock });
  } finally {
    aws.close();
  }
}

/** A change that nobody has merged is not to be trusted with credentials. */
function whyOffline(
  { offline }: { offline?: boolean },
  env: CommandPorts['env'],
): string | undefined {
  if (offline) return 'as asked for';
  const proposal = offline === undefined ? proposalIn(env) : undefined;
  return (
    proposal &&
    `nothing is asked of AWS in this job, since ${proposal}; --offline false asks all the same`
  );
}

function show(plan: Plan, { json }: { json: boolean }, { host }: CommandPorts): void {
  host.summary?.(planMarkdown(plan));
  if (json) host.result(planJson(plan));
  else host.print(planLines(plan).join('\n'));
}
