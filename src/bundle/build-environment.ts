/**
 * Names that hold credentials, tokens or inputs: of AWS, of the three CI systems and of package registries. GitHub's
 * command files are left out too: a build script must not set outputs of the step that deploys, nor its state.
 */
const withheld: readonly RegExp[] = [
  /^AWS_/i,
  /^ACTIONS_/i,
  /^(INPUT|STATE)_/i,
  /^GITHUB_(TOKEN|OUTPUT|ENV|STATE|PATH|STEP_SUMMARY)$/i,
  /^GH_(TOKEN|ENTERPRISE_TOKEN)$/i,
  /^CI_(JOB_TOKEN|JOB_JWT.*|BUILD_TOKEN|REGISTRY_PASSWORD|DEPLOY_PASSWORD|DEPENDENCY_PROXY_PASSWORD|REPOSITORY_URL)$/i,
  /^TEAMCITY_BUILD_PROPERTIES_FILE$/i,
];

/** A JSON Web Token, whatever its variable is called: GitLab lets every job name its own. */
const token = /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/;

/** The environment for commands of the repository: nothing in it lets them act for this job. */
export function buildEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined &&
        !token.test(entry[1]) &&
        !withheld.some((name) => name.test(entry[0])),
    ),
  );
}
