import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fanout } from './fanout.ts';
import { sandboxed } from './sandboxes.ts';

const programs = ['sh', 'env', 'setpriv', 'cat', 'ls', 'umount', 'rmdir'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'host-root-'));
  makeRoot(join(folder, 'root'));
  mkdirSync(join(folder, 'app'));
  write(
    'app/appspec.yml',
    'version: 0.0\nos: linux\nhooks:\n  AfterInstall:\n    - location: show.sh\n      timeout: 30\n',
  );
  write(
    'app/show.sh',
    '#!/bin/sh\ncat /etc/os-release\n[ ! -e /usr/share/dpkg ] || echo apt\nexit 9\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, text: string) =>
  writeFileSync(join(folder, file), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });

/** A very small Linux: what these programs and Node.js load, and nothing else of this machine. */
function makeRoot(root: string): void {
  for (const name of ['usr/bin', 'etc', 'var', 'opt', 'usr/lib/systemd/system'])
    mkdirSync(join(root, name), { recursive: true });
  const found = programs.flatMap((name) => {
    const path = ['/usr/bin', '/bin'].map((place) => join(place, name)).find(existsSync);
    return path === undefined ? [] : [path];
  });
  for (const path of found)
    cpSync(realpathSync(path), join(root, 'usr/bin', path.split('/').at(-1) ?? ''));
  execFileSync('ln', ['-s', 'usr/bin', join(root, 'bin')]);
  for (const path of [...found, process.execPath]) {
    const listed = execFileSync('ldd', [path], { encoding: 'utf8' });
    for (const [library] of listed.matchAll(/\/\S+/g)) {
      mkdirSync(join(root, dirname(library)), { recursive: true });
      cpSync(realpathSync(library), join(root, library));
    }
  }
  writeFileSync(join(root, 'etc/os-release'), 'PRETTY_NAME="A small one"\n');
  for (const file of ['passwd', 'group'])
    writeFileSync(
      join(root, 'etc', file),
      `${readFileSync(`/etc/${file}`, 'utf8').split('\n')[0]}\n`,
    );
}

function configure(root: string): void {
  write(
    'fanout.yml',
    `version: 1
application: web
bundle: { source: app, bucket: "deploy-\${account.id}-\${region}" }
accounts: { prod: "222222222222" }
defaults: { role: "arn:aws:iam::\${account.id}:role/r", deploymentGroup: web }
environments: { production: { accounts: [prod], regions: [eu-west-1] } }
rehearsal: { instances: 1, hookSeconds: 1, host: { root: ${root} } }
`,
  );
}

const rehearse = () => fanout(['rehearse', '--speed', '100', '--version', '1.7'], { cwd: folder });

describe('A host can be shown a root folder of its own, or a tarball of one.', () => {
  sandboxed('a folder', async () => {
    configure('root');
    const { stdout } = await rehearse();
    expect(stdout).toContain('[stdout]PRETTY_NAME="A small one"');
    expect(stdout).not.toContain('[stdout]apt');
  });

  sandboxed('a tarball', async () => {
    execFileSync('tar', ['-czf', join(folder, 'root.tar.gz'), '-C', join(folder, 'root'), '.']);
    configure('root.tar.gz');
    expect((await rehearse()).stdout).toContain('[stdout]PRETTY_NAME="A small one"');
  });

  test('what cannot be one is refused', async () => {
    configure('app');
    const { code, stdout } = await rehearse();
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: expect.stringContaining('it has no bin/sh'),
    });
  });
});
