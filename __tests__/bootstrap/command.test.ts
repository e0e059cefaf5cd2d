import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Host } from '../../src/ci/host.ts';
import { readInputs } from '../../src/cli/arguments.ts';
import type { CommandPorts } from '../../src/cli/command-ports.ts';
import { bootstrapCommand } from '../../src/cli/commands/bootstrap.ts';
import { systemClock } from '../../src/clock.ts';
import { UsageError } from '../../src/problem.ts';
import { twoAccounts } from './configured.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fanout-bootstrap-'));
  await writeFile(join(folder, 'fanout.yml'), twoAccounts);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<string> {
  const printed: string[] = [];
  const host = {
    mask: () => undefined,
    problems: () => undefined,
    print: (text: string) => void printed.push(text),
    result: (text: string) => void printed.push(text),
  } as unknown as Host;
  const read = readInputs(['bootstrap', ...args], {});
  if (!read.ok || read.inputs.command !== 'bootstrap') throw new Error('it was not understood');
  const signal = new AbortController().signal;
  const ports = { env: {}, cwd: folder, host, clock: systemClock, signal } as CommandPorts;
  expect(await bootstrapCommand(read.inputs, ports)).toBe(0);
  return printed.join('\n');
}

async function refusal(...args: string[]): Promise<string[]> {
  const error = await run(...args).catch((one) => one);
  expect(error).toBeInstanceOf(UsageError);
  return (error as UsageError).problems.map(({ code }) => code);
}

const github = ['--github', 'acme/orders'];

test('a file for each account is written, once, and nothing that differs is replaced unasked', async () => {
  expect(await run(...github, '--out', 'aws')).toMatch(
    /aws\/account-dev-111111111111.yml {2}written/,
  );
  expect((await readdir(join(folder, 'aws'))).length).toBe(2);
  expect(await run(...github, '--out', 'aws')).toMatch(/as it was/);
  const file = join(folder, 'aws/account-dev-111111111111.yml');
  const text = await readFile(file, 'utf8');
  await writeFile(file, 'mine');
  expect(await refusal('--github', 'acme/other', '--out', 'aws')).toEqual([
    'file-exists',
    'file-exists',
  ]);
  expect(await readFile(file, 'utf8')).toBe('mine');
  expect(await run(...github, '--out', 'aws', '--overwrite')).toMatch(/replaced/);
  expect(await readFile(file, 'utf8')).toBe(text);
});

test('roles that nobody may assume are refused, and every mistake is told', async () => {
  expect(await refusal()).toEqual(['missing-option']);
  const forTest = ['--github', 'test=acme/orders'];
  expect(await refusal(...forTest)).toEqual(['missing-option']);
  expect(await run(...forTest, '--github', 'production=acme/orders')).toContain('environment:test');
  expect(await refusal('--github', 'acme', '--also', 'build')).toEqual([
    'bad-option-value',
    'bad-option-value',
  ]);
});

test('what IAM would refuse is refused here: names too long, policies too large', async () => {
  const name = 'r'.repeat(60);
  await writeFile(
    join(folder, 'long.yml'),
    twoAccounts.replace('role/codedeploy-fanout', `role/${name}`),
  );
  expect(await refusal('--config', 'long.yml', ...github, '--also', 'promote')).toEqual([
    'bad-value',
    'bad-value',
  ]);
  const [head, tests = ''] = twoAccounts.split('environments:');
  const many = Array.from(
    { length: 60 },
    (_, index) => `
  another-environment-${index}: { accounts: [dev], regions: [eu-west-1], bucket: "b${index}-of-orders" }`,
  );
  await writeFile(join(folder, 'many.yml'), `${head}environments:${tests}${many.join('')}`);
  expect(await refusal('--config', 'many.yml', ...github)).toEqual(['policy-too-large']);
});

test.each([
  [
    'accounts that share a bucket',
    '{ accounts: ["*"], regions: [eu-west-1], bucket: "shared-by-all", bucketOwner: "111111111111" }',
  ],
  ['accounts that are promoted to', '{ accounts: ["*"], regions: [eu-west-1], after: [test] }'],
])('a policy of a bucket that S3 would refuse is refused here: %s', async (_, environment) => {
  const ids = Array.from({ length: 120 }, (_, index) => `${300_000_000_000 + index}`);
  const accounts = ids.map((id) => `  a${id}: "${id}"\n`).join('');
  const names = ids.map((id) => `a${id}`).join(', ');
  const text = `version: 1
application: orders
bundle: { source: deployment, bucket: "deploy-\${account.id}-\${region}" }
accounts:
  dev: "111111111111"
${accounts}
defaults: { role: "arn:aws:iam::\${account.id}:role/codedeploy-fanout", deploymentGroup: "orders-\${environment}" }
environments:
  test: { accounts: [dev], regions: [eu-west-1] }
  production: ${environment.replace('["*"]', `[${names}]`)}
`;
  await writeFile(join(folder, 'accounts.yml'), text);
  expect(await refusal('--config', 'accounts.yml', ...github)).toEqual(['policy-too-large']);
});

test('on stdout they are documents of YAML, or one object', async () => {
  expect((await run(...github)).match(/^AWSTemplateFormatVersion/gm)).toHaveLength(2);
  const { templates } = JSON.parse(await run(...github, '--json'));
  expect(templates).toMatchObject([
    { accountId: '111111111111', regions: ['eu-west-1'] },
    { accountId: '222222222222', regions: ['eu-west-1', 'us-east-1'] },
  ]);
});

test('policies are printed with their reasons, for people and for other tools', async () => {
  const text = await run('--policy');
  expect(text).toContain('nobody may assume it yet');
  expect(text).toMatch(/Lock: who is at work\n {4}s3:PutObject\n {6}on arn:aws:s3:::deploy-/);
  const { roles, buckets } = JSON.parse(await run('--policy', '--json', ...github));
  expect(roles).toMatchObject([
    { name: 'codedeploy-fanout', for: 'deploy', environments: ['test', 'production'] },
    { name: 'codedeploy-fanout', for: 'deploy', environments: ['production'] },
  ]);
  for (const { policy, why } of [...roles, ...buckets])
    expect(Object.keys(why)).toEqual(policy.Statement.map(({ Sid }: { Sid: string }) => Sid));
});

test('several configurations share a role', async () => {
  await writeFile(
    join(folder, 'billing.yml'),
    twoAccounts
      .replace('application: orders', 'application: billing')
      .replace('orders-', 'billing-'),
  );
  const { roles } = JSON.parse(
    await run('--policy', '--json', '--config', 'fanout.yml', '--config', 'billing.yml'),
  );
  expect(roles).toHaveLength(2);
  expect(JSON.stringify(roles[0].policy)).toContain('deploymentgroup:orders/*');
  expect(JSON.stringify(roles[0].policy)).toContain('deploymentgroup:billing/*');
});
