import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One account in three regions; the canary first, then one after another, so that a log has one order. */
const configuration = `version: 1
application: orders
bundle:
  build: [node, build.mjs]
  buildWithIdentity: true
  source: build
  version: "1.\${build.number}"
  bucket: deploy-\${account.id}-\${region}
accounts:
  retail: "222222222222"
defaults:
  role: { arn: "arn:\${partition}:iam::\${account.id}:role/codedeploy-fanout" }
  deploymentGroup: orders-\${environment}
  timeout: 15m
environments:
  production:
    accounts: [retail]
    regions: [ap-southeast-1, eu-west-1, us-east-1]
    waves:
      - { name: canary, match: { region: ap-southeast-1 } }
      - { name: rest, match: "*", maxParallel: 1 }
    deploymentConfig: CodeDeployDefault.OneAtATime
    rollback: { auto: [DEPLOYMENT_FAILURE] }
    verify:
      - { name: smoke test, command: [node, -e, ""], timeout: 30s, interval: 1s, consecutive: 1 }
rehearsal: { instances: 3, hookSeconds: 100 }
`;

const hostileLog = [
  '[stdout]waiting for http://127.0.0.1:8080/status',
  '::set-output name=version::evil',
  '##[error]evil',
  "##teamcity[buildProblem description='evil']",
  '\u001b[0Ksection_start:1:evil\r\u001b[0Kevil',
  '[stderr]curl: (7) Failed to connect to 127.0.0.1 port 8080',
].join('\n');

/** The second instance in Ireland does not start build 215, and what it prints would be commands of every CI. */
const scenario = `outcomes:
  - destination: "*/eu-west-1"
    version: "*/1.215-*"
    instance: 2
    event: ValidateService
    then:
      fail:
        script: scripts/check.sh
        log: ${JSON.stringify(hostileLog)}
`;

/** What the build prints is in the log too. */
const build = `import { mkdirSync, writeFileSync } from 'node:fs';
mkdirSync('build', { recursive: true });
writeFileSync('build/appspec.yml', 'version: 0.0\\nos: linux\\nfiles:\\n  - source: app.txt\\n    destination: /opt/orders\\n');
writeFileSync('build/app.txt', process.env.VERSION);
console.log('built ' + process.env.VERSION);
`;

export type CiProject = { folder: string; scenario: string; remove(): void };

/** A checkout in a folder of its own; `edit` changes its configuration. */
export function aCiProject(edit = (text: string) => text, buildScript = build): CiProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'ci-project-')));
  const folder = join(root, 'work');
  mkdirSync(folder);
  writeFileSync(join(folder, 'fanout.yml'), edit(configuration));
  writeFileSync(join(folder, 'build.mjs'), buildScript);
  // Beside the checkout, for a job does not know that its AWS is an emulator.
  const path = join(root, 'scenario.yml');
  writeFileSync(path, scenario);
  return { folder, scenario: path, remove: () => rmSync(root, { recursive: true, force: true }) };
}
