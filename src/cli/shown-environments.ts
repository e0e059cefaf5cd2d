import type { Environment } from '../config/destination.ts';
import { environmentNames } from '../config/environment-names.ts';
import { defined } from '../defined.ts';
import { type Problem, UsageError } from '../problem.ts';
import type { CommandPorts } from './command-ports.ts';
import { environmentOf, loadProject, type Project } from './project.ts';

/** What of one configuration is shown, and the environments that come before it. */
export type Shown = {
  shown: Environment[];
  others: Environment[];
  /** Names of the environment variables that hold secrets of the configuration. */
  secretNames: string[];
};

export type ShownInputs = {
  /** `fanout.yml` where none is named. */
  configs: readonly string[];
  /** All where none is named. */
  environments: readonly string[];
  var: Record<string, string>;
};

/**
 * The environments of one or several configurations. A name need only be in one of them. Rejects with a
 * {@link UsageError} that holds the mistakes of all.
 */
export async function shownEnvironments(
  { configs, environments, var: vars }: ShownInputs,
  ports: CommandPorts,
): Promise<Shown[]> {
  const files = configs.length > 0 ? [...new Set(configs)] : [undefined];
  const projects = await allOf(files, async (config) => {
    // What a release would be called is of no interest here.
    const named = defined({ config });
    const settings = { ...named, var: vars, version: '0', appspec: [], exclude: [] };
    return loadProject(settings, ports, { required: true });
  });
  const named = new Set(environments);
  const isSomewhere = (name: string) => projects.some((project) => namesOf(project).includes(name));
  const chosen = await allOf(projects, async (project) => {
    const own = namesOf(project);
    const names =
      named.size === 0
        ? own
        : [...named].filter((name) => own.includes(name) || !isSomewhere(name));
    const shown = await resolved(names, project, ports);
    const before = new Set(shown.flatMap(({ after }) => after));
    const others = [...before].filter((name) => !names.includes(name));
    const secretNames = environmentNames(project.configuration?.definition);
    return { shown, others: await resolved(others, project, ports), secretNames };
  });
  return chosen.filter(({ shown }) => shown.length > 0);
}

function namesOf({ configuration }: Project): readonly string[] {
  return configuration?.environments ?? [];
}

function resolved(
  names: readonly string[],
  project: Project,
  { host }: CommandPorts,
): Promise<Environment[]> {
  return allOf(names, async (name) => environmentOf(project, name, (secret) => host.mask(secret)));
}

/** Every mistake is told at once. */
async function allOf<T, R>(items: readonly T[], make: (item: T) => Promise<R>): Promise<R[]> {
  const settled = await Promise.allSettled(items.map(make));
  const problems: Problem[] = [];
  for (const one of settled) {
    if (one.status === 'fulfilled') continue;
    if (!(one.reason instanceof UsageError)) throw one.reason;
    problems.push(...one.reason.problems);
  }
  if (problems.length > 0) throw new UsageError(problems);
  return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}
