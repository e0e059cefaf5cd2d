import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readInputs } from '../../src/cli/arguments.ts';
import { statusCommand } from '../../src/cli/commands/status.ts';
import type { FaultRule } from '../../src/emulator/scenario/fault-definition.ts';
import { printed } from '../ci/printed.ts';
import { aDestination, anEnvironment, aWave } from '../release/makers.ts';
import { openWorld, type World } from '../release/world.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'status-'));
  writeFileSync(
    join(folder, 'fanout.yml'),
    `version: 1
application: orders
bundle: { source: ., bucket: "deploy-\${account.id}-\${region}" }
accounts: { dev: "111111111111", retail: "222222222222" }
defaults:
  role: arn:aws:iam::\${account.id}:role/codedeploy-fanout
  deploymentGroup: orders-\${environment}
environments:
  test: { accounts: [dev], regions: [eu-west-1] }
  production: { after: [test], accounts: [retail], regions: [eu-west-1] }
`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const dev = ['111111111111'];
const retail = ['222222222222'];
const s3 = 's3' as const;
const production = aDestination({ deploymentConfig: 'CodeDeployDefault.OneAtATime' });
const before = aDestination({
  id: 'dev/eu-west-1',
  account: { name: 'dev', id: '111111111111' },
  role: { arn: 'arn:aws:iam::111111111111:role/codedeploy-fanout', sessionTags: false },
  deploymentGroup: 'orders-test',
  bucket: 'deploy-111111111111-eu-west-1',
  bucketOwner: '111111111111',
});

/** Production, in which one instance of three was left behind, runs something older than what is before it. */
async function aWorld(): Promise<World> {
  const test = anEnvironment({ name: 'test', waves: [aWave({ destinations: [before] })] });
  const environment = anEnvironment({ waves: [aWave({ destinations: [production] })] });
  const world = await openWorld({ environment, before: [test] });
  await world.deploy({ environment: test, version: '1.215' });
  world.arm([
    { instance: 3, event: 'AfterInstall', then: { fail: { script: 's', exitCode: 1, log: '' } } },
  ]);
  await world.deploy();
  return world;
}

async function statusIn({ emulator: { url, credentials }, clock }: World) {
  const read = readInputs(['status', 'production'], {});
  if (!read.ok || read.inputs.command !== 'status') throw new Error('it is status');
  const { inputs } = read;
  let code: number | undefined;
  const { stdout } = await printed('terminal', async (host) => {
    code = await statusCommand(inputs, {
      env: {
        AWS_ENDPOINT_URL: url,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_REGION: 'eu-west-1',
      },
      cwd: folder,
      host,
      clock,
      signal: new AbortController().signal,
    });
  });
  return { code, stdout };
}

test('status ends with 0 where all could be read, whatever it says of it', async () => {
  const { code, stdout } = await statusIn(await aWorld());
  expect(stdout).toContain('behind test, which runs 1.215 (1 newer release)');
  expect(stdout).toContain('1 instance not on it');
  expect(code).toBe(0);
});

test.each<[string, FaultRule[]]>([
  ['the group', [{ operation: 'GetDeploymentGroup', account: retail, then: 'deny' }]],
  ['the deployment', [{ operation: 'BatchGetDeployments', account: retail, then: 'deny' }]],
  ['the records', [{ service: s3, operation: 'ListObjectsV2', account: retail, then: 'deny' }]],
  ['a record', [{ service: s3, operation: 'GetObject', then: 'deny' }]],
  ['its account', [{ service: 'sts', then: 'deny' }]],
  ['what runs before it', [{ service: 'codedeploy', account: dev, then: 'deny' }]],
  ['how far it is behind that', [{ service: s3, account: dev, then: 'deny' }]],
  ['which instances are left', [{ operation: '*DeploymentTargets', then: 'deny' }]],
])('status ends with 1 where something could not be read: %s', async (_, faults) => {
  const world = await aWorld();
  world.emulator.arm(faults);
  const { code, stdout } = await statusIn(world);
  expect(stdout).toContain('AccessDenied');
  expect(code).toBe(1);
});

test.each([
  ['its hold', 'holds'],
  ['its lease', 'locks'],
])('status ends with 1 where what is kept is nothing that can be read: %s', async (_, folder) => {
  const world = await aWorld();
  const someone = await world.someoneIn(production.id);
  await someone.overwrite(`orders/${folder}/production.json`, 'no JSON');
  const { code, stdout } = await statusIn(world);
  expect(stdout.replace(/\s+/g, ' ')).toContain('is not JSON');
  expect(code).toBe(1);
});
