import { versionProblems } from '../../bundle/version.ts';
import { proposalIn } from '../../ci/proposal.ts';
import { UsageError } from '../../problem.ts';
import { CancelledError, unlessCancelled } from '../../release/cancel.ts';
import { obstacles, type Plan } from '../../release/plan.ts';
import { planOffline } from '../../release/run/plan-offline.ts';
import { savedPlan } from '../../release/saved-plan.ts';
import { judge } from '../../release/verdict.ts';
import { plannedFilesJson } from '../../report/plan-files.ts';
import { planJson } from '../../report/plan-json.ts';
import { planMarkdown } from '../../report/plan-markdown.ts';
import { planLines } from '../../report/plan-table.ts';
import type { CommandPorts } from '../command-ports.ts';
import { camel, type InputsOf } from '../inputs.ts';
import { type OptionName, optionNames, optionOf } from '../options.ts';
import { writePlan } from '../plan-file.ts';
import type { Occasion, planOnline } from '../plan-online.ts';
import { environmentOf, loadConfigured, loadProject, selected } from '../project.ts';
import { refuseLocal } from '../refuse-local.ts';

export async function planCommand(inputs: InputsOf<'plan'>, ports: CommandPorts): Promise<number> {
  const { env, signal } = ports;
  refuseForeign(inputs);
  const occasion = await occasionOf(inputs, ports);
  const offline = whyOffline(inputs, env);
  if (!offline && inputs.of === 'deploy') refuseLocal(occasion.project, ports);
  try {
    const { environment } = occasion;
    const plan = offline
      ? planOffline({ command: inputs.of, environment, version: occasion.version }, offline)
      : await unlessCancelled(() => askAws(occasion, inputs, ports), signal);
    if (inputs.out !== undefined) keep(plan, { ...inputs, out: inputs.out }, ports);
    show(plan, inputs, ports);
    return obstacles(plan).length > 0 ? 3 : 0;
  } catch (error) {
    if (error instanceof CancelledError) return judge([], error.signal).exitCode;
    throw error;
  }
}

/** AWS's clients take longer to load than all that comes before; the grid is shown without them. */
async function askAws(...asked: Parameters<typeof planOnline>): Promise<Plan> {
  const online = await import('../plan-online.ts');
  return online.planOnline(...asked);
}

async function occasionOf(inputs: InputsOf<'plan'>, ports: CommandPorts): Promise<Occasion> {
  const { host } = ports;
  const project =
    inputs.of === 'deploy'
      ? await loadProject({ ...inputs, appspec: [], exclude: [] }, ports, { required: true })
      : await loadConfigured(inputs, ports);
  if (inputs.environment === undefined)
    throw new UsageError([{ code: 'no-environment', message: 'no environment is given' }]);
  const named = (name: string) => environmentOf(project, name, (secret) => host.mask(secret));
  const environment = selected(named(inputs.environment), inputs);
  const versions = { deploy: project.version, promote: inputs.version, rollback: inputs.to };
  const version = versions[inputs.of];
  const problems = version === undefined ? [] : versionProblems(version);
  if (problems.length > 0) throw new UsageError(problems);
  return { project, environment, version, named };
}

/** What only another command takes would change nothing, and be read as heeded. */
function refuseForeign(inputs: InputsOf<'plan'>): void {
  const given: Record<string, unknown> = inputs;
  const takenBy = (name: OptionName): readonly string[] => optionOf(name).commands;
  const foreign = optionNames.filter((name) => {
    const value = given[camel(name)];
    const isGiven = value !== undefined && value !== false && !isEmptyList(value);
    const planned = planCommands.filter((command) => takenBy(name).includes(command));
    return (
      isGiven &&
      takenBy(name).includes('plan') &&
      planned.length > 0 &&
      !planned.includes(inputs.of)
    );
  });
  if (foreign.length === 0) return;
  throw new UsageError(
    foreign.map((name) => ({
      code: 'options-conflict',
      message: `--${name} is not an option of ${inputs.of}, which is planned here (--of ${inputs.of})`,
    })),
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

const planCommands = ['deploy', 'promote', 'rollback'] as const;

/** A change that nobody has merged is not to be trusted with credentials. */
function whyOffline(
  { offline }: { offline?: boolean },
  env: CommandPorts['env'],
): string | undefined {
  if (offline) return 'as asked for';
  const proposal = offline === undefined ? proposalIn(env) : undefined;
  return (
    proposal && `this job asks AWS nothing, because ${proposal}; pass --offline false to ask anyway`
  );
}

/** Keeps what the plan was made on, so that a deployment can be held to it. */
function keep(
  plan: Plan,
  { of, out }: { of: string; out: string },
  { cwd, host }: CommandPorts,
): void {
  const why =
    of !== 'deploy'
      ? `a plan to ${of}: only deploy can be held to one`
      : plan.offline !== undefined
        ? 'a plan that was made offline: it does not know what runs'
        : undefined;
  if (why !== undefined || plan.version === undefined) {
    const message = `--out cannot keep ${why ?? 'a plan without a version'}`;
    throw new UsageError([{ code: 'options-conflict', message }]);
  }
  const files = host.scrub(plannedFilesJson(plan));
  writePlan(out, { ...savedPlan(plan, plan.version), files }, cwd);
}

function show(plan: Plan, { json }: { json: boolean }, { host }: CommandPorts): void {
  host.summary?.(planMarkdown(plan));
  if (json) host.result(planJson(plan));
  else host.print(planLines(plan).join('\n'));
}
