import { UsageError } from '../problem.ts';
import type { HostName } from './host.ts';

export const hostNames = ['github', 'teamcity', 'gitlab', 'terminal'] as const;

/**
 * Where this process runs. `override` is `--ci`; `FANOUT_CI` says the same. Gitea and Forgejo also set GITHUB_ACTIONS and speak the
 * same commands. BUILD_NUMBER proves nothing: Jenkins sets it too.
 */
export function detectHost(
  env: Readonly<Record<string, string | undefined>>,
  override?: string,
): HostName {
  const named = override || env.FANOUT_CI;
  if (named) return known(named, override ? '--ci' : 'FANOUT_CI');
  if (env.GITHUB_ACTIONS) return 'github';
  if (env.TEAMCITY_VERSION) return 'teamcity';
  if (env.GITLAB_CI) return 'gitlab';
  return 'terminal';
}

function known(name: string, source: string): HostName {
  const host = hostNames.find((each) => each === name);
  if (host) return host;
  throw new UsageError([
    {
      code: 'unknown-ci',
      message: `${source}: unknown CI "${name}"`,
      hint: `one of: ${hostNames.join(', ')}`,
    },
  ]);
}
