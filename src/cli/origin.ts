import { createHash } from 'node:crypto';
import { relative, resolve } from 'node:path';
import { ciBuild } from '../ci/systems.ts';
import { allDestinations, type Environment } from '../config/destination.ts';
import type { Origin } from '../release/release-record.ts';
import type { CommandPorts } from './command-ports.ts';
import type { Project } from './project.ts';

/** Where a release that is built now comes from, as far as the CI system says. */
export function originOf(
  { bundle, file, folder, variables }: Project,
  environment: Environment,
  { env, cwd }: Pick<CommandPorts, 'env' | 'cwd'>,
): Partial<Origin> & Pick<Origin, 'recipe' | 'source' | 'environment'> {
  const { pipeline, step, branch, actor, link } = ciBuild(env);
  const { build, source, appspec, exclude } = bundle;
  const path = relative(cwd, resolve(cwd, file));
  const recipe = hash([path, build, source, appspec, exclude, variables.vars]);
  const cells = allDestinations(environment).map(({ id, deploymentGroup }) => [
    id,
    deploymentGroup,
  ]);
  const asked = hash([recipe, environment.name, cells]);
  return {
    recipe,
    source: relative(cwd, resolve(folder, source)) || '.',
    environment: environment.name,
    ...(pipeline ? { pipeline } : {}),
    ...(pipeline && step ? { step: `${pipeline}/${step}#${asked}` } : {}),
    ...(branch ? { branch } : {}),
    ...(actor ? { actor } : {}),
    ...(link ? { link } : {}),
  };
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
