import { isLoopback } from '../aws/proxy.ts';
import { UsageError } from '../problem.ts';
import type { CommandPorts } from './command-ports.ts';
import type { Project } from './project.ts';

/** Without a build number every build would be called alike. A rehearsal and the emulator may call it so, AWS may not. */
export function refuseLocal(
  { isLocal, version }: Project,
  { env, isRehearsal }: Pick<CommandPorts, 'env' | 'isRehearsal'>,
): void {
  if (!isLocal || isRehearsal || isEmulated(env)) return;
  throw new UsageError([
    {
      code: 'local-version',
      message: `there is no build number, and "${version}" cannot be deployed to AWS: every build would have that version`,
      hint: 'pass --build-number or --version; the build number comes by itself from GitHub, TeamCity, GitLab, Jenkins, Buildkite, Azure Pipelines, CircleCI, Bitbucket and CodeBuild',
    },
  ]);
}

/** Whether objects and deployments go to this machine. */
function isEmulated(env: CommandPorts['env']): boolean {
  if (env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true') return false;
  return ['S3', 'CODEDEPLOY'].every((service) => {
    const endpoint = env[`AWS_ENDPOINT_URL_${service}`] || env.AWS_ENDPOINT_URL || '';
    return URL.canParse(endpoint) && isLoopback(new URL(endpoint).hostname);
  });
}
