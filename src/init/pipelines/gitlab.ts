import { bundleFolder } from '../build-script.ts';
import { type Answers, type EnvironmentAnswer, hasFile } from '../repository.ts';
import { jobName, type PipelineContext, type PipelineFiles } from './context.ts';

/** Jobs that are started by hand. */
const atHand = ['rollback', 'unhold'] as const;

const zeros = (length: number) => `"${'0'.repeat(length)}"`;

/** A file of its own where there is a pipeline already, which then has to include it. */
export function gitlabFiles(
  { environments }: Answers,
  { repository, wrapper, image }: PipelineContext,
): PipelineFiles {
  const own = '.gitlab-ci.yml';
  const other = '.gitlab/fanout.gitlab-ci.yml';
  const isIncluded = hasFile(repository, own);
  const path = isIncluded ? other : own;
  const stages = ['build', 'package', ...environments.map(({ name }) => jobName(name))];
  const names = ['package', ...environments.map(({ name }) => `deploy-${jobName(name)}`)];
  const others = environments.flatMap(({ name }) =>
    atHand.map((command) => `${command}-${jobName(name)}`),
  );
  const onMain = '  rules:\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n';
  const beside = `  needs: []\n  allow_failure: true\n${onMain}`;
  const text = `# Builds once, without any identity, and takes the same bytes from environment to environment.
#
# OWNER stands for the group that mirrors the project; tool-commit and tool-sha256 for the full commit of a release you have
# looked at, and the SHA-256 of its dist/index.cjs; image needs the digest of node:24:
# docker buildx imagetools inspect node:24 --format '{{.Manifest.Digest}}'
stages: [${stages.join(', ')}]

include:
${includes(environments, wrapper.version, image).join('\n')}

${image === undefined ? '' : build(image, onMain)}${names.map((name) => `${name}:\n${onMain}`).join('\n')}
# At hand beside every deployment, and no part of the pipeline's success. A rollback leaves a hold, so that nothing is deployed over it
# until someone has looked; unhold lifts it.
${others.map((name) => `${name}:\n${beside}`).join('\n')}`;
  return {
    files: [{ path, text }],
    notes: [
      `in ${path} replace OWNER, tool-commit and tool-sha256 with those of your copy of the component, and the digest in image with that of node:24`,
      ...(isIncluded
        ? [`add to .gitlab-ci.yml: include: [{ local: ${other} }], and its stages to those there`]
        : []),
    ],
  };
}

/** The components that are included, with what each is given. */
function includes(
  environments: readonly EnvironmentAnswer[],
  version: string,
  image: string | undefined,
): string[] {
  const component = (
    name: string,
    inputs: readonly string[],
  ) => `  - component: $CI_SERVER_FQDN/OWNER/codedeploy-fanout/${name}@${version}
    inputs:
      tool-project: $CI_SERVER_URL/OWNER/codedeploy-fanout.git
      tool-commit: ${zeros(40)}
      tool-sha256: ${zeros(64)}
      image: node:24@sha256:${'0'.repeat(64)}
${inputs.map((line) => `      ${line}`).join('\n')}`;
  return [
    component('package', [
      'stage: package',
      ...(image === undefined ? [] : ['build: ":" # is done by the job before']),
    ]),
    ...environments.map(({ name }, index) =>
      component('fanout', [
        `job-name: deploy-${jobName(name)}`,
        `stage: ${jobName(name)}`,
        `environment: ${name}`,
        `audience: fanout-${name}`,
        ...(index === 0
          ? ['source: bundle.zip']
          : ['command: promote', 'version: $FANOUT_VERSION', 'when: manual']),
        'digest: $FANOUT_DIGEST # passed on by package: other bytes are refused',
      ]),
    ),
    ...environments.flatMap(({ name }) =>
      atHand.map((command) =>
        component('fanout', [
          `job-name: ${command}-${jobName(name)}`,
          `stage: ${jobName(name)}`,
          `command: ${command}`,
          `environment: ${name}`,
          `audience: fanout-${name}`,
          'reason: $GITLAB_USER_LOGIN in $CI_PIPELINE_URL',
          'when: manual',
        ]),
      ),
    ),
  ];
}

function build(image: string, onMain: string): string {
  const docker = image.startsWith('docker:')
    ? '  services: [docker:dind]\n  before_script:\n    - apk add --no-cache bash\n'
    : '';
  return `build:
  stage: build
  image: ${image} # by its tag, in a job without an identity; by its digest it stays the same
${docker}  script:
    # The version of fanout.yml.
    - VERSION="1.$CI_PIPELINE_IID" bash codedeploy/build.sh
  artifacts:
    paths: [${bundleFolder}]
    expire_in: 1 day
${onMain}
`;
}
