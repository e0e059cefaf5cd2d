import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Bundle } from '../../bundle/bundle.ts';
import { type Environment, earlierOf } from '../../config/destination.ts';
import { defined } from '../../defined.ts';
import type { PassedOver } from '../../emulator/host/agent/passed-over.ts';
import { type Problem, UsageError } from '../../problem.ts';
import { seededBy } from '../../rehearsal/seeded.ts';
import type { DestinationResult } from '../../release/outcome.ts';
import { agentFolders, refuseWithoutAgents } from '../agent-configuration.ts';
import type { CommandPorts } from '../command-ports.ts';
import { deployQuietly } from '../deploy-quietly.ts';
import { type Emulation, startEmulation } from '../emulation.ts';
import type { Inputs } from '../inputs.ts';
import { makeBundle } from '../make-bundle.ts';
import { environmentOf, loadProject, type Project, selected } from '../project.ts';
import { refuseWindows } from '../refuse-windows.ts';
import { leaps, rehearsalSpeedOf } from '../rehearsal-speed.ts';
import { noScenario, readScenario, refuseMeanwhile } from '../scenario-file.ts';
import { sourceNames } from '../source-names.ts';
import { deployCommand } from './deploy.ts';
import { promoteCommand } from './promote.ts';
import { rollbackCommand } from './rollback.ts';

type RehearseInputs = Extract<Inputs, { command: 'rehearse' }>;

/** Runs the command against a fresh emulator in this process: the same code, the same output. */
export async function rehearseCommand(
  inputs: RehearseInputs,
  ports: CommandPorts,
): Promise<number> {
  refuseTogether(inputs);
  if (!inputs.serve) return rehearse(inputs, ports);
  // Nothing of the server is loaded for others.
  const { whileServed } = await import('../serve-rehearsal.ts');
  return whileServed(inputs, ports, (served) => rehearse(served, ports));
}

async function rehearse(inputs: RehearseInputs, ports: CommandPorts): Promise<number> {
  refuseWithoutAgents(inputs);
  const project = await loadProject(inputs, ports, { required: true });
  const name = inputs.environment ?? project.configuration?.environments.at(-1);
  if (name === undefined)
    throw new UsageError([
      { code: 'no-environment', message: 'the configuration has no environment' },
    ]);
  const scenario = await readScenario(inputs.scenario, ports.cwd);
  if (inputs.search !== undefined) return searchFor(inputs, project, name, ports);
  refuseMeanwhile(scenario);
  const { clock, cwd: workspace, host } = ports;
  const seeded = inputs.seed === undefined ? undefined : seededBy(inputs.seed, clock);
  const before = versionBefore(inputs, project.version);
  const emulation = await startEmulation(project, {
    clock,
    // What goes wrong is for what is rehearsed, not for what is deployed before it.
    scenario: { ...noScenario, groups: scenario.groups },
    workspace,
    hooks: seeded ? 'none' : inputs.hooks,
    // What is rehearsed stands for nothing but itself.
    versionBefore: before === project.version ? undefined : before,
    agentFolders: resolve(workspace, inputs.agentConfig ?? agentFolders),
    seeded,
    say: (text) => host.print(text),
  });
  const { emulator, codedeploy } = emulation;
  const { httpGet, connect, unanswered } = emulation;
  const env = rehearsalEnvironment(ports.env, emulation);
  const rehearsal = {
    ...ports,
    ...(seeded && connect && { random: seeded.random, connect }),
    httpGet,
    ...defined({ unanswered }),
    isStrict: inputs.strict,
    env,
    envOfJob: ports.env,
    isRehearsal: true as const,
  };
  const arm = () => {
    emulator.arm(scenario.faults);
    emulator.armWatched(scenario);
    codedeploy.arm(scenario.outcomes);
  };
  const tellPassedOver = () => host.problems(emulation.passedOver().map(passedOver), 'warning');
  const asked = { ...inputs, environment: name, allowEvent: true };
  const pace =
    seeded || leaps(inputs)
      ? 'its clock skips waits'
      : `its clock runs ${rehearsalSpeedOf(inputs)} times as fast as a real one`;
  host.print(`a rehearsal: nothing reaches AWS, and ${pace}`);
  try {
    if (inputs.rehearsed === 'deploy') {
      const named = (one: string) => environmentOf(project, one, () => undefined);
      const environment = named(name);
      const deployBefore = async (bundle: Bundle, one: Environment) => {
        const { version } = project;
        refuseFailed(version, one, await deployQuietly(bundle, version, one, rehearsal));
      };
      let withoutProof: string | undefined;
      return await deployCommand({ ...asked, allowOlder: true }, rehearsal, {
        withoutProof: () => withoutProof,
        onBundle: async (bundle, tell) => {
          if (hasHosts(asked)) await refuseWindows(bundle, project, ports);
          tell(`deploying the bundle to the emulated instances as "${before}" first`);
          const failed = await deployQuietly(bundle, before, environment, rehearsal);
          tellPassedOver();
          if (failed.length > 0) host.problems([nothingBefore(failed)], 'warning');
          const earlier = wavesBefore(selected(environment, asked));
          if (earlier) await deployBefore(bundle, earlier);
          for (const source of inputs.force === undefined ? environment.after.map(named) : []) {
            tell(`deploying it as "${project.version}" to ${source.name}, for proof`);
            const failed = await deployQuietly(bundle, project.version, source, rehearsal);
            if (failed.length === 0) continue;
            withoutProof = `it cannot be deployed to ${source.name}`;
            host.problems([noProof(project.version, source, name)], 'warning');
          }
        },
        onProven: arm,
      });
    }
    await deployNeeded(asked, project, rehearsal);
    tellPassedOver();
    arm();
    return inputs.rehearsed === 'promote'
      ? await promoteCommand({ ...asked, allowOlder: true }, rehearsal)
      : await rollbackCommand(asked, rehearsal);
  } finally {
    await emulation.close();
  }
}

