import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changeHold } from '../../src/cli/change-hold.ts';
import { systemClock } from '../../src/clock.ts';
import { printed } from '../ci/printed.ts';

const folder = mkdtempSync(join(tmpdir(), 'hold-'));
beforeAll(() =>
  writeFileSync(
    join(folder, 'fanout.yml'),
    `version: 1
application: orders
bundle: { source: deployment, bucket: "deploy-\${account.id}-\${region}" }
accounts: { retail: "222222222222" }
defaults: { role: "arn:aws:iam::\${account.id}:role/fanout", deploymentGroup: "orders-\${environment}" }
environments:
  production: { accounts: [retail], regions: [eu-west-1, us-east-1, us-west-2] }
`,
  ),
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = { held: true, reason: 'no', by: 'alice', time: '2026-11-23T02:45:00.000Z' };

test.each<[string[] | undefined, number]>([
  [undefined, 0],
  [['retail/us-east-1', 'retail/us-west-2'], 1],
])('a hold that has not reached %j ends with %d', async (missing, expected) => {
  let code = 0;
  const { stdout, stderr } = await printed(
    'terminal',
    async (host) => {
      const { signal } = new AbortController();
      const ports = { env: {}, cwd: folder, host, clock: systemClock, signal };
      const inputs = { environment: 'production', json: true } as Parameters<typeof changeHold>[1];
      const change = { now, ...(missing && { missing }) };
      code = await changeHold('hold', inputs, ports, async () => change);
    },
    { json: true },
  );
  expect(code).toBe(expected);
  expect(JSON.parse(stdout)).toMatchObject({ held: true, missing: missing ?? [] });
  const said =
    'production is held, but retail/us-east-1, retail/us-west-2 have not got that: a run that sees only those may pass over it';
  expect(stderr.includes(said)).toBe(missing !== undefined);
});
