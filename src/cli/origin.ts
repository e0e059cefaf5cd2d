import { createHash } from 'node:crypto';
import { isAbsolute, relative, resolve } from 'node:path';
import { ciBuild } from '../ci/systems.ts';
import { allDestinations, type Environment } from '../config/destination.ts';
import { defined } from '../defined.ts';
import type { Origin } from '../release/release-record.ts';
import type { CommandPorts } from './command-ports.ts';
import type { Project } from './project.ts';

type StepInputs = {
  /** Of the jobs of a matrix, which one this is. */
  leg?: string | undefined;
  /** What to make the bundle of was given by name. */
  sourceGiven: boolean;
  /** How often this very execution of the job has deployed the same before; undefined: it is not known. */
  countBefore(what: string): number | undefined;
};

/** Where a release that is built now comes from, as far as the CI system says. */
export function originOf(
  { bundle, file, folder, variables, versionGiven }: Project,
  environment: Environment,
  { leg, sourceGiven, countBefore }: StepInputs,
  { env, cwd }: Pick<CommandPorts, 'env' | 'cwd'>,
): Partial<Origin> & Pick<Origin, 'recipe' | 'source' | 'environment'> {
  const { pipeline, step, needsLeg, branch, actor, link } = ciBuild(env);
  const { build, source, appspec, exclude } = bundle;
  const root = checkoutIn(env) ?? cwd;
  const path = relative(root, resolve(cwd, file));
  const recipe = hash([path, build, source, appspec, exclude, variables.vars]);
  const cells = allDestinations(environment).map(({ id, deploymentGroup }) => [
    id,
    deploymentGroup,
  ]);
  const asked = hash([recipe, environment.name, cells, leg, versionGiven, sourceGiven]);
  const isKnown = pipeline && step && (leg !== undefined || !needsLeg);
  const place = isKnown ? `${pipeline}/${step}#${asked}` : undefined;
  const before = place === undefined ? undefined : countBefore(place);
  return {
    recipe,
    source: relative(root, resolve(folder, source)) || '.',
    environment: environment.name,
    ...defined({ pipeline: pipeline || undefined }),
    ...(before !== undefined && { step: `${place}.${before}` }),
    ...defined({ branch: branch || undefined, actor: actor || undefined, link: link || undefined }),
  };
}

/** The folder of the checkout: jobs and steps that work in different folders of it build different things. */
function checkoutIn(env: CommandPorts['env']): string | undefined {
  const named = [
    'GITHUB_WORKSPACE',
    'CI_PROJECT_DIR',
    'BUILDKITE_BUILD_CHECKOUT_PATH',
    'BUILD_SOURCESDIRECTORY',
    'BITBUCKET_CLONE_DIR',
    'CODEBUILD_SRC_DIR',
    'WORKSPACE',
  ];
  const known = named.map((name) => env[name]).find(Boolean);
  return known && isAbsolute(known) ? known : undefined;
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
