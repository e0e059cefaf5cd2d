import { join } from 'node:path';
import type { Bundle } from '../../bundle/bundle.ts';
import { isRepeated, runId } from '../../ci/run.ts';
import type { Environment } from '../../config/destination.ts';
import { withOverrides } from '../../config/overrides.ts';
import { singleDestination } from '../../config/single.ts';
import { UsageError } from '../../problem.ts';
import { deploy } from '../../release/deploy.ts';
import { longestRun } from '../../release/guard.ts';
import type { CommandPorts } from '../command-ports.ts';
import { conclude } from '../conclude.ts';
import type { InputsOf } from '../inputs.ts';
import { makeBundle } from '../make-bundle.ts';
import { openSession } from '../open-session.ts';
import { environmentOf, loadProject, type Project } from '../project.ts';
import { openRecorder } from '../recorder.ts';
import { openVerifier } from '../verifier.ts';

export type DeployHooks = {
  /** Called with the bundle before credentials are asked for; a rehearsal prepares its world with it. */
  onBundle?(bundle: Bundle): Promise<void>;
};

export async function deployCommand(
  inputs: InputsOf<'deploy'>,
  ports: CommandPorts,
  { onBundle }: DeployHooks = {},
): Promise<number> {
  const { env, host, clock, signal } = ports;
  const project = await loadProject(inputs, ports, { required: inputs.environment !== undefined });
  const overridden = withOverrides(chooseEnvironment(inputs, project, ports), inputs);
  if (!overridden.ok) throw new UsageError(overridden.problems);
  const { environment } = overridden;
  const run = runId(env);
  const { version, versionGiven, variables } = project;
  const { commit } = variables;

  const recorder = openRecorder(inputs, ports);
  const out = join(recorder.folder, `${version}.zip`);
  const verifier = openVerifier(ports);
  const session = { run, version, environment, neededMs: longestRun(environment) };
  try {
    const running = deploy(
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
        makeBundle: async () => {
          const bundle = await makeBundle(project, out, { ...ports, emit: recorder.emit });
          await onBundle?.(bundle);
          return bundle;
        },
        openAws: () => openSession(session, inputs, ports),
        verify: verifier.verify,
      },
    );
    return await conclude(running, inputs, { host, recorder });
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
