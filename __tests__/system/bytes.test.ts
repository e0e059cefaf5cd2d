import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

async function deploy(service: string, env: Record<string, string>, more: readonly string[] = []) {
  const args = [
    'deploy',
    service,
    '--config',
    `${service}.yml`,
    '--json',
    '--allow-older',
    ...more,
  ];
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
    expect(JSON.stringify(second.problems)).toContain('two bundles share version');
  }
});

test('what is built per environment does not go to production as the build of staging', async () => {
  const github = {
    GITHUB_ACTIONS: 'true',
    GITHUB_RUN_ID: '60',
    GITHUB_RUN_NUMBER: '600',
    GITHUB_SHA: '3fa85f64',
    GITHUB_JOB: 'deploy',
  };
  write('api', 'API_URL=https://staging.example.com');
  expect(await deploy('api', github)).toMatchObject({ code: 0, verdict: 'succeeded' });
  write('api', 'API_URL=https://example.com');
  const args = ['deploy', 'worker', '--config', 'api.yml', '--json', '--allow-older'];
  for (const attempt of ['1', '2']) {
    const env = { ...emulator.variables, ...github, GITHUB_RUN_ATTEMPT: attempt };
    const ran = await fanout(args, { cwd: folder, env });
    expect([ran.code, JSON.parse(ran.stdout).verdict]).toEqual([3, 'refused']);
    expect(ran.stdout).toContain('exists with other content');
    expect(ran.stdout).toContain('for api');
  }
});

test('two build configurations of TeamCity at build 5 do not take each other’s bytes', async () => {
  const teamcity = { TEAMCITY_VERSION: '2026.1', BUILD_NUMBER: '5005', BUILD_VCS_NUMBER: 'cccc' };
  const [one, other] = ['101', '102'].map((id) => ({
    ...teamcity,
    BUILD_URL: `https://tc/buildConfiguration/X/${id}`,
  }));
  write('api', 'of one configuration');
  const json = (stdout: string) => JSON.parse(stdout.slice(stdout.lastIndexOf('{"command"')));
  const args = ['deploy', 'api', '--config', 'api.yml', '--json', '--allow-older'];
  const first = await fanout(args, { cwd: folder, env: { ...emulator.variables, ...one } });
  expect([first.code, json(first.stdout).verdict]).toEqual([0, 'succeeded']);
  write('api', 'of the other');
  const second = await fanout(args, { cwd: folder, env: { ...emulator.variables, ...other } });
  expect([second.code, json(second.stdout).verdict]).toEqual([3, 'refused']);
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
  expect(ran.stderr + ran.stdout).toContain('"local" cannot be deployed to AWS');
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

describe('jobs and steps that differ only in what was built before them', () => {
  const github = {
    GITHUB_ACTIONS: 'true',
    GITHUB_RUN_ID: '77',
    GITHUB_SHA: '3fa85f64',
    GITHUB_JOB: 'deploy',
    GITHUB_ACTION: '__self',
  };
  const again = { ...github, GITHUB_RUN_ATTEMPT: '2' };
  const api = '{\n  "service": "api"\n}';
  const worker = '{\n  "service": "worker"\n}';

  test('as two jobs of a matrix on GitHub, tried again, bring what they built or nothing', async () => {
    const number = { GITHUB_RUN_NUMBER: '4001' };
    write('api', 'built by the job for api');
    const first = await deploy('api', { ...github, ...number, INPUT_LEG: api });
    expect(first.code).toBe(0);
    write('api', 'built by the job for worker');
    const other = { ...again, ...number, INPUT_LEG: worker };
    expect((await deploy('api', { ...other, GITHUB_RUN_ATTEMPT: '1' })).code).toBe(3);
    expect((await deploy('api', other)).code).toBe(3);
    const { INPUT_LEG: _, ...unknown } = other;
    expect((await deploy('api', unknown)).code).toBe(3);
    const same = await deploy('api', { ...again, ...number, INPUT_LEG: api });
    expect([same.code, same.digest]).toEqual([0, first.digest]);
  });

  test('as two calls of one job of GitLab, tried again, bring what they built or nothing', async () => {
    const job = {
      GITLAB_CI: 'true',
      CI_PIPELINE_IID: '4002',
      CI_PIPELINE_ID: '9002',
      CI_JOB_NAME: 'deploy',
      CI_JOB_ID: '31',
      CI_COMMIT_SHA: '3fa85f64',
    };
    const retried = { ...job, CI_JOB_ID: '32' };
    write('api', 'one');
    const first = await deploy('api', job);
    write('api', 'two');
    expect([first.code, (await deploy('api', job)).code]).toEqual([0, 3]);
    const again = await deploy('api', retried);
    expect([again.code, again.digest]).toEqual([0, first.digest]);
    expect((await deploy('api', retried)).code).toBe(3);
  });

  test('as two jobs of a matrix on GitLab are not one', async () => {
    const job = {
      GITLAB_CI: 'true',
      CI_PIPELINE_IID: '4003',
      CI_PIPELINE_ID: '9003',
      CI_JOB_NAME: 'deploy',
      CI_COMMIT_SHA: '3fa85f64',
    };
    write('api', 'one');
    expect((await deploy('api', { ...job, CI_JOB_ID: '41', CI_NODE_INDEX: '1' })).code).toBe(0);
    write('api', 'two');
    expect((await deploy('api', { ...job, CI_JOB_ID: '42', CI_NODE_INDEX: '2' })).code).toBe(3);
    expect((await deploy('api', { ...job, CI_JOB_ID: '43', CI_NODE_INDEX: '1' })).code).toBe(0);
  });
});
