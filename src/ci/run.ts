import { systemRandom } from '../random.ts';

/** Which run of which CI this is, as it stands in the deployments' marker: no blanks, `github:9876543.1`. */
export function runId(env: NodeJS.ProcessEnv, random = systemRandom): string {
  const { GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, BUILD_URL, BUILD_NUMBER, CI_JOB_ID } = env;
  if (env.GITHUB_ACTIONS && GITHUB_RUN_ID)
    return word(`github:${GITHUB_RUN_ID}.${GITHUB_RUN_ATTEMPT ?? '1'}`);
  if (env.TEAMCITY_VERSION) return word(`teamcity:${teamcityBuild(BUILD_URL) ?? BUILD_NUMBER}`);
  if (env.GITLAB_CI && CI_JOB_ID) return word(`gitlab:${CI_JOB_ID}`);
  return `local:${random.uuid().slice(0, 8)}`;
}

/** Whether this job ran before with the same build number, as far as the CI tells. */
export function isRepeated(env: NodeJS.ProcessEnv): boolean {
  return Number(env.GITHUB_RUN_ATTEMPT ?? '1') > 1;
}

/** Newer servers give the build's address, whose last part is the build's id; its number may repeat. */
function teamcityBuild(url: string | undefined): string | undefined {
  return url && /(\d+)\/?$/.exec(url)?.[1];
}

function word(text: string): string {
  return text.replace(/[^\w.:+-]+/g, '-').slice(0, 80);
}
