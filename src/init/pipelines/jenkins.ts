import { type Answers, type EnvironmentAnswer, hasFile } from '../repository.ts';
import { byHandCommands, jobName, type PipelineContext, type PipelineFiles } from './context.ts';

/** A file of its own where there is a Jenkinsfile already. */
export function jenkinsFiles(
  { environments }: Answers,
  { repository }: PipelineContext,
): PipelineFiles {
  const path = hasFile(repository, 'Jenkinsfile') ? 'Jenkinsfile.fanout' : 'Jenkinsfile';
  return {
    files: [
      { path, text: deploying(environments) },
      { path: 'Jenkinsfile.by-hand', text: byHand(environments) },
    ],
    notes: [
      'name the agents in the Jenkinsfile: the one that packages has no AWS credentials',
      'make a second job of Jenkinsfile.by-hand, which asks what to do: roll back, lift a hold, or set one',
    ],
  };
}

function deploying(environments: readonly EnvironmentAnswer[]): string {
  const stages = environments.map(({ name }, index) => {
    const command =
      index === 0
        ? `deploy ${name} --source bundle.zip --digest "$DIGEST"`
        : `promote ${name} --version "$VERSION" --digest "$DIGEST"`;
    return `    stage('${jobName(name)}') {
      agent any // with AWS credentials, best of an instance profile
${index === 0 ? '' : `      input { message 'Deploy to ${jobName(name)}?' }\n`}      steps {
${index === 0 ? "        unstash 'bundle'\n" : ''}        sh '$FANOUT ${command}'
      }
      post { always { sh '$FANOUT finish' } }
    }`;
  });
  return `// Builds once, on an agent without AWS credentials, and takes the same bytes from environment to environment.
pipeline {
  agent none
  options { disableConcurrentBuilds() }
  // Where agents have dist/index.cjs of codedeploy-fanout.
  environment { FANOUT = 'node /opt/codedeploy-fanout/dist/index.cjs' }
  stages {
    stage('package') {
      agent any
      steps {
        // Runs bundle.build of fanout.yml.
        sh '$FANOUT package --out bundle.zip --json > packaged.json'
        script {
          env.DIGEST = sh(returnStdout: true, script: 'node -p "require(\\'./packaged.json\\').digest"').trim()
          env.VERSION = sh(returnStdout: true, script: 'node -p "require(\\'./packaged.json\\').version"').trim()
        }
        stash name: 'bundle', includes: 'bundle.zip'
      }
    }
${stages.join('\n')}
  }
}
`;
}

function byHand(environments: readonly EnvironmentAnswer[]): string {
  const choices = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');
  return `// Started by hand. A rollback leaves a hold, so that nothing is deployed over it until someone has looked; unhold lifts it.
pipeline {
  agent any // with AWS credentials, best of an instance profile
  options { disableConcurrentBuilds() }
  parameters {
    choice(name: 'COMMAND', choices: [${choices(byHandCommands)}], description: 'What to do')
    choice(name: 'ENVIRONMENT', choices: [${choices(environments.map(({ name }) => name))}], description: 'Where')
    string(name: 'REASON', description: 'Why; it is recorded')
  }
  environment { FANOUT = 'node /opt/codedeploy-fanout/dist/index.cjs' }
  stages {
    stage('by hand') {
      steps { sh '$FANOUT "$COMMAND" "$ENVIRONMENT" --reason "$REASON"' }
      post { always { sh '$FANOUT finish' } }
    }
  }
}
`;
}
