type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Names that hold credentials, tokens or inputs: of AWS, of the CI systems and their registries. TeamCity's properties file
 * has passwords in it. GitHub's command files are left out too: through them a build could set outputs of the step that
 * deploys, its state for the step after it, or variables and PATH of later steps.
 */
const ofTheJob: readonly RegExp[] = [
  /^AWS_/i,
  /^ACTIONS_/i,
  /^(INPUT|STATE)_/i,
  /^FANOUT_/i,
  /^GITHUB_(TOKEN|ENTERPRISE_TOKEN|OUTPUT|ENV|STATE|PATH|STEP_SUMMARY)$/i,
  /^GH_(TOKEN|ENTERPRISE_TOKEN)$/i,
  /^CI_(JOB_TOKEN|JOB_JWT.*|BUILD_TOKEN|REGISTRY_PASSWORD|DEPLOY_PASSWORD|DEPENDENCY_PROXY_PASSWORD|REPOSITORY_URL)$/i,
  /^TEAMCITY_BUILD_PROPERTIES_FILE$/i,
];

/** What tools call their secrets. */
const ofATool =
  /(^|_)_?(auth_?token|tokens?|secrets?|pass(word|wd|phrase)?|pat|credentials?|auth|(api|access|private|signing|account|encryption)_?key)(_|$)|^KUBECONFIG$|^BUNDLE_\w+__\w+|_HTTP_BASIC_/i;

/** A JSON Web Token, whatever its variable is called: GitLab lets every job name its own. */
const token = /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/;
/** An address with a password in it. */
const withPassword = /:\/\/[^/\s@]*:[^/\s@]*@/;
/** Without its proxy, password and all, a build reaches nothing. */
const proxy = /^(https?|ftp|all|no)_proxy$/i;

/** What a build may know without being asked: the machine, the way to the network, tool chains, what is built. */
const known: readonly RegExp[] = [
  /^(PATH|HOME|USER|LOGNAME|SHELL|PWD|LANG|LANGUAGE|TZ|TERM|COLORTERM|NO_COLOR|FORCE_COLOR|HOSTNAME|TMP|TEMP|TMPDIR)$/i,
  /^(LC|XDG)_/,
  proxy,
  /^(SSL_CERT_(FILE|DIR)|CURL_CA_BUNDLE|REQUESTS_CA_BUNDLE|GIT_SSL_CAINFO)$/,
  /^(CC|CXX|CPP|LD|AR|AS|MAKE|C(XX|PP)?FLAGS|LDFLAGS|MAKEFLAGS|PKG_CONFIG_PATH|(LD|DYLD)_LIBRARY_PATH|SOURCE_DATE_EPOCH|VIRTUAL_ENV|DEVELOPER_DIR|SDKROOT)$/,
  /^GO[A-Z0-9]+(_|$)/,
  /^(CGO|CARGO|RUST|RUSTUP|JAVA|JDK|M2|MAVEN|MVN|GRADLE|KOTLIN|SBT|NODE|NVM|FNM|VOLTA|PNPM|YARN|BUN|DENO|COREPACK|NPM|NPM_CONFIG|PIP|UV|POETRY|CONDA|PYENV|RUBY|GEM|BUNDLE|RBENV|PHP|COMPOSER|DOTNET|NUGET|ANDROID|SWIFT|CMAKE|NINJA|CCACHE|SCCACHE|HOMEBREW|NIX|DOCKER|BUILDKIT|BUILDX|ZIG|MIX|HEX|TURBO|NX|ASDF|MISE)_/i,
  /^(PYTHON|RUSTFLAGS|RUBYOPT|RUBYLIB|NODE_OPTIONS|_?JAVA_OPTIONS|JAVA_TOOL_OPTIONS)/,
  /^(CI|GITLAB_CI|GITHUB_\w+|RUNNER_\w+|CI_\w+|GITLAB_USER_\w+|TEAMCITY_\w+|BUILD_\w+|JENKINS_URL|JOB_NAME)$/,
  /^(System(Root|Drive)|windir|ComSpec|PATHEXT|(Common)?Program(Files|Data|W6432)(\(x86\))?|(Local)?AppData|UserProfile|HomeDrive|HomePath|UserName|UserDomain|AllUsersProfile|Public|OS|NUMBER_OF_PROCESSORS|PROCESSOR_\w+|MSYSTEM|VS\w*COMNTOOLS)$/i,
];

/** Whether no setting can hand it to a command of the repository: with it the command could act for this job. */
export function isOfTheJob(name: string): boolean {
  return ofTheJob.some((each) => each.test(name));
}

/**
 * The environment of a build: what is known to be harmless, and what the configuration passes by name (a `*` at the end
 * stands for any letters), without `withheld`. It is not a sandbox: a process of the same user can find more.
 */
export function buildEnvironment(
  env: Environment,
  {
    passed = [],
    withheld = [],
  }: { passed?: readonly string[] | undefined; withheld?: readonly string[] | undefined } = {},
): Record<string, string> {
  const names = new Set(passed.filter((name) => !name.endsWith('*')));
  const starts = passed.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  const isPassed = (name: string) =>
    names.has(name) || starts.some((start) => name.startsWith(start));
  return pick(env, withheld, (name, value) => {
    if (isPassed(name)) return true;
    return known.some((each) => each.test(name)) && !isSecret(name, value);
  });
}

/** The environment of checks after a deployment: all but what is secret by its name or its look, and `withheld`. */
export function checkEnvironment(
  env: Environment,
  withheld: readonly string[] = [],
): Record<string, string> {
  return pick(env, withheld, (name, value) => !isSecret(name, value));
}

function isSecret(name: string, value: string): boolean {
  return !proxy.test(name) && (ofATool.test(name) || withPassword.test(value));
}

function pick(
  env: Environment,
  withheld: readonly string[],
  wanted: (name: string, value: string) => boolean,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined &&
        !token.test(entry[1]) &&
        !withheld.includes(entry[0]) &&
        !isOfTheJob(entry[0]) &&
        wanted(entry[0], entry[1]),
    ),
  );
}
