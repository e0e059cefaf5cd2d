import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { HostName } from '../../src/ci/host.ts';
import { readInputs } from '../../src/cli/arguments.ts';
import { rollbackCommand } from '../../src/cli/commands/rollback.ts';
import { readLeftOver } from '../../src/release/finish/read-notes.ts';
import { printed } from '../ci/printed.ts';
import { aDestination, anEnvironment, aWave } from '../release/makers.ts';
import { openWorld } from '../release/world.ts';

const file = `
version: 1
application: orders
bundle: { bucket: "deploy-\${account.id}-\${region}" }
accounts: { retail: "222222222222" }
defaults:
  role: arn:aws:iam::\${account.id}:role/codedeploy-fanout
  deploymentGroup: orders-\${environment}
environments:
  production: { accounts: [retail], regions: [eu-west-1] }
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refused-'));
  writeFileSync(join(folder, 'fanout.yml'), file);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A rollback that is refused, for nothing was ever proven there. */
async function refused(host: HostName, json: boolean) {
  const environment = anEnvironment({ waves: [aWave({ destinations: [aDestination()] })] });
  const world = await openWorld({ environment });
  const { accessKeyId, secretAccessKey } = world.emulator.credentials;
  const env = {
    AWS_ENDPOINT_URL: world.emulator.url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
  const read = readInputs(['rollback', 'production', ...(json ? ['--json'] : [])], {});
  if (!read.ok || read.inputs.command !== 'rollback') throw new Error('it is a rollback');
  const { inputs } = read;
  let code = 0;
  const output = await printed(
    host,
    async (open) => {
      const { signal } = new AbortController();
      const ports = { env, cwd: folder, host: open, clock: world.clock, signal };
      code = await rollbackCommand(inputs, ports);
    },
    { json },
  );
  return { ...output, code };
}

describe('a run that is refused', () => {
  test('is told as the one JSON object as well', async () => {
    const { stdout, stderr, code } = await refused('terminal', true);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'rollback',
      environment: 'production',
      verdict: 'refused',
      exitCode: 3,
      problems: [{ message: expect.any(String), file: null, line: null }],
      destinations: [],
    });
    expect(stderr).toMatch(/^error: /m);
  });

  test.each<HostName>(['terminal', 'github', 'gitlab', 'teamcity'])(
    'is told once by %s: why, and then the verdict',
    async (host) => {
      const { stdout } = await refused(host, false);
      const why = stdout.search(/error/);
      const verdict = stdout.search(/production: refused; exit code 3/);
      expect(why).toBeGreaterThan(0);
      expect(verdict).toBeGreaterThan(why);
      expect(stdout.match(/buildProblem/g) ?? []).toHaveLength(host === 'teamcity' ? 1 : 0);
    },
  );

  test('says why on the page of the run', async () => {
    const summary = (await refused('github', false)).file('summary');
    expect(summary).toMatch(/refused[\s\S]*\n- /);
  });

  test('has come to its end', async () => {
    await refused('terminal', false);
    expect(readLeftOver(join(folder, '.fanout/run.jsonl'))).toMatchObject({ finished: true });
  });
});

test.each([
  [['deploy', 'elsewhere'], 'elsewhere'],
  [['deploy', 'production', '--nonsense'], '--nonsense'],
])('what cannot begin is told as a JSON object too: %j', async (line, wrong) => {
  const root = resolve(import.meta.dirname, '../..');
  const run = ['--import', join(root, 'build/run-typescript.js'), join(root, 'src/main.ts')];
  const { code, stdout } = await new Promise<{ code: unknown; stdout: string }>((done) => {
    const options = { cwd: folder, env: { PATH: process.env.PATH ?? '' } };
    execFile(process.execPath, [...run, ...line, '--json'], options, (error, stdout) =>
      done({ code: error?.code, stdout }),
    );
  });
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    command: 'deploy',
    verdict: 'invalid',
    exitCode: 2,
    problems: [{ message: expect.stringContaining(wrong), line: null }],
  });
});
