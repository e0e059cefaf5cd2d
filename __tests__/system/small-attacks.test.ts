import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { fanout } from './fanout.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const appspec = 'version: 0.0\nos: linux\nfiles:\n  - source: /\n    destination: /opt/orders\n';
const check = (http: string, vars = '') => `version: 1
application: orders
${vars}bundle: { source: src, bucket: deploy-orders }
accounts: { retail: "222222222222" }
defaults: { deploymentGroup: orders, role: "arn:aws:iam::\${account.id}:role/deploy" }
environments:
  production:
    accounts: [retail]
    regions: [eu-west-1]
    verify: [{ http: ${http} }]
`;

function aFolder(configuration: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'attacks-'));
  folders.push(folder);
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/appspec.yml'), appspec);
  writeFileSync(join(folder, 'fanout.yml'), configuration);
  return folder;
}

describe('a variable', () => {
  test.each(['evil.example/#', 'evil.example?', 'user@evil.example', 'evil.example\\\\'])(
    'does not move the host of a check: %s',
    async (value) => {
      const http = '{ url: "https://$' + '{vars.NAME}.orders.example.com/" }';
      const cwd = aFolder(check(http, `vars: { NAME: "${value}" }\n`));
      const { code, stdout } = await fanout(['plan', 'production', '--offline'], { cwd });
      expect(code).toBe(2);
      expect(stdout).toMatch(/fanout\.yml:\d+:\d+.*(another host|must be an address)/);
    },
  );

  test('may be the host, or all of the address', async () => {
    const vars = 'vars: { HOST: orders.example.com, BASE: "https://orders.example.com" }\n';
    for (const url of ['https://$' + '{vars.HOST}/a', '$' + '{vars.BASE}/a']) {
      const cwd = aFolder(check(`{ url: "${url}" }`, vars));
      expect((await fanout(['plan', 'production', '--offline'], { cwd })).code).toBe(0);
    }
  });
});

test('a link instead of the AppSpec file brings nothing from outside into the bundle', async () => {
  const cwd = aFolder(
    check('{ url: "https://orders.example.com" }').replace(
      '{ source: src,',
      '{ source: src, appspec: linked.yml,',
    ),
  );
  const outside = mkdtempSync(join(tmpdir(), 'outside-'));
  folders.push(outside);
  writeFileSync(join(outside, 'credentials'), 'canary');
  symlinkSync(join(outside, 'credentials'), join(cwd, 'linked.yml'));
  const { code, stdout } = await fanout(['package', '--version', '1'], { cwd });
  expect(code).toBe(2);
  expect(stdout).toContain(
    'bundle.appspec "linked.yml" is a link that leads out of its folder, or is behind one',
  );
});

test.each([
  ['bundle.source', 'linked', (text: string) => text.replace('source: src', 'source: linked')],
  [
    'bundle.source',
    'linked/in',
    (text: string) => text.replace('source: src', 'source: linked/in'),
  ],
  [
    'bundle.appspec',
    'linked/appspec.yml',
    (text: string) => text.replace('source: src', 'source: src, appspec: linked/appspec.yml'),
  ],
])(
  'a folder that a build leads elsewhere brings nothing from there: %s %s',
  async (key, at, edit) => {
    const cwd = aFolder(edit(check('{ url: "https://orders.example.com" }')));
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    folders.push(outside);
    mkdirSync(join(outside, 'in'));
    for (const file of ['appspec.yml', 'in/appspec.yml'])
      writeFileSync(join(outside, file), appspec);
    symlinkSync(outside, join(cwd, 'linked'));
    const { code, stdout } = await fanout(['package', '--version', '1'], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain(`${key} "${at}" is a link that leads out`);
  },
);

test('--sarif replaces a link and leaves alone what it leads to', async () => {
  const cwd = aFolder(check('{ url: "https://orders.example.com" }'));
  writeFileSync(join(cwd, 'precious'), 'as before');
  symlinkSync('precious', join(cwd, 'found.sarif'));
  await fanout(['lint', 'src', '--sarif', 'found.sarif'], { cwd });
  expect(readFileSync(join(cwd, 'precious'), 'utf8')).toBe('as before');
  expect(JSON.parse(readFileSync(join(cwd, 'found.sarif'), 'utf8'))).toHaveProperty('runs');
});

test('without TLS’s check of who answers, no credential is used', async () => {
  const cwd = aFolder(check('{ url: "https://orders.example.com" }'));
  const env = {
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    AWS_ACCESS_KEY_ID: 'AKIA',
    AWS_SECRET_ACCESS_KEY: 'canary',
  };
  const { code, stdout } = await fanout(['status'], { cwd, env });
  expect(code).toBe(3);
  expect(stdout).toContain('NODE_TLS_REJECT_UNAUTHORIZED is "0"');
});

test('`package` hides a secret of the configuration that the build prints', async () => {
  const http =
    '{ url: "https://orders.example.com", headers: { authorization: "$' +
    '{env.STATUS_SECRET}" } }';
  const build = '{ build: "echo it-is-$(cat ../secret)", source: src,';
  const cwd = aFolder(check(http).replace('{ source: src,', build));
  const folder = join(cwd, 'in');
  mkdirSync(folder);
  for (const [name, text] of Object.entries({
    'fanout.yml': readFileSync(join(cwd, 'fanout.yml'), 'utf8'),
  }))
    writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/appspec.yml'), appspec);
  writeFileSync(join(cwd, 'secret'), 'the-canary');
  const env = { STATUS_SECRET: 'the-canary' };
  const { code, stdout, stderr } = await fanout(['package', '--version', '1'], {
    cwd: folder,
    env,
  });
  expect(code).toBe(0);
  expect(stdout).toContain('it-is-***');
  expect(stdout + stderr).not.toContain('the-canary');
});
