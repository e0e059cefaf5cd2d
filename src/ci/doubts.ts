import type { Problem } from '../problem.ts';
import { proposalIn } from './proposal.ts';

export type Doubts = { /** Why nothing is deployed. */ refusal?: Problem; warning?: Problem };

/** What speaks against deploying from this job, as far as the CI tells. A rollback and a rehearsal may always be. */
export function doubtsOf(
  command: string,
  env: Readonly<Record<string, string | undefined>>,
  { allowEvent = false }: { allowEvent?: boolean } = {},
): Doubts {
  if (!['deploy', 'promote', 'continue'].includes(command)) return {};
  if (env.TEAMCITY_VERSION && env.BUILD_IS_PERSONAL === 'true') {
    return {
      refusal: {
        code: 'personal-build',
        message:
          'a personal build deploys nothing: it may contain changes that nobody else has seen',
        hint: 'commit them and run the build again; the command rehearse tries them on an emulator',
      },
    };
  }
  const proposal = allowEvent ? undefined : proposalIn(env);
  if (proposal) {
    return {
      refusal: {
        code: 'proposed-change',
        message: `nothing is deployed from this job: ${proposal}`,
        hint: 'deploy merged changes, from the branch they are merged into; to deploy this on purpose, pass --allow-event (input allow-event: true)',
      },
    };
  }
  if (env.GITLAB_CI && env.CI_DEPLOY_FREEZE) {
    return {
      warning: {
        code: 'deploy-freeze',
        message: 'GitLab says that deployments are frozen now, CI_DEPLOY_FREEZE',
        hint: 'add a rule to the job so that it does not run then: { if: $CI_DEPLOY_FREEZE, when: never }',
      },
    };
  }
  return {};
}
