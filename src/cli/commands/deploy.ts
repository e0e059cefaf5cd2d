import { atAnyTime, type Environment } from '../../config/destination.ts';
import { withOverrides } from '../../config/overrides.ts';
import { singleDestination } from '../../config/single.ts';
import { UsageError } from '../../problem.ts';
import type { CommandPorts } from '../command-ports.ts';
import type { InputsOf } from '../inputs.ts';
import { environmentOf, loadProject, type Project, selected } from '../project.ts';
import { refuseLocal } from '../refuse-local.ts';
import type { DeployHooks } from '../run-deploy.ts';

export async function deployCommand(
  inputs: InputsOf<'deploy'>,
  ports: CommandPorts,
  hooks: DeployHooks = {},
): Promise<number> {
  const project = await loadProject(inputs, ports, {
    required: inputs.environment !== undefined,
    canDescribe: true,
  });
  const chosen = selected(chooseEnvironment(inputs, project, ports), inputs);
  const overridden = withOverrides(chosen, inputs);
  if (!overridden.ok) throw new UsageError(overridden.problems);
  const environment = ports.isRehearsal
    ? atAnyTime(overridden.environment)
    : overridden.environment;
  refuseLocal(project, ports);
  // AWS's clients take longer to load than all that came before; a mistake is told without them.
  const { runDeploy } = await import('../run-deploy.ts');
  return runDeploy({ project, environment }, inputs, ports, hooks);
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
