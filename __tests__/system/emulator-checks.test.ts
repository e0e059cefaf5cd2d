import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { copyQuickstart, fanout, type RunningEmulator, startEmulator } from './fanout.ts';
import { sandboxed } from './sandboxes.ts';

const check =
  'verify: [{ http: { url: "https://${region}.orders.example.com/status", json: { version: "${version}" } }, timeout: 8s, interval: 1s }]';

const shell = (variables: Record<string, string>) => (folder: string) => ({
  cwd: folder,
  env: variables,
});

describe('answers of a scenario, where no hook runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'answers-'));
  let emulator: RunningEmulator;
  let inShell: ReturnType<typeof shell>;

  beforeAll(async () => {
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src/appspec.yml'), 'version: 0.0\nos: linux\n');
    writeFileSync(
      join(folder, 'fanout.yml'),
      `version: 1
application: orders
bundle: { source: src, bucket: "deploy-\${account.id}-\${region}" }
accounts: { retail: "222222222222" }
defaults:
  role: arn:\${partition}:iam::\${account.id}:role/codedeploy-fanout
  deploymentGroup: orders-\${environment}
  ${check}
environments:
  test: { accounts: [retail], regions: [eu-west-1] }
  production: { accounts: [retail], regions: [us-east-1], after: [test] }
  broken: { accounts: [retail], regions: [ap-southeast-1] }
rehearsal: { instances: 1, hookSeconds: 1 }
`,
    );
    writeFileSync(
      join(folder, 'scenario.yml'),
      `checks:
  - { body: '{ "version": "\${version}" }' }
  - { url: "https://ap-*/status", status: 500 }
`,
    );
    const args = ['--hooks', 'none', '--speed', '50', '--scenario', 'scenario.yml'];
    emulator = await startEmulator(args, folder);
    inShell = shell(emulator.variables);
  });
  afterAll(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a release is verified by two processes, proven, and promoted', async () => {
    const deployed = await fanout(['deploy', 'test', '--version', '1.1'], inShell(folder));
    expect(deployed.stdout).toContain(`the emulator at ${emulator.variables.AWS_ENDPOINT_URL}`);
    expect(deployed.stdout).toContain('orders 1.1 runs in its destination, verified');
    expect(deployed.code).toBe(0);
    const promoted = await fanout(['promote', 'production'], inShell(folder));
    expect(promoted.stdout).toContain('orders 1.1 runs in its destination, verified');
    expect(promoted.code).toBe(0);
    const status = await fanout(['status', '--probe'], inShell(folder));
    expect(status.stdout).not.toMatch(/not healthy|unhealthy/);
  });

  test('a wrong answer is not verified', async () => {
    const deployed = await fanout(['deploy', 'broken', '--version', '1.2'], inShell(folder));
    expect(deployed.stdout).toContain('500');
    expect(deployed.code).toBe(1);
  });

  test('without an emulator of the same address, nothing is answered, and nothing is deployed', async () => {
    const { AWS_ENDPOINT_URL: _, ...rest } = emulator.variables;
    const other = await fanout(['deploy', 'test', '--version', '1.3'], { cwd: folder, env: rest });
    expect(other.code).toBe(2);
    expect(other.stdout).toContain('the checks would not look at what is deployed');
  });
});

sandboxed('hosts of an emulator answer the checks of another process', async () => {
  const { folder, remove } = copyQuickstart();
  const file = join(folder, 'fanout.yml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('  timeout: 15m', `  timeout: 15m\n  ${check}`));
  const emulator = await startEmulator(['--speed', '20'], folder);
  try {
    const inShell = shell(emulator.variables);
    const deployed = await fanout(['deploy', 'test', '--version', '1.1'], inShell(folder));
    expect(deployed.stdout).toContain('orders 1.1 runs in its destination, verified');
    expect(deployed.code).toBe(0);
  } finally {
    await emulator.stop();
    remove();
  }
});
