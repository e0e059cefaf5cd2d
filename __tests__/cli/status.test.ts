import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readInputs } from '../../src/cli/arguments.ts';
import { statusCommand } from '../../src/cli/commands/status.ts';
import type { FaultRule } from '../../src/emulator/scenario/fault-definition.ts';
import { printed } from '../ci/printed.ts';
import { aDestination, anEnvironment, aWave } from '../release/makers.ts';
import { openWorld } from '../release/world.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'status-'));
  writeFileSync(
    join(folder, 'fanout.yml'),
    `version: 1
application: orders
bundle: { source: ., bucket: "deploy-\${account.id}-\${region}" }
accounts: { retail: "222222222222" }
defaults:
  role: arn:aws:iam::\${account.id}:role/codedeploy-fanout
  deploymentGroup: orders-production
environments: { production: { accounts: [retail], regions: [eu-west-1] } }
`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each<[string, FaultRule[], number]>([
  ['all could be read', [], 0],
  ['the group', [{ operation: 'GetDeploymentGroup', then: 'deny' }], 1],
  ['the deployment', [{ operation: 'BatchGetDeployments', then: 'deny' }], 1],
  ['the records', [{ service: 's3', operation: 'ListObjectsV2', then: 'deny' }], 1],
  ['a record', [{ service: 's3', operation: 'GetObject', then: 'deny' }], 1],
  ['its account', [{ service: 'sts', then: 'deny' }], 1],
])('status ends with 1 where something could not be read: %s', async (_, faults, expected) => {
  const destinations = [aDestination()];
  const environment = anEnvironment({ waves: [aWave({ destinations })] });
  const world = await openWorld({ environment });
  await world.deploy();
  world.emulator.arm(faults);
  const { url, credentials } = world.emulator;
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
      clock: world.clock,
      signal: new AbortController().signal,
    });
  });
  expect(code).toBe(expected);
  if (expected === 1) expect(stdout).toContain('AccessDenied');
});
