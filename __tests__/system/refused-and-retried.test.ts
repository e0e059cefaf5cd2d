import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { aToken } from '../aws/makers.ts';
import { jobs } from './ci-jobs.ts';
import { dist, fanout, plainEnvironment, startEmulator } from './fanout.ts';

const root = mkdtempSync(join(tmpdir(), 'refused-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const configuration = `version: 1
application: orders
bundle: { source: src, bucket: "deploy-\${account.id}-\${region}" }
accounts: { retail: "222222222222" }
defaults:
  deploymentGroup: orders
  role: arn:\${partition}:iam::\${account.id}:role/codedeploy-fanout
environments:
  production: { accounts: [retail], regions: [eu-west-1] }
rehearsal: { instances: 1, hookSeconds: 1 }
`;

/** A project of its own, in a folder of its own. */
function aProject(scenario = ''): string {
  const folder = join(mkdtempSync(join(root, 'job-')), 'work');
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(join(folder, 'src/appspec.yml'), 'version: 0.0\nos: linux\n');
  writeFileSync(join(folder, 'fanout.yml'), configuration);
  writeFileSync(join(folder, 'scenario.yml'), scenario);
  return folder;
}

async function inEmulator<T>(
  scenario: string,
  speed: number,
  work: (folder: string, variables: Record<string, string>) => Promise<T>,
): Promise<T> {
  const folder = aProject(scenario);
  const args = ['--hooks', 'none', '--speed', String(speed), '--scenario', 'scenario.yml'];
  const emulator = await startEmulator(args, folder);
  try {
    return await work(folder, emulator.variables);
  } finally {
    await emulator.stop();
  }
}

const user = 'User: arn:aws:sts::222222222222:assumed-role/codedeploy-fanout/x';
const denied = (action: string, resource: string, because: string) =>
  `${user} is not authorized to perform: ${action} on resource: ${resource} because no ${because} policy allows the ${action} action`;

/** Which call is refused with which words, and what a person who knows the cause would say. */
const refusals: [name: string, fault: Record<string, unknown>, toDo: RegExp][] = [
  [
    'a key of KMS',
    {
      service: 's3',
      operation: 'PutObject',
      status: 403,
      code: 'AccessDenied',
      message: denied(
        'kms:GenerateDataKey',
        'arn:aws:kms:eu-west-1:999999999999:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        'resource-based',
      ),
    },
    /^ *(to do *)?allow .*kms:GenerateDataKey/m,
  ],
  [
    'the creation of a deployment',
    {
      service: 'codedeploy',
      operation: 'CreateDeployment',
      status: 400,
      code: 'AccessDeniedException',
      message: denied(
        'codedeploy:CreateDeployment',
        'arn:aws:codedeploy:eu-west-1:222222222222:deploymentgroup:orders/orders',
        'identity-based',
      ),
    },
    /^ *(to do *)?allow .*codedeploy:CreateDeployment/m,
  ],
  [
    'the service role',
    {
      service: 'codedeploy',
      operation: 'CreateDeployment',
      status: 400,
      code: 'InvalidRoleException',
      message:
        'AWS CodeDeploy does not have the permissions required to assume the role arn:aws:iam::222222222222:role/CodeDeployRole.',
    },
    /codedeploy\.amazonaws\.com/,
  ],
];

test.each(refusals)(
  'the advice on %s is about that',
  async (_, { service, operation, ...then }, toDo) => {
    const fault = JSON.stringify({ service, operation, then });
    await inEmulator(`faults:\n  - ${fault}\n`, 50, async (folder, env) => {
      const { code, stdout } = await fanout(['deploy', 'production', '--version', '1.1'], {
        cwd: folder,
        env,
      });
      expect(stdout).toMatch(toDo);
      expect(code).toBeGreaterThan(0);
    });
  },
);

describe.each([
  [403, 'Forbidden'],
  [407, 'Proxy Authentication Required'],
])('a proxy that answers %d', (status, words) => {
  test('is told of, and not IAM', async () => {
    const page = '<html><body>Access Denied.</body></html>';
    const proxy = createServer();
    proxy.on('connect', (_, socket) => {
      const head = `HTTP/1.1 ${status} ${words}\r\nServer: squid/5.7\r\nContent-Type: text/html`;
      socket.end(`${head}\r\nContent-Length: ${page.length}\r\nConnection: close\r\n\r\n${page}`);
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    try {
      const { port } = proxy.address() as AddressInfo;
      const env = {
        HTTPS_PROXY: `http://127.0.0.1:${port}`,
        AWS_ACCESS_KEY_ID: 'AKIAX',
        AWS_SECRET_ACCESS_KEY: 'secretsecret',
      };
      const { code, stdout } = await fanout(['deploy', 'production', '--version', '1.1'], {
        cwd: aProject(),
        env,
      });
      expect(stdout).toMatch(/proxy/i);
      expect(stdout).not.toMatch(/trust policy|allow role|id-token/);
      expect(code).toBe(3);
    } finally {
      proxy.close();
    }
  });
});

test('a verification key that STS cannot fetch twice is asked for again', async () => {
  const message =
    "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";
  const then = { status: 400, code: 'InvalidIdentityToken', message };
  const fault = { service: 'sts', operation: 'AssumeRoleWithWebIdentity', times: 2, then };
  await inEmulator(`faults:\n  - ${JSON.stringify(fault)}\n`, 50, async (folder, aws) => {
    const inputs = { command: 'deploy', environment: 'production' };
    const job = await jobs.github({ folder, aws, buildNumber: 7, inputs, token: aToken() });
    expect(job.stdout).toContain('production succeeded');
    expect(job.code).toBe(0);
  });
});

test('a second attempt does not wait for the lease of its own first one', async () => {
  const slow = 'outcomes:\n  - { instance: 1, event: Install, then: { slow: 2m } }\n';
  await inEmulator(slow, 10, async (folder, variables) => {
    const github = {
      ...variables,
      GITHUB_ACTIONS: 'true',
      GITHUB_RUN_ID: '9876543',
      GITHUB_RUN_NUMBER: '214',
      GITHUB_SHA: '3fa85f64',
      GITHUB_JOB: 'deploy',
    };
    const first = spawn(process.execPath, [dist, 'deploy', 'production'], {
      cwd: folder,
      env: {
        ...plainEnvironment,
        ...github,
        GITHUB_RUN_ATTEMPT: '1',
        RUNNER_TEMP: join(folder, '../one'),
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = once(first, 'exit');
    for await (const text of first.stdout) if (String(text).includes(' created: ')) break;
    first.kill('SIGKILL');
    await ended;
    const began = Date.now();
    const { code, stdout } = await fanout(['deploy', 'production'], {
      cwd: folder,
      env: { ...github, GITHUB_RUN_ATTEMPT: '2', RUNNER_TEMP: join(folder, '../two') },
    });
    expect(stdout).not.toContain('waiting for run');
    expect(code).toBe(0);
    // A lease is given up after three minutes.
    expect(Date.now() - began).toBeLessThan(120_000);
  });
});
