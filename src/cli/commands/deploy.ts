import { isRepeated, runId } from '../../ci/run.ts';
import type { Environment } from '../../config/destination.ts';
import { singleDestination } from '../../config/single.ts';
import { UsageError } from '../../problem.ts';
import { jsonText } from '../../report/json.ts';
import { deploy } from '../../release/deploy.ts';
import { longestRun } from '../../release/guard.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';
import { openSession } from '../open-session.ts';
import { environmentOf, loadProject, type Project } from '../project.ts';
import { openRecorder } from '../recorder.ts';
import { makeBundle } from '../make-bundle.ts';
import { openVerifier } from '../verifier.ts';

export async function deployCommand(
  inputs: InputsOf<'deploy'>,
  ports: CommandPorts,
): Promise<number> {
  const { env, host, clock, signal } = ports;
  const project = await loadProject(inputs, ports, { required: inputs.environment !== undefined });
  const environment = withOverrides(chooseEnvironment(inputs, project, ports), inputs);
  const run = runId(env);
  const { version, versionGiven, variables } = project;
  const { commit } = variables;

  const recorder = openRecorder(inputs, ports);
  const verifier = openVerifier(ports);
  const session = { run, version, environment, neededMs: longestRun(environment) };
  try {
    const { exitCode } = await deploy(
      {
        environment,
        version,
        versionGiven,
        repeated: isRepeated(env),
        allowOlder: inputs.allowOlder,
        run,
        ...(commit ? { commit } : {}),
      },
      {
        clock,
        emit: recorder.emit,
        signal,
        makeBundle: () => makeBundle(project, recorder.folder, { ...ports, emit: recorder.emit }),
        openAws: () => openSession(session, inputs, ports),
        verify: verifier.verify,
      },
    );
    if (inputs.json) host.result(jsonText(recorder.facts()));
    return exitCode;
  } finally {
    verifier.close();
    recorder.close();
  }
}

function chooseEnvironment(
  inputs: InputsOf<'deploy'>,
  project: Project,
  { host }: CommandPorts,
): Environment {
  if (inputs.environment !== undefined)
    return environmentOf(project, inputs.environment, (secret) => host.mask(secret));
  const single = singleDestination(inputs);
  if (!single.ok) throw new UsageError(single.problems);
  return single.environment;
}

/** Inputs that hold for every destination of the run. */
function withOverrides(environment: Environment, inputs: InputsOf<'deploy'>): Environment {
  const { timeout, deploymentConfig, fileExistsBehavior } = inputs;
  const overrides = {
    ...(timeout !== undefined ? { timeout } : {}),
    ...(deploymentConfig !== undefined ? { deploymentConfig } : {}),
    ...(fileExistsBehavior !== undefined ? { fileExistsBehavior } : {}),
  };
  const waves = environment.waves.map((wave) => ({
    ...wave,
    destinations: wave.destinations.map((destination) => ({ ...destination, ...overrides })),
  }));
  return { ...environment, waves };
}
