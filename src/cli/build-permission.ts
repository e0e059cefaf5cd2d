import { identityIn } from '../ci/identity.ts';
import { type Problem, RefusedError } from '../problem.ts';
import type { CommandPorts } from './command-ports.ts';
import type { Project } from './project.ts';

type JobAsked = Pick<CommandPorts, 'env' | 'host'> & {
  needsAws: boolean;
  /** Those that the configuration names for its accounts, and that this machine has. */
  profiles?: readonly string[];
};

/**
 * Whether a build may run where this job has an identity: whoever writes a dependency of the build could use it. Throws a
 * {@link RefusedError} in CI, unless the configuration allows it by name; elsewhere it is a warning. Tells whether there
 * is something to keep from the build.
 */
export function permitBuild(
  { bundle }: Pick<Project, 'bundle'>,
  { env, host, needsAws, profiles = [] }: JobAsked,
): { identity: boolean; warning?: Problem } {
  const [profile] = profiles;
  const identity =
    identityIn(env) ??
    (profile && `the credentials of profile "${profile}", which fanout.yml names`);
  if (identity === undefined && !needsAws) return { identity: false };
  if (bundle.buildWithIdentity) return { identity: true };
  const isCi = host.name !== 'terminal';
  if (identity !== undefined && isCi)
    throw new RefusedError([
      {
        code: 'build-with-identity',
        message: `bundle.build is not run, because this job has ${identity}: a build could use it`,
        hint: 'run `package` in a job without an identity and `deploy --source` its zip in the next one, or allow it with bundle.buildWithIdentity: true',
      },
    ]);
  // A terminal's credentials are its user's, and so is the build.
  if (identity === undefined && !isCi) return { identity: true };
  const what = identity ?? 'the credentials of this machine';
  return {
    identity: true,
    warning: {
      code: 'build-with-identity',
      message: `bundle.build runs where it can reach ${what}`,
      hint: 'build with `package` in a job, or as a user, without them; set bundle.buildWithIdentity: true if this is intended',
    },
  };
}
