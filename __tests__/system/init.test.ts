import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { dist, fanout, plainEnvironment } from './fanout.ts';
import { noSandboxes, sandboxed } from './sandboxes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    if (text.startsWith('#!')) chmodSync(join(folder, path), 0o755);
  }
}

const lacks = (program: string) => spawnSync(program, ['version']).error !== undefined;

/** In the place of a compiler that this machine lacks: what it leaves is a program that answers as the real one would. */
const go = `#!/bin/sh
while [ "$1" != -o ]; do shift; done
cat > "$2" <<END
#!/usr/bin/env node
require('node:http').createServer((_, r) => r.end(JSON.stringify({ version: '$VERSION' }))).listen(8080);
END
chmod 755 "$2"
`;
const maven = `#!/bin/sh
mkdir -p target/classes
find src/main -name '*.java' -print0 | xargs -0 javac -d target/classes
jar --create --file target/billing-1.jar -C target/classes .
`;
const docker = '#!/bin/sh\necho "image of $*"\n';

const unit = `[Service]
User=worker
WorkingDirectory=/srv/worker
ExecStart=/srv/worker/worker.sh --forever
`;

/** What a repository has, what is said, and what stands in for programs that are not there. */
const repositories: Record<string, [Record<string, string>, string[], Record<string, string>?]> = {
  Go: [{ 'go.mod': 'module example.com/acme/orders\n\ngo 1.22\n' }, [], lacks('go') ? { go } : {}],
  Node: [{ 'package.json': '{ "name": "@acme/orders", "main": "index.js" }' }, []],
  Java: [{}, ['--kind', 'java']],
  'Java with Maven': [
    { 'pom.xml': '<project><artifactId>billing</artifactId></project>' },
    [],
    { mvn: maven },
  ],
  Python: [{ 'requirements.txt': '' }, []],
  'systemd units and Consul files': [
    {
      'ops/worker.service': unit,
      'src/worker.sh': '#!/bin/sh\nwhile :; do sleep 1; done\n',
      'consul/worker.json': '{ "service": { "name": "worker", "port": 8080 } }',
    },
    [],
  ],
  'an AppSpec file': [
    {
      'infrastructure/appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: page.html\n    destination: /srv/page\n',
      'infrastructure/page.html': '<p>hello</p>',
    },
    [],
  ],
};

describe(`from nothing to a green rehearsal${noSandboxes && ` (skipped: ${noSandboxes})`}:`, () => {
  for (const [name, [files, args, programs = {}]] of Object.entries(repositories))
    sandboxed(name, async () => {
      const tools = mkdtempSync(join(tmpdir(), 'tools-'));
      for (const [program, text] of Object.entries(programs))
        writeFileSync(join(tools, program), text, { mode: 0o755 });
      const env = { PATH: `${tools}${delimiter}${plainEnvironment.PATH}` };
      put(files);
      const began = Date.now();
      const init = await fanout(['init', ...args], { cwd: folder });
      expect({ ...init, stdout: '' }).toEqual({ code: 0, stdout: '', stderr: '' });
      expect(await linted()).toEqual([]);
      const { code, stdout } = await fanout(['rehearse', '--speed', '60'], { cwd: folder, env });
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: expect.stringMatching(/^production\/us-east-1 +succeeded +1\.local +3 of 3 /m),
      });
      expect((Date.now() - began) / 1000).toBeLessThan(60);
      // What the build leaves is as clean as what was written.
      expect(await linted()).toEqual([]);
      rmSync(tools, { recursive: true });
    });

  test('Docker, whose hooks are only checked', async () => {
    put({ Dockerfile: 'FROM scratch\n', 'tools/docker': docker });
    const init = await fanout(['init', '--application', 'orders'], { cwd: folder });
    expect(init.stdout).toContain('hosts of a rehearsal have no Docker');
    expect(await linted()).toEqual([]);
    const env = { PATH: `${join(folder, 'tools')}${delimiter}${plainEnvironment.PATH}` };
    const args = ['rehearse', '--hooks', 'check', '--speed', '100'];
    expect(await fanout(args, { cwd: folder, env })).toMatchObject({ code: 0 });
    expect(await linted()).toEqual([]);
  });

  async function linted(): Promise<unknown> {
    const { stdout } = await fanout(['lint', '--strict', '--json'], { cwd: folder });
    return JSON.parse(stdout).files[0].findings;
  }
});

sandboxed('a service that does not come up fails the rehearsal, with its own words', async () => {
  put({ 'server.mjs': 'console.error("no queue at 127.0.0.1:4100");\nprocess.exit(3);\n' });
  await fanout(['init', '--kind', 'node'], { cwd: folder });
  const { code, stdout } = await fanout(['rehearse', '--speed', '60'], { cwd: folder });
  expect(code).toBe(1);
  expect(stdout).toContain('the service does not run; its last log lines:');
  expect(stdout).toContain('no queue at 127.0.0.1:4100');
});

const noScript = spawnSync('script', ['--version']).status !== 0;
(noScript ? test.skip : test)('on a terminal it asks, and asks again', async () => {
  const answers = ['orders', 'cobol', 'node', 'live=12', 'live=123456789012', 'eu-west-1', '', ''];
  const command = `'${process.execPath}' '${dist}' init '${folder}'`;
  const { status, stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
    input: answers.map((answer) => `${answer}\n`).join(''),
    encoding: 'utf8',
    env: plainEnvironment,
  });
  expect({ status, stdout }).toMatchObject({ status: 0 });
  expect(stdout).toContain('must be one of go, node, java');
  expect(stdout).toContain('must be environments with different names, each with an account id');
  const written = readFileSync(join(folder, 'fanout.yml'), 'utf8');
  expect(written).toContain('application: orders\n');
  expect(written).toContain('  live: "123456789012"\n');
  expect(written).toContain('    regions: [eu-west-1]\n');
});
