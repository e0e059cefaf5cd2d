import { readNamedFile } from '../read-named-file.ts';
import { teamcityParameter } from './teamcity-parameters.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Why what this job has may be what somebody merely proposes; undefined where the CI system does not say so. */
export function proposalIn(env: Env): string | undefined {
  const [, told] = tellers.find(([mark]) => env[mark]) ?? [];
  return told?.(env);
}

/** By what is set in every job of the system, in the order of `systems.ts`. */
const tellers: readonly (readonly [mark: string, tell: (env: Env) => string | undefined])[] = [
  ['GITHUB_ACTIONS', onGithub],
  // https://www.jetbrains.com/help/teamcity/pull-requests.html
  ['TEAMCITY_VERSION', (env) => pullRequest(teamcityParameter(env, 'teamcity.pullRequest.number'))],
  ['GITLAB_CI', onGitlab],
  // https://buildkite.com/docs/pipelines/configure/environment-variables
  [
    'BUILDKITE',
    ({ BUILDKITE_PULL_REQUEST: number }) => pullRequest(number === 'false' ? undefined : number),
  ],
  // https://learn.microsoft.com/azure/devops/pipelines/build/variables
  [
    'TF_BUILD',
    ({ BUILD_REASON: reason, SYSTEM_PULLREQUEST_PULLREQUESTID: id }) =>
      reason === 'PullRequest' || id ? pullRequest(id || 'whose number is unknown') : undefined,
  ],
  // A branch of the repository itself is pushed to, whether a pull request is open for it or not; a fork's has this number.
  // https://circleci.com/docs/reference/variables/
  ['CIRCLECI', ({ CIRCLE_PR_NUMBER: number }) => number && `it belongs to #${number}, from a fork`],
  // https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
  ['BITBUCKET_BUILD_NUMBER', ({ BITBUCKET_PR_ID: id }) => pullRequest(id)],
  ['CODEBUILD_BUILD_ID', onCodebuild],
  // Multibranch builds: https://www.jenkins.io/doc/book/pipeline/multibranch/
  ['JENKINS_URL', ({ CHANGE_ID: id }) => pullRequest(id)],
];

function pullRequest(number: string | undefined): string | undefined {
  if (!number) return undefined;
  const which = /^\d/.test(number) ? `pull request ${number}` : `a pull request ${number}`;
  return `it belongs to ${which}, which is not merged`;
}

/** Events of GitHub whose code is not, or not yet, that of the branch: https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows */
const proposing = ['pull_request', 'pull_request_target', 'merge_group'];

function onGithub(env: Env): string | undefined {
  const { GITHUB_EVENT_NAME: event = '' } = env;
  if (proposing.includes(event))
    return `its event, ${event}, belongs to a change that is not merged`;
  return event === 'workflow_run' ? proposalBefore(env.GITHUB_EVENT_PATH) : undefined;
}

/** A workflow that follows another one has all its secrets, whatever the other one ran on. */
function proposalBefore(path: string | undefined): string | undefined {
  const event = path === undefined ? undefined : read(path);
  const { workflow_run: before, repository } = event ?? {};
  if (!before?.event || !before.head_repository?.full_name || !repository?.full_name)
    return 'it follows another workflow (workflow_run), and fanout cannot tell what that one ran on';
  if (proposing.includes(before.event))
    return `it follows a workflow (workflow_run) whose event, ${before.event}, belongs to a change that is not merged`;
  if (before.head_repository.full_name !== repository.full_name)
    return `it follows a workflow (workflow_run) that ran on the fork ${before.head_repository.full_name}`;
  return undefined;
}

type WorkflowRun = {
  workflow_run?: { event?: string; head_repository?: { full_name?: string } };
  repository?: { full_name?: string };
};

function read(path: string): WorkflowRun | undefined {
  try {
    return JSON.parse(readNamedFile(path));
  } catch {
    return undefined;
  }
}

/** A merge request of a fork runs in the parent project if a member started it: https://docs.gitlab.com/ci/pipelines/merge_request_pipelines/ */
function onGitlab({
  CI_PIPELINE_SOURCE: source = '',
  CI_MERGE_REQUEST_IID: number,
  CI_MERGE_REQUEST_PROJECT_PATH: here,
  CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: there,
  CI_EXTERNAL_PULL_REQUEST_IID: external,
}: Env): string | undefined {
  if (external || source === 'external_pull_request_event')
    return pullRequest(external || 'of another system');
  if (!number && source !== 'merge_request_event') return undefined;
  const fork = there && there !== here ? ` from the fork ${there}` : '';
  return `it belongs to ${number ? `merge request !${number}` : 'a merge request'}${fork}, which is not merged`;
}

/** https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html */
function onCodebuild({
  CODEBUILD_WEBHOOK_EVENT: event = '',
  CODEBUILD_WEBHOOK_TRIGGER: trigger = '',
  CODEBUILD_SOURCE_VERSION: version = '',
}: Env): string | undefined {
  if (event === 'PULL_REQUEST_MERGED') return undefined;
  const [, number] = /^pr\/(\d+)/.exec(trigger) ?? /^pr\/(\d+)/.exec(version) ?? [];
  if (number) return pullRequest(number);
  return event.startsWith('PULL_REQUEST_') ? pullRequest('whose number is unknown') : undefined;
}
