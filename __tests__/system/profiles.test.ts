import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyQuickstart, fanout, type RunningEmulator, startEmulator } from './fanout.ts';

let quickstart: ReturnType<typeof copyQuickstart>;
let emulator: RunningEmulator;
let keys: { id: string; secret: string };

beforeAll(async () => {
  quickstart = copyQuickstart();
  const { folder } = quickstart;
  const file = join(folder, 'fanout.yml');
  const text = readFileSync(file, 'utf8')
    .replace('dev: "111111111111"', 'dev: { id: "111111111111", profile: by-program }')
    .replace('retail: "222222222222"', 'retail: { id: "222222222222", profile: keys }')
    .replace('wholesale: "333333333333"', 'wholesale: { id: "333333333333", profile: keys }');
  writeFileSync(file, text);
  emulator = await startEmulator(['--speed', '200', '--hooks', 'none'], folder);
  const { AWS_ACCESS_KEY_ID: id = '', AWS_SECRET_ACCESS_KEY: secret = '' } = emulator.variables;
  keys = { id, secret };
}, 60_000);

afterAll(async () => {
  await emulator.stop();
  quickstart.remove();
});

/** Runs with nothing but the profiles of a file; the program prints what is given. */
async function run(args: string[], program: string, more: Record<string, string> = {}) {
  const { folder } = quickstart;
  const path = join(folder, 'credentials.sh');
  writeFileSync(path, `#!/bin/sh\n${program}\n`);
  chmodSync(path, 0o755);
  const config = join(folder, 'aws-config');
  writeFileSync(
    config,
    `[profile keys]
aws_access_key_id = ${keys.id}
aws_secret_access_key = ${keys.secret}
[profile by-program]
credential_process = ${path} --password hunter22
`,
  );
  const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...variables } = emulator.variables;
  const env = { ...variables, AWS_CONFIG_FILE: config, ...more };
  return fanout(args, { cwd: folder, env });
}

const printing = () =>
  `echo '${JSON.stringify({ Version: 1, AccessKeyId: keys.id, SecretAccessKey: keys.secret })}'`;

test('each account is reached by its profile: keys of a file, or what a program prints', async () => {
  const deployed = await run(['deploy', 'test', '--version', '1.1'], printing());
  expect(deployed).toMatchObject({ code: 0 });
  // All three accounts are read, roles assumed.
  const { code, stdout, stderr } = await run(['status'], printing());
  expect(code).toBe(0);
  expect(stdout + stderr).not.toContain(keys.secret);
});

test('it takes the place of the credentials and of the identity token of the job', async () => {
  const wrong = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'of nobody' };
  const others = { ...wrong, INPUT_WEB_IDENTITY_TOKEN: 'of nobody' };
  const { code, stdout } = await run(['status'], printing(), others);
  expect({ code, stdout }).toMatchObject({ code: 0 });
});

test.each([
  [
    'echo "vault is sealed: ask ops" >&2; exit 3',
    'credential_process failed: vault is sealed: ask ops',
  ],
  ['exit 1', 'credential_process failed, and printed nothing'],
  ['echo hello', 'credential_process returned invalid JSON'],
  ['echo "{}"', 'credential_process did not return Version 1'],
])(
  'why a program gives none is told, and nothing of its command line: %s',
  async (program, says) => {
    const { code, stdout, stderr } = await run(['deploy', 'test', '--version', '1.2'], program);
    const told = (stdout + stderr).replace(/\s+/g, ' ');
    expect(code).toBe(3);
    expect(told).toContain(says);
    expect(told).toContain('run the credential_process of profile "by-program" by hand');
    expect(told).not.toContain('hunter22');
  },
);