/** Loaded only where it is asked for. */
async function searchFor(
  inputs: RehearseInputs,
  project: Project,
  environment: string,
  ports: CommandPorts,
): Promise<number> {
  const { search, refuseWithSearch } = await import('../../rehearsal/search/search.ts');
  refuseWithSearch(inputs);
  const { rehearsed: command, search: count = 0, seed: first = 1, config, var: vars } = inputs;
  const args = [
    ...(config === undefined ? [] : ['--config', config]),
    ...Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}=${value}`]),
  ];
  const scenario = inputs.scenario ? await readScenario(inputs.scenario, ports.cwd) : undefined;
  return search({ project, environment, command, args, first, count, scenario }, ports);
}

/** Whether bundles are installed on hosts of the emulator's own. */
function hasHosts({ seed, hooks }: RehearseInputs): boolean {
  return seed === undefined && hooks !== 'none' && hooks !== 'agents';
}

/** A run by a seed has a clock of its own, and nothing of the machine in it. */
function refuseTogether({ seed, speed, hooks, search, serve }: RehearseInputs): void {
  const excluded = [
    ...(serve && search !== undefined ? ['--serve shows one rehearsal, --search makes many'] : []),
    ...(seed === undefined ? [] : excludedBySeed({ speed, hooks })),
  ];
  if (excluded.length > 0)
    throw new UsageError(excluded.map((message) => ({ code: 'options-conflict', message })));
}

type SeededInputs = { speed: number | undefined; hooks: string | undefined };

function excludedBySeed({ speed, hooks }: SeededInputs): string[] {
  return [
    ...(speed === undefined ? [] : ['--speed has no effect with --seed']),
    ...(hooks === undefined || hooks === 'none'
      ? []
      : [`--hooks ${hooks} cannot be repeated by a seed: leave it out, or say none`]),
  ];
}

/** What stands in for the release that runs before, so that a rehearsed rollback has something to go back to. */
function versionBefore(
  { rehearsed, to }: Pick<RehearseInputs, 'rehearsed' | 'to'>,
  version: string,
): string {
  const other = version === 'previous' ? 'before' : 'previous';
  return (rehearsed === 'deploy' ? undefined : to) ?? other;
}

/** Deploys what is to be promoted or rolled back, and before it what runs in the environment then. */
async function deployNeeded(
  inputs: RehearseInputs & { environment: string },
  project: Project,
  ports: CommandPorts,
): Promise<void> {
  const { rehearsed, environment: name, from } = inputs;
  const named = (environment: string) => environmentOf(project, environment, () => undefined);
  const target = named(name);
  const earlier = wavesBefore(selected(target, inputs));
  const released =
    rehearsed === 'promote'
      ? [...sourceNames(target, from).map(named), ...(earlier ? [earlier] : [])]
      : [target];
  const folder = await mkdtemp(join(tmpdir(), 'fanout-rehearsal-'));
  try {
    const out = join(folder, 'bundle.zip');
    const bundle = await makeBundle(project, out, { ...ports, emit: () => undefined });
    if (hasHosts(inputs)) await refuseWindows(bundle, project, ports);
    const versions = [
      [versionBefore(inputs, project.version), target] as const,
      ...released.map((environment) => [project.version, environment] as const),
    ];
    for (const [version, environment] of versions)
      refuseFailed(version, environment, await deployQuietly(bundle, version, environment, ports));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where one wave is rehearsed by itself, those before it run the version. */
function wavesBefore({ part, waves, ...environment }: Environment): Environment | undefined {
  const destinations = part ? earlierOf({ part }) : [];
  const [wave] = waves;
  if (destinations.length === 0 || !wave) return undefined;
  return { ...environment, waves: [{ ...wave, destinations }] };
}

/** The deployment that is rehearsed tells more, where it fails as well. */
function passedOver({ event, report: { scriptName, message } }: PassedOver): Problem {
  const what = scriptName === '' ? message : `${scriptName}: ${message}`;
  return {
    code: 'rehearsal-not-prepared',
    message: `on empty instances the bundle fails in ${event} (${what})`,
    hint: `the stand-in for the previous release ends there: a rollback brings it back without ${event} and what follows`,
  };
}

/** The deployment that is rehearsed tells why. */
function nothingBefore(failed: readonly DestinationResult[]): Problem {
  return {
    code: 'rehearsal-not-prepared',
    message: `the bundle cannot be deployed to empty instances either, so nothing runs before this deployment in ${failed.map(({ destination }) => destination).join(', ')}`,
    hint: 'on failure there is nothing to roll back to',
  };
}

function noProof(version: string, source: Environment, name: string): Problem {
  return {
    code: 'rehearsal-not-prepared',
    message: `${version} cannot be deployed to ${source.name}: outside a rehearsal it would be refused in ${name}, because it is not proven`,
    hint: 'the rehearsal continues without it, to show what fails',
  };
}

function refuseFailed(
  version: string,
  { name }: Environment,
  failed: readonly DestinationResult[],
): void {
  const [first] = failed;
  if (!first) return;
  // The same bundle on instances that are alike fails alike: one cause covers all.
  const { causes, reason } = first;
  const where = failed.map(({ destination }) => destination).join(', ');
  const why = causes[0]?.message ?? reason ?? 'it failed';
  throw new UsageError([
    {
      code: 'rehearsal-not-prepared',
      message: `${version}, which must run in ${name} first, cannot be deployed to ${where}: ${why}`,
      ...defined({ hint: causes[0]?.log || undefined }),
    },
  ]);
}

/** Nothing that leads to AWS, or could pay for anything there, is left in the environment. */
function rehearsalEnvironment(
  env: CommandPorts['env'],
  { variables }: Emulation,
): CommandPorts['env'] {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(AWS_|ACTIONS_ID_TOKEN_|INPUT_WEB|INPUT_ROLE|NODE_TLS_REJECT)/.test(name),
  );
  return { ...Object.fromEntries(kept), ...variables };
}
