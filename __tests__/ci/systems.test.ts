import { describe, expect, test } from '@jest/globals';
import { runId } from '../../src/ci/run-id.ts';
import { ciBuild } from '../../src/ci/systems.ts';

const github = {
  GITHUB_ACTIONS: 'true',
  GITHUB_RUN_NUMBER: '214',
  GITHUB_RUN_ID: '9876543',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_SHA: 'abc',
  GITHUB_JOB: 'deploy',
  GITHUB_ACTION: '__run',
  GITHUB_REF_NAME: 'main',
  GITHUB_TRIGGERING_ACTOR: 'octo',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/orders',
};

describe.each([
  [
    'GitHub',
    github,
    {
      number: '214',
      commit: 'abc',
      branch: 'main',
      actor: 'octo',
      link: 'https://github.com/acme/orders/actions/runs/9876543',
      run: 'github:9876543.2',
      pipeline: 'github:9876543',
      step: 'deploy/__run',
      needsLeg: true,
      isRetry: true,
    },
  ],
  [
    'TeamCity',
    { TEAMCITY_VERSION: '2026.1', BUILD_NUMBER: '5', BUILD_URL: 'https://tc/build/77' },
    { number: '5', link: 'https://tc/build/77', run: 'teamcity:77', isRetry: false },
  ],
  [
    'GitLab',
    {
      GITLAB_CI: 'true',
      CI_PIPELINE_IID: '12',
      CI_PIPELINE_ID: '991',
      CI_JOB_ID: '31',
      CI_JOB_NAME: 'deploy: [api]',
      CI_COMMIT_SHA: 'abc',
      CI_COMMIT_REF_NAME: 'main',
      GITLAB_USER_LOGIN: 'octo',
      CI_JOB_URL: 'https://gitlab.com/acme/orders/-/jobs/31',
    },
    { number: '12', run: 'gitlab:31', pipeline: 'gitlab:pipeline:991', isRetry: true },
  ],
  [
    'Jenkins',
    {
      JENKINS_URL: 'https://ci/',
      BUILD_NUMBER: '42',
      BUILD_TAG: 'jenkins-orders-42',
      GIT_COMMIT: 'abc',
      BRANCH_NAME: 'main',
      BUILD_URL: 'https://ci/job/orders/42/',
    },
    {
      number: '42',
      commit: 'abc',
      branch: 'main',
      link: 'https://ci/job/orders/42/',
      run: 'jenkins:jenkins-orders-42',
      isRetry: false,
    },
  ],
  [
    'CircleCI',
    {
      CIRCLECI: 'true',
      CIRCLE_BUILD_NUM: '42',
      CIRCLE_SHA1: 'abc',
      CIRCLE_BRANCH: 'main',
      CIRCLE_USERNAME: 'octo',
      CIRCLE_BUILD_URL: 'https://circleci.com/gh/acme/orders/42',
    },
    { number: '42', commit: 'abc', branch: 'main', actor: 'octo', run: 'circleci:42' },
  ],
  [
    'Buildkite',
    {
      BUILDKITE: 'true',
      BUILDKITE_BUILD_NUMBER: '42',
      BUILDKITE_COMMIT: 'abc',
      BUILDKITE_BRANCH: 'main',
      BUILDKITE_BUILD_CREATOR: 'octo',
      BUILDKITE_BUILD_URL: 'https://buildkite.com/acme/orders/builds/42',
      BUILDKITE_JOB_ID: 'j-1',
      BUILDKITE_BUILD_ID: 'b-1',
      BUILDKITE_STEP_ID: 's-1',
      BUILDKITE_RETRY_COUNT: '1',
    },
    {
      number: '42',
      commit: 'abc',
      actor: 'octo',
      step: 's-1/step/0',
      needsLeg: true,
      isRetry: true,
    },
  ],
  [
    'Azure Pipelines',
    {
      TF_BUILD: 'True',
      BUILD_BUILDNUMBER: '20261123.1',
      BUILD_BUILDID: '900',
      BUILD_SOURCEVERSION: 'abc',
      BUILD_SOURCEBRANCHNAME: 'main',
      BUILD_REQUESTEDFOR: 'Octo',
      SYSTEM_COLLECTIONURI: 'https://dev.azure.com/acme/',
      SYSTEM_TEAMPROJECT: 'orders',
    },
    {
      number: '20261123.1',
      commit: 'abc',
      link: 'https://dev.azure.com/acme/orders/_build/results?buildId=900',
      run: 'azure:900.1.1',
      isRetry: false,
    },
  ],
  [
    'Bitbucket',
    {
      BITBUCKET_BUILD_NUMBER: '42',
      BITBUCKET_COMMIT: 'abc',
      BITBUCKET_BRANCH: 'main',
      BITBUCKET_REPO_FULL_NAME: 'acme/orders',
    },
    {
      number: '42',
      commit: 'abc',
      link: 'https://bitbucket.org/acme/orders/pipelines/results/42',
    },
  ],
  [
    'CodeBuild',
    {
      CODEBUILD_BUILD_ID: 'orders:b1-2',
      CODEBUILD_BUILD_NUMBER: '42',
      CODEBUILD_RESOLVED_SOURCE_VERSION: 'abc',
      CODEBUILD_INITIATOR: 'codepipeline/orders',
      CODEBUILD_WEBHOOK_HEAD_REF: 'refs/heads/main',
      CODEBUILD_BUILD_URL: 'https://console/build',
    },
    { number: '42', commit: 'abc', branch: 'main', run: 'codebuild:orders:b1-2' },
  ],
] as const)('%s', (_, env, expected) => {
  test('tells of its build', () => {
    expect(ciBuild(env)).toMatchObject(expected);
  });
});

test('nothing is known of a shell, or of a build number alone', () => {
  expect(ciBuild({ BUILD_NUMBER: '42', GIT_COMMIT: 'abc', CI: 'true' })).toEqual({
    isRetry: false,
  });
});

test('GitHub before CodeBuild, whose machines may be its runners', () => {
  expect(runId({ ...github, CODEBUILD_BUILD_ID: 'orders:b1' })).toBe('github:9876543.2');
});

test('a run without a word from the system has a name by chance', () => {
  expect(runId({ JENKINS_URL: 'x' })).toMatch(/^local:[0-9a-f]{8}$/);
});
