import { type Identities, readIdentities } from '../bootstrap/identities.ts';
import { type Needs, needsOf } from '../bootstrap/needs.ts';
import type { ExtraRole } from '../bootstrap/role-needs.ts';
import type { Definition } from '../config/definition.ts';
import type { Environment } from '../config/destination.ts';
import { environmentNames } from '../config/environment-names.ts';
import { defined } from '../defined.ts';
import { type Problem, UsageError } from '../problem.ts';
import { enumerate } from '../words/closest.ts';
import { quoted } from '../words/quoted.ts';
import type { CommandPorts } from './command-ports.ts';
import type { InputsOf } from './inputs.ts';
import { environmentOf, loadProject } from './project.ts';

/** What the configurations need, and who comes for it. Rejects with a {@link UsageError} that holds every mistake. */
export async function bootstrapNeeds(
  inputs: InputsOf<'bootstrap'>,
  ports: CommandPorts,
): Promise<{ needs: Needs; identities: Identities; environments: readonly Environment[] }> {
  const files = inputs.configs.length > 0 ? [...new Set(inputs.configs)] : [undefined];
  const environments: Environment[] = [];
  const regions = new Set<string>();
  for (const file of files) {
    const found = await environmentsOf(file, inputs.var, ports);
    environments.push(...found.environments);
    for (const region of found.regions) regions.add(region);
  }
  const names = [...new Set(environments.map(({ name }) => name))];
  const { github, gitlab, principal } = inputs;
  const { identities, problems } = readIdentities({ github, gitlab, principal }, names);
  const also = extraRoles(inputs.also, problems);
  const needs = needsOf(environments, { regions: [...regions], also });
  if (problems.length > 0) throw new UsageError(problems);
  return { needs, identities, environments };
}

const extra: readonly ExtraRole[] = ['promote', 'read'];

function extraRoles(texts: readonly string[], problems: Problem[]): ExtraRole[] {
  for (const text of texts)
    if (!extra.some((one) => one === text))
      problems.push({
        code: 'bad-option-value',
        message: `--also must be one of ${enumerate(extra)}, not ${quoted(text)}`,
      });
  return extra.filter((one) => texts.includes(one));
}

async function environmentsOf(
  file: string | undefined,
  vars: Record<string, string>,
  ports: CommandPorts,
) {
  const named = defined({ config: file });
  const settings = { ...named, var: vars, version: '0', appspec: [], exclude: [] };
  const project = await loadProject(settings, ports, { required: true });
  const { configuration, variables } = project;
  // Secrets are for runs; nothing that is written here holds one, so none is asked for.
  const secrets = environmentNames(configuration?.definition).map((name) => [name, `of:${name}`]);
  const env = { ...variables.env, ...Object.fromEntries(secrets) };
  const open = { ...project, variables: { ...variables, env } };
  const environments = (configuration?.environments ?? []).map((name) =>
    environmentOf(open, name, () => undefined),
  );
  return { environments, regions: regionsIn(configuration?.definition) };
}

/** As they stand in the file. */
function regionsIn(definition: Definition | undefined): string[] {
  return Object.values(definition?.environments ?? {}).flatMap(
    ({ regions = [], destinations = [] }) => [
      ...regions,
      ...destinations.map(({ region }) => region),
    ],
  );
}
