type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Names that hold credentials, tokens or inputs: of AWS, of the CI systems and their registries. TeamCity's properties file
 * has passwords in it. GitHub's command files are left out too: through them a build could set outputs of the step that
 * deploys, its state for the step after it, or variables and PATH of later steps. A build that has something to hand on,
 * or that needs a token, belongs in a step of its own.
 */
const leftOut: readonly RegExp[] = [
  /^AWS_/i,
  /^ACTIONS_/i,
  /^(INPUT|STATE)_/i,
  /^GITHUB_(TOKEN|ENTERPRISE_TOKEN|OUTPUT|ENV|STATE|PATH|STEP_SUMMARY)$/i,
  /^GH_(TOKEN|ENTERPRISE_TOKEN)$/i,
  /^CI_(JOB_TOKEN|JOB_JWT.*|BUILD_TOKEN|REGISTRY_PASSWORD|DEPLOY_PASSWORD|DEPENDENCY_PROXY_PASSWORD|REPOSITORY_URL)$/i,
  /^TEAMCITY_BUILD_PROPERTIES_FILE$/i,
];

/** A JSON Web Token, whatever its variable is called: GitLab lets every job name its own. */
const token = /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * The environment for commands of the repository, without what would let them act for this job, and without the names in
 * `also`. It keeps credentials out of their logs and caches; it is no sandbox: a process of the same user can find more.
 */
export function buildEnvironment(
  env: Environment,
  also: readonly string[] = [],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined &&
        !token.test(entry[1]) &&
        !also.includes(entry[0]) &&
        !leftOut.some((name) => name.test(entry[0])),
    ),
  );
}
