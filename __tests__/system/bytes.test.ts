import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fanout, type RunningEmulator, startEmulator } from './fanout.ts';

/** Two services of one application, a group each. */
const configuration = (service: string) => `version: 1
application: shop
bundle: { source: ${service}, bucket: "deploy-\${account.id}-\${region}" }
accounts: { retail: "222222222222" }
defaults:
  role: arn:\${partition}:iam::\${account.id}:role/codedeploy-fanout
  deploymentConfig: CodeDeployDefault.AllAtOnce
environments:
  api: { accounts: [retail], regions: [eu-west-1], deploymentGroup: api }
  worker: { accounts: [retail], regions: [eu-west-1], deploymentGroup: worker }
rehearsal: { instances: 1, hookSeconds: 1 }
`;

let folder: string;
let emulator: RunningEmulator;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bytes-'));
  for (const service of ['api', 'worker']) {
    mkdirSync(join(folder, service));
    write(service, `I am ${service}`);
    writeFileSync(join(folder, `${service}.yml`), configuration(service));
  }
  emulator = await startEmulator(
    ['--config', 'api.yml', '--hooks', 'none', '--speed', '50'],
    folder,
  );
});

afterAll(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

function write(service: string, text: string) {
  const appspec =
    'version: 0.0\nos: linux\nfiles:\n  - source: app.txt\n    destination: /opt/app\n';
  writeFileSync(join(folder, service, 'appspec.yml'), appspec);
  writeFileSync(join(folder, service, 'app.txt'), text);
}

async function deploy(service: string, env: Record<string, string>) {
  const args = ['deploy', service, '--config', `${service}.yml`, '--json', '--allow-older'];
  const ran = await fanout(args, { cwd: folder, env: { ...emulator.variables, ...env } });
  return { ...ran, ...JSON.parse(ran.stdout) };
}

test('two services of one application and one run get their own bytes, or the second is refused', async () => {
  const github = {
    GITHUB_ACTIONS: 'true',
    GITHUB_RUN_ID: '9',
    GITHUB_RUN_NUMBER: '214',
    GITHUB_SHA: '3fa85f64',
    GITHUB_JOB: 'deploy',
  };
  expect(await deploy('api', github)).toMatchObject({ code: 0, verdict: 'succeeded' });
  for (const attempt of ['1', '2']) {
    const second = await deploy('worker', { ...github, GITHUB_RUN_ATTEMPT: attempt });
    expect(second).toMatchObject({ code: 3, verdict: 'refused' });
    expect(JSON.stringify(second.problems)).toContain('two bundles meet under version');
  }
});

test('builds 41 and 42 of another CI are two versions', async () => {
  const jenkins = { JENKINS_URL: 'http://ci/', CI: 'true' };
  const first = await deploy('api', { ...jenkins, BUILD_NUMBER: '1041', GIT_COMMIT: 'aaaa' });
  write('api', 'release 42');
  const second = await deploy('api', { ...jenkins, BUILD_NUMBER: '1042', GIT_COMMIT: 'bbbb' });
  expect([first.code, second.code]).toEqual([0, 0]);
  expect(second.version).toBe('1042');
  expect(second.digest).not.toBe(first.digest);
});

test('a shell without a number does not deploy to AWS, and builds nothing in vain', async () => {
  const args = ['deploy', 'api', '--config', 'api.yml', '--build', 'touch built'];
  const ran = await fanout(args, { cwd: folder });
  expect(ran.code).toBe(2);
  expect(ran.stderr + ran.stdout).toContain('"local" is no version toward AWS');
});

test('`package` hands the digest on, and `deploy` refuses any other', async () => {
  const output = join(folder, 'output');
  writeFileSync(output, '');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_RUN_NUMBER: '3000', GITHUB_OUTPUT: output };
  const args = ['package', '--config', 'worker.yml', '--out', 'worker.zip'];
  expect((await fanout(args, { cwd: folder, env })).code).toBe(0);
  const [digest = ''] = /[0-9a-f]{64}/.exec(readFileSync(output, 'utf8')) ?? [];
  const common = ['deploy', 'worker', '--config', 'worker.yml', '--allow-older', '--json'];
  const run = { cwd: folder, env: { ...emulator.variables, ...env } };
  const refused = await fanout([...common, '--digest', 'a'.repeat(64)], run);
  expect([refused.code, refused.stdout]).toEqual([3, expect.stringContaining(digest)]);
  const deployed = await fanout([...common, '--digest', digest], run);
  expect([deployed.code, JSON.parse(deployed.stdout).digest]).toEqual([0, digest]);
});
