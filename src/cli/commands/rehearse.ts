import type { Bundle } from '../../bundle/bundle.ts';
import type { Environment } from '../../config/destination.ts';
import { UsageError } from '../../problem.ts';
import { deploy } from '../../release/deploy.ts';
import type { CommandPorts } from '../command-ports.ts';
import { type Emulation, noScenario, readScenario, startEmulation } from '../emulation.ts';
import type { InputsOf } from '../inputs.ts';
import { openSession } from '../open-session.ts';
import { environmentOf, loadProject } from '../project.ts';
import { deployCommand } from './deploy.ts';

/** Runs the command against a fresh emulator in this process: the same code, the same output. */
export async function rehearseCommand(
  inputs: InputsOf<'rehearse'>,
  ports: CommandPorts,
): Promise<number> {
  const project = await loadProject(inputs, ports, { required: true });
  const name = inputs.environment ?? project.configuration?.environments.at(-1);
  if (name === undefined) throw new UsageError('the configuration has no environment');
  const scenario = await readScenario(inputs.scenario, ports.cwd);
  const { clock, cwd: workspace, host } = ports;
  const emulation = await startEmulation(project, {
    clock,
    scenario: noScenario,
    workspace,
    hooks: inputs.hooks,
    say: (text) => host.print(text),
  });
  const { emulator, codedeploy } = emulation;
  const rehearsal = { ...ports, env: rehearsalEnvironment(ports.env, emulation) };
  try {
    return await deployCommand({ ...inputs, environment: name, allowOlder: true }, rehearsal, {
      onBundle: async (bundle) => {
        await deployBefore(
          bundle,
          environmentOf(project, name, () => undefined),
          rehearsal,
        );
        emulator.arm(scenario.faults);
        codedeploy.arm(scenario.outcomes);
      },
    });
  } finally {
    await emulation.close();
  }
}

/** What stands in for the release that runs before, so that a rehearsed rollback has something to go back to. */
const versionBefore = 'previous';

async function deployBefore(
  bundle: Bundle,
  environment: Environment,
  ports: CommandPorts,
): Promise<void> {
  const destinations = environment.waves.flatMap((wave) => wave.destinations);
  const quick = destinations.map((destination) => ({
    ...destination,
    deploymentConfig: 'CodeDeployDefault.AllAtOnce',
    verify: [],
  }));
  const wave = {
    name: 'before',
    destinations: quick,
    maxParallel: quick.length,
    maxFailures: 0,
    bake: 0,
  };
  const run = 'rehearsal:before';
  const session = { run, version: versionBefore, environment, neededMs: 0 };
  const { results } = await deploy(
    {
      environment: { ...environment, onFailure: 'stop', waves: [wave] },
      version: versionBefore,
      versionGiven: false,
      repeated: false,
      allowOlder: true,
      run,
    },
    {
      ...ports,
      emit: () => undefined,
      makeBundle: async () => bundle,
      openAws: () => openSession(session, {}, ports),
      verify: async () => [],
    },
  );
  const failed = results.filter(({ outcome }) => outcome !== 'succeeded' && outcome !== 'skipped');
  if (failed.length === 0 || ports.signal.aborted) return;
  throw new UsageError(
    failed.map(({ destination, causes, reason }) => ({
      message: `${destination}: the bundle does not even deploy to empty instances: ${causes[0]?.message ?? reason ?? 'it failed'}`,
    })),
  );
}

/** Nothing that leads to AWS, or could pay for anything there, is left in the environment. */
function rehearsalEnvironment(
  env: CommandPorts['env'],
  { variables }: Emulation,
): CommandPorts['env'] {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(AWS_|ACTIONS_ID_TOKEN_|INPUT_WEB|INPUT_ROLE)/.test(name),
  );
  return { ...Object.fromEntries(kept), ...variables };
}
