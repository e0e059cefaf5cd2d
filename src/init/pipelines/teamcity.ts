import type { Answers, EnvironmentAnswer } from '../repository.ts';
import { byHandCommands, type PipelineContext, type PipelineFiles } from './context.ts';

/**
 * The recipe, and build configurations for the versioned settings that are there. TeamCity compiles every Kotlin file
 * of the folder (https://www.jetbrains.com/help/teamcity/kotlin-dsl.html).
 */
export function teamcityFiles(
  answers: Answers,
  { wrapper: { recipe } }: PipelineContext,
): PipelineFiles {
  const path = '.teamcity/pluginData/_Self/metaRunners/CodeDeployFanout.xml';
  return {
    files: [
      ...(recipe === undefined ? [] : [{ path, text: recipe }]),
      { path: '.teamcity/Fanout.kt', text: settings(answers) },
    ],
    notes: [
      ...(recipe === undefined
        ? [`copy teamcity-meta-runner.xml of codedeploy-fanout to ${path}`]
        : []),
      'in .teamcity/settings.kts add the build configurations of Fanout.kt, and there your connections to AWS',
    ],
  };
}

function settings({ application, environments }: Answers): string {
  const objects = [
    'FanoutPackage',
    ...environments.flatMap(({ name }) => [objectName(name), `${objectName(name)}ByHand`]),
  ];
  return `// Builds once, without AWS credentials, and takes the same bytes from environment to environment.
//
// In settings.kts of the project: ${objects.map((name) => `buildType(${name})`).join('; ')}
import jetbrains.buildServer.configs.kotlin.*
import jetbrains.buildServer.configs.kotlin.buildFeatures.provideAwsCredentials

object FanoutPackage : BuildType({
    name = "Package ${application}"
    artifactRules = "bundle.zip"
    // Handed on by the step.
    params {
        param("codedeploy.digest", "")
        param("codedeploy.version", "")
    }
    vcs { root(DslContext.settingsRoot) }
    steps {
        step {
            name = "Package"
            type = "CodeDeployFanout"
            param("env.INPUT_COMMAND", "package")
            param("env.INPUT_OUT", "bundle.zip")
        }
    }
})

${environments.map((each, index) => buildType(each, environments[index - 1], application)).join('\n\n')}

${environments.map(({ name }) => byHand(name, application)).join('\n\n')}
`;
}

function buildType(
  { name }: EnvironmentAnswer,
  before: EnvironmentAnswer | undefined,
  application: string,
): string {
  const inputs: [string, string][] =
    before === undefined
      ? [
          ['COMMAND', 'deploy'],
          ['SOURCE', 'bundle.zip'],
        ]
      : [
          ['COMMAND', 'promote'],
          ['VERSION', '${FanoutPackage.depParamRefs["codedeploy.version"]}'],
        ];
  const all: [string, string][] = [
    ...inputs,
    ['ENVIRONMENT', name],
    ['DIGEST', '${FanoutPackage.depParamRefs["codedeploy.digest"]}'],
  ];
  const params = all
    .map(([key, value]) => `            param("env.INPUT_${key}", "${value}")`)
    .join('\n');
  const depends =
    before === undefined
      ? `        dependency(FanoutPackage) {
            snapshot { onDependencyFailure = FailureAction.FAIL_TO_START }
            artifacts { artifactRules = "bundle.zip" }
        }`
      : `        snapshot(FanoutPackage) { onDependencyFailure = FailureAction.FAIL_TO_START }
        snapshot(${objectName(before.name)}) { onDependencyFailure = FailureAction.FAIL_TO_START }`;
  return `object ${objectName(name)} : BuildType({
    name = "Deploy ${application} to ${name}"
    type = BuildTypeSettings.Type.DEPLOYMENT
    maxRunningBuilds = 1
    buildNumberPattern = "\${FanoutPackage.depParamRefs.buildNumber}"
    vcs { root(DslContext.settingsRoot) }
    steps {
        step {
            name = "CodeDeploy fan-out"
            type = "CodeDeployFanout"
${params}
        }
    }
${features(name)}
    dependencies {
${depends}
    }
})`;
}

/** A rollback leaves a hold, which unhold lifts. */
function byHand(name: string, application: string): string {
  const commands = byHandCommands.map((command) => `"${command}"`).join(', ');
  return `object ${objectName(name)}ByHand : BuildType({
    name = "By hand: ${application} in ${name}"
    description = "Rolls back, which leaves a hold; lifts it; or sets one"
    type = BuildTypeSettings.Type.DEPLOYMENT
    maxRunningBuilds = 1
    params {
        select("by.hand.command", "", label = "What to do", display = ParameterDisplay.PROMPT, options = listOf(${commands}))
        text("by.hand.reason", "", label = "Why; it is recorded", display = ParameterDisplay.PROMPT, allowEmpty = false)
    }
    vcs { root(DslContext.settingsRoot) }
    steps {
        step {
            name = "CodeDeploy fan-out"
            type = "CodeDeployFanout"
            param("env.INPUT_COMMAND", "%by.hand.command%")
            param("env.INPUT_ENVIRONMENT", "${name}")
            param("env.INPUT_REASON", "%by.hand.reason%")
        }
    }
${features(name)}
})`;
}

function features(environment: string): string {
  return `    features {
        provideAwsCredentials { awsConnectionId = "AWS_${identifier(environment).toUpperCase()}" }
    }`;
}

function objectName(environment: string): string {
  const name = identifier(environment);
  return `Fanout${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function identifier(environment: string): string {
  return environment.replaceAll(/[^A-Za-z0-9]+/g, '_');
}
