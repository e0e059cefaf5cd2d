import type { Bundle } from '../../bundle/bundle.ts';
import type { CommandPorts } from '../../cli/command-ports.ts';
import type { Project } from '../../cli/project.ts';
import type { Environment } from '../../config/destination.ts';
import type { Violation } from './sight.ts';

/** What is told, of whom. */
export type Plot = {
  project: Project;
  environment: Environment;
  command: 'deploy' | 'promote' | 'rollback';
  bundle: Bundle;
  ports: Pick<CommandPorts, 'env' | 'cwd'>;
  /** The options that say where the configuration is, and what holds in it. */
  args: readonly string[];
};

/** What was not as it must be, and how each command ended. */
export type Told = { violations: Violation[]; exitCodes: string[] };

/** What runs everywhere when a story begins, what it brings, and what other jobs bring meanwhile. */
export const versions = { before: '1.1', next: '1.2', other: '1.3' } as const;

/** Nothing of a CI, and nothing that leads to AWS. */
export function plainEnvironment(env: CommandPorts['env']): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      !/^(AWS_|ACTIONS_|INPUT_|GITHUB_|GITLAB_|CI$|CI_|TEAMCITY_|BUILD_)/.test(entry[0]),
  );
  return Object.fromEntries(kept);
}
