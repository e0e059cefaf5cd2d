type Env = Readonly<Record<string, string | undefined>>;

/** What a CI system calls the build that runs, as far as it says. */
export type CiBuild = {
  number?: string;
  commit?: string;
  branch?: string;
  actor?: string;
  /** To the page of the build. */
  link?: string;
  /** This very execution, such as `github:9876543.1`. */
  run?: string;
  /** What all jobs of one run share, and no other run has. */
  pipeline?: string;
  /** The job, and the step in it where the system names steps; the same when it is tried again. */
  step?: string;
  /** Jobs of a matrix look alike to the step: what tells them apart, must be given. */
  needsLeg?: boolean;
  /** Whether the system says that this is a later try of that step. */
  isRetry: boolean;
};

type System = {
  /** Set in every job of the system. Jenkins sets BUILD_NUMBER too, so a number alone proves nothing. */
  mark: string;
  read(env: Env): { [Name in keyof CiBuild]?: CiBuild[Name] | undefined };
};

/** In this order: GitHub's runners can be CodeBuild's machines, and Gitea and Forgejo say that they are GitHub. */
const systems: readonly System[] = [
  // https://docs.github.com/en/actions/reference/workflows-and-actions/variables
  {
    mark: 'GITHUB_ACTIONS',
    read: (env) => ({
      number: env.GITHUB_RUN_NUMBER,
      commit: env.GITHUB_SHA,
      branch: env.GITHUB_HEAD_REF || env.GITHUB_REF_NAME,
      actor: env.GITHUB_TRIGGERING_ACTOR || env.GITHUB_ACTOR,
      link: all`${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`,
      run: all`github:${env.GITHUB_RUN_ID}.${env.GITHUB_RUN_ATTEMPT || '1'}`,
      pipeline: all`github:${env.GITHUB_RUN_ID}`,
      step: all`${env.GITHUB_JOB}/${env.GITHUB_ACTION || 'step'}`,
      needsLeg: true,
      isRetry: Number(env.GITHUB_RUN_ATTEMPT) > 1,
    }),
  },
  // https://www.jetbrains.com/help/teamcity/predefined-build-parameters.html
  {
    mark: 'TEAMCITY_VERSION',
    read: (env) => ({
      number: env.BUILD_NUMBER,
      commit: env.BUILD_VCS_NUMBER,
      link: env.BUILD_URL,
      run: all`teamcity:${teamcityBuild(env.BUILD_URL) ?? env.BUILD_NUMBER}`,
      pipeline: all`teamcity:${teamcityBuild(env.BUILD_URL)}`,
      step: env.TEAMCITY_BUILDCONF_NAME,
    }),
  },
  // https://docs.gitlab.com/ci/variables/predefined_variables/
  {
    mark: 'GITLAB_CI',
    read: (env) => ({
      number: env.CI_PIPELINE_IID,
      commit: env.CI_COMMIT_SHA,
      branch: env.CI_COMMIT_REF_NAME,
      actor: env.GITLAB_USER_LOGIN,
      link: env.CI_JOB_URL,
      run: all`gitlab:${env.CI_JOB_ID}`,
      pipeline: all`gitlab:pipeline:${env.CI_PIPELINE_ID}`,
      step: all`${env.CI_JOB_NAME}/${env.CI_NODE_INDEX || '1'}`,
      // Nothing tells a retry; it is another job of the same name in the same pipeline.
      isRetry: Boolean(env.CI_PIPELINE_ID && env.CI_JOB_NAME && env.CI_JOB_ID),
    }),
  },
  // https://buildkite.com/docs/pipelines/configure/environment-variables
  {
    mark: 'BUILDKITE',
    read: (env) => ({
      number: env.BUILDKITE_BUILD_NUMBER,
      commit: env.BUILDKITE_COMMIT,
      branch: env.BUILDKITE_BRANCH,
      actor: env.BUILDKITE_BUILD_CREATOR,
      link: env.BUILDKITE_BUILD_URL,
      run: all`buildkite:${env.BUILDKITE_JOB_ID}`,
      pipeline: all`buildkite:${env.BUILDKITE_BUILD_ID}`,
      step: all`${env.BUILDKITE_STEP_ID}/${env.BUILDKITE_LABEL || 'step'}/${env.BUILDKITE_PARALLEL_JOB || '0'}`,
      needsLeg: true,
      isRetry: Number(env.BUILDKITE_RETRY_COUNT) > 0,
    }),
  },
  // https://learn.microsoft.com/azure/devops/pipelines/build/variables
  {
    mark: 'TF_BUILD',
    read: (env) => ({
      number: env.BUILD_BUILDNUMBER,
      commit: env.BUILD_SOURCEVERSION,
      branch: env.BUILD_SOURCEBRANCHNAME,
      actor: env.BUILD_REQUESTEDFOR,
      link: all`${env.SYSTEM_COLLECTIONURI}${env.SYSTEM_TEAMPROJECT}/_build/results?buildId=${env.BUILD_BUILDID}`,
      run: all`azure:${env.BUILD_BUILDID}.${env.SYSTEM_STAGEATTEMPT || '1'}.${env.SYSTEM_JOBATTEMPT || '1'}`,
      pipeline: all`azure:${env.SYSTEM_COLLECTIONURI}${env.BUILD_BUILDID}`,
      step: all`${env.SYSTEM_STAGENAME || 'stage'}/${env.SYSTEM_PHASENAME || 'job'}/${env.AGENT_JOBNAME}/${env.SYSTEM_JOBPOSITIONINPHASE || '1'}`,
      isRetry: Number(env.SYSTEM_STAGEATTEMPT) > 1 || Number(env.SYSTEM_JOBATTEMPT) > 1,
    }),
  },
  // https://circleci.com/docs/reference/variables/: a job run again has another number.
  {
    mark: 'CIRCLECI',
    read: (env) => ({
      number: env.CIRCLE_BUILD_NUM,
      commit: env.CIRCLE_SHA1,
      branch: env.CIRCLE_BRANCH,
      actor: env.CIRCLE_USERNAME,
      link: env.CIRCLE_BUILD_URL,
      run: all`circleci:${env.CIRCLE_WORKFLOW_JOB_ID || env.CIRCLE_BUILD_NUM}`,
      pipeline: all`circleci:${env.CIRCLE_WORKFLOW_ID}`,
      step: env.CIRCLE_JOB,
    }),
  },
  // https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
  {
    mark: 'BITBUCKET_BUILD_NUMBER',
    read: (env) => ({
      number: env.BITBUCKET_BUILD_NUMBER,
      commit: env.BITBUCKET_COMMIT,
      branch: env.BITBUCKET_BRANCH,
      actor: env.BITBUCKET_STEP_TRIGGERER_UUID,
      link: all`https://bitbucket.org/${env.BITBUCKET_REPO_FULL_NAME}/pipelines/results/${env.BITBUCKET_BUILD_NUMBER}`,
      run: all`bitbucket:${env.BITBUCKET_STEP_UUID || env.BITBUCKET_BUILD_NUMBER}`,
      pipeline: all`bitbucket:${env.BITBUCKET_PIPELINE_UUID}`,
    }),
  },
  // https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
  {
    mark: 'CODEBUILD_BUILD_ID',
    read: (env) => ({
      number: env.CODEBUILD_BUILD_NUMBER,
      commit: env.CODEBUILD_RESOLVED_SOURCE_VERSION,
      branch: env.CODEBUILD_WEBHOOK_HEAD_REF?.replace(/^refs\/heads\//, ''),
      actor: env.CODEBUILD_INITIATOR,
      link: env.CODEBUILD_BUILD_URL,
      run: all`codebuild:${env.CODEBUILD_BUILD_ID}`,
      pipeline: all`codebuild:${env.CODEBUILD_BUILD_ID}`,
    }),
  },
  // https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables
  {
    mark: 'JENKINS_URL',
    read: (env) => ({
      number: env.BUILD_NUMBER,
      commit: env.GIT_COMMIT,
      branch: env.BRANCH_NAME || env.GIT_BRANCH,
      actor: env.BUILD_USER_ID,
      link: env.BUILD_URL,
      run: all`jenkins:${env.BUILD_TAG || env.BUILD_NUMBER}`,
      pipeline: all`jenkins:${env.BUILD_TAG}`,
    }),
  },
];

/** What the CI system that runs this says of the build; nothing where it is none that is known. */
export function ciBuild(env: Env): CiBuild {
  const system = systems.find(({ mark }) => env[mark]);
  if (!system) return { isRetry: false };
  const { isRetry = false, ...said } = system.read(env);
  return { ...Object.fromEntries(Object.entries(said).filter(([, value]) => value)), isRetry };
}

/** A text of which every part is known. */
function all(texts: TemplateStringsArray, ...values: (string | undefined)[]): string | undefined {
  if (values.some((value) => !value)) return undefined;
  return texts.map((text, index) => text + (values[index] ?? '')).join('');
}

/** Newer servers give the build's address, whose last part is the build's id; its number may repeat. */
function teamcityBuild(url: string | undefined): string | undefined {
  return url && /(\d+)\/?$/.exec(url)?.[1];
}
