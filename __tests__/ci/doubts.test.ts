import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { doubtsOf } from '../../src/ci/doubts.ts';

const personal = { TEAMCITY_VERSION: '2025.11', BUILD_IS_PERSONAL: 'true' };
const frozen = { GITLAB_CI: 'true', CI_DEPLOY_FREEZE: 'true' };

test.each([
  ['deploy', personal, ['refusal']],
  ['promote', personal, ['refusal']],
  ['rollback', personal, []],
  ['rehearse', personal, []],
  ['deploy', { TEAMCITY_VERSION: '2025.11' }, []],
  ['deploy', { BUILD_IS_PERSONAL: 'true' }, []],
  ['deploy', frozen, ['warning']],
  ['rollback', frozen, []],
  ['deploy', {}, []],
])('%s in %j meets with %j', (command, env, doubts) => {
  expect(Object.keys(doubtsOf(command, env))).toEqual(doubts);
});

const folder = mkdtempSync(join(tmpdir(), 'event-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['push', undefined, false],
  ['workflow_dispatch', undefined, false],
  ['schedule', undefined, false],
  ['pull_request', undefined, true],
  ['pull_request_target', undefined, true],
  ['merge_group', undefined, true],
  ['workflow_run', undefined, true],
  ['workflow_run', 'not JSON', true],
  ['workflow_run', after('push', 'acme/orders'), false],
  ['workflow_run', after('pull_request', 'acme/orders'), true],
  ['workflow_run', after('push', 'stranger/orders'), true],
])('a workflow of GitHub on %s, %j, is refused: %s', (event, payload, refused) => {
  const path = join(folder, 'event.json');
  if (payload !== undefined) writeFileSync(path, payload);
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: event,
    ...(payload !== undefined && { GITHUB_EVENT_PATH: path }),
  };
  for (const command of ['deploy', 'promote']) {
    expect(doubtsOf(command, env).refusal?.code).toBe(refused ? 'proposed-change' : undefined);
    expect(doubtsOf(command, env, { allowEvent: true })).toEqual({});
  }
  expect(doubtsOf('rollback', env)).toEqual({});
});

const mergeRequest = {
  GITLAB_CI: 'true',
  CI_PIPELINE_SOURCE: 'merge_request_event',
  CI_MERGE_REQUEST_IID: '7',
  CI_MERGE_REQUEST_PROJECT_PATH: 'acme/orders',
};
const codebuild = { CODEBUILD_BUILD_ID: 'orders:1' };

test.each([
  [{ GITLAB_CI: 'true', CI_PIPELINE_SOURCE: 'push' }, undefined],
  [mergeRequest, 'merge request !7, which is not merged'],
  [
    { ...mergeRequest, CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: 'stranger/orders' },
    '!7 from the fork stranger/orders',
  ],
  [{ GITLAB_CI: 'true', CI_EXTERNAL_PULL_REQUEST_IID: '8' }, 'pull request 8'],
  [{ JENKINS_URL: 'https://jenkins', BRANCH_NAME: 'main' }, undefined],
  [{ JENKINS_URL: 'https://jenkins', BRANCH_NAME: 'PR-9', CHANGE_ID: '9' }, 'pull request 9'],
  [{ BUILDKITE: 'true', BUILDKITE_PULL_REQUEST: 'false' }, undefined],
  [{ BUILDKITE: 'true', BUILDKITE_PULL_REQUEST: '10' }, 'pull request 10'],
  [{ TF_BUILD: 'True', BUILD_REASON: 'IndividualCI' }, undefined],
  [{ TF_BUILD: 'True', BUILD_REASON: 'PullRequest' }, 'a pull request whose number is unknown'],
  [{ TF_BUILD: 'True', SYSTEM_PULLREQUEST_PULLREQUESTID: '11' }, 'pull request 11'],
  [{ CIRCLECI: 'true', CIRCLE_PULL_REQUEST: 'https://github.com/acme/orders/pull/12' }, undefined],
  [{ CIRCLECI: 'true', CIRCLE_PR_NUMBER: '12' }, '#12, from a fork'],
  [{ BITBUCKET_BUILD_NUMBER: '1' }, undefined],
  [{ BITBUCKET_BUILD_NUMBER: '1', BITBUCKET_PR_ID: '13' }, 'pull request 13'],
  [{ ...codebuild, CODEBUILD_WEBHOOK_EVENT: 'PUSH' }, undefined],
  [
    { ...codebuild, CODEBUILD_WEBHOOK_EVENT: 'PULL_REQUEST_UPDATED' },
    'a pull request whose number',
  ],
  [{ ...codebuild, CODEBUILD_WEBHOOK_TRIGGER: 'pr/14' }, 'pull request 14'],
  [{ ...codebuild, CODEBUILD_SOURCE_VERSION: 'pr/15' }, 'pull request 15'],
  [
    {
      ...codebuild,
      CODEBUILD_WEBHOOK_EVENT: 'PULL_REQUEST_MERGED',
      CODEBUILD_WEBHOOK_TRIGGER: 'pr/15',
    },
    undefined,
  ],
])('a job of %j is refused for what it is of: %s', (env, why) => {
  for (const command of ['deploy', 'promote']) {
    const { refusal } = doubtsOf(command, env);
    if (why === undefined) expect(refusal).toBeUndefined();
    else expect(refusal?.message).toContain(why);
    expect(doubtsOf(command, env, { allowEvent: true })).toEqual({});
  }
  expect(doubtsOf('rollback', env)).toEqual({});
});

test('a build of TeamCity for a pull request is known by the file of its parameters', () => {
  const parameters = join(folder, 'parameters.properties');
  const properties = join(folder, 'build.properties');
  const escaped = parameters.replaceAll('\\', '\\\\').replaceAll(':', '\\:');
  writeFileSync(properties, `#a build\nteamcity.configuration.properties.file=${escaped}\n`);
  const env = { TEAMCITY_VERSION: '2025.11', TEAMCITY_BUILD_PROPERTIES_FILE: properties };
  writeFileSync(parameters, 'teamcity.build.branch=main\n');
  expect(doubtsOf('deploy', env)).toEqual({});
  writeFileSync(parameters, 'teamcity.build.branch=16\nteamcity.pullRequest.number=16\n');
  expect(doubtsOf('deploy', env).refusal?.message).toContain('pull request 16');
});

function after(event: string, fork: string): string {
  const repository = { full_name: 'acme/orders' };
  return JSON.stringify({
    repository,
    workflow_run: { event, head_repository: { full_name: fork } },
  });
}
