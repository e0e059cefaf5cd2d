import { type Answers, hasFile } from '../repository.ts';
import { jobName, type PipelineContext, type PipelineFiles } from './context.ts';

/** A file of its own where there is a Jenkinsfile already. */
export function jenkinsFiles(
  { environments }: Answers,
  { repository }: PipelineContext,
): PipelineFiles {
  const path = hasFile(repository, 'Jenkinsfile') ? 'Jenkinsfile.fanout' : 'Jenkinsfile';
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
  const text = `// Builds once, on an agent without AWS credentials, and takes these very bytes from environment to environment.
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
  const note = 'name the agents in the Jenkinsfile: the one that packages has no AWS credentials';
  return { files: [{ path, text }], notes: [note] };
}
