import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runCli } from './run-init.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sources-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function aService(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const account = ['--account', 'test=111111111111', '--region', 'eu-west-1'];
  const ran = await runCli(folder, ['--yes', '--application', 'orders', ...account]);
  expect(ran).toMatchObject({ code: 0 });
}

const build = () => execFileSync('bash', ['codedeploy/build.sh'], { cwd: folder, stdio: 'pipe' });
const built = () =>
  (readdirSync(join(folder, 'codedeploy/app'), { recursive: true }) as string[]).sort();

const node = { 'package.json': '{ "name": "orders", "main": "index.js" }', 'index.js': '' };

describe('what the build of a service without a compiler deploys:', () => {
  test('of Node, all but hidden files, what tools have made and what is about the deployment', async () => {
    await aService({
      ...node,
      'src/a file.js': '',
      'src/.keep': '',
      '-dash.js': '',
      '.env': 'secret',
      'node_modules/left/index.js': '',
      'bundle.zip': 'of an earlier run',
      'bundle.zip.0b1f.part': 'of a job that was killed',
    });
    symlinkSync('index.js', join(folder, 'main.js'));
    build();
    const sources = ['-dash.js', 'index.js', 'main.js', 'package.json', 'release.env'];
    expect(built()).toEqual([...sources, 'src', 'src/.keep', 'src/a file.js']);
  });

  test('of Python, no folders of compiled modules either', async () => {
    await aService({
      'requirements.txt': '',
      'main.py': '',
      'orders/a.py': '',
      'orders/__pycache__/a.pyc': '',
      'build/lib/a.py': '',
      'venv/bin/python': '',
    });
    build();
    const sources = ['main.py', 'orders', 'orders/a.py', 'release.env', 'requirements.txt'];
    expect(built()).toEqual(sources);
  });

  test('whatever is written beside it meanwhile, as CI systems do', async () => {
    await aService(node);
    const script = 'while :; do echo > .log; rm .log; done';
    const writer = spawn('bash', ['-c', script], { cwd: folder, stdio: 'ignore' });
    try {
      for (let run = 0; run < 40; run++) build();
    } finally {
      writer.kill('SIGKILL');
    }
    expect(built()).toContain('index.js');
  });
});
