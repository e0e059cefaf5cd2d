import { chmodSync, chownSync, cpSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { compilePrepare } from './as-a-program.ts';
import { prepare } from './prepared.ts';
import { makeTree, minimal, noise, type Tree, tempFolder } from './temp-tree.ts';

const tree: Tree = {
  ...minimal,
  'text.js': 'export const answer = 42;\n'.repeat(60_000),
  'noise.bin': noise(700_000),
  'bin/start': { content: '#!/bin/sh\n', mode: 0o755 },
  'link to start': { link: 'bin/start' },
  'empty/folder': null,
  ...Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`many/${i}.txt`, `${i} `.repeat(i * i)]),
  ),
};

describe('the same content gives the same bytes', () => {
  let prepareApart: ReturnType<typeof compilePrepare>;
  beforeAll(() => {
    prepareApart = compilePrepare();
  });

  test('with other times, modes, umask, time zone, language and folder, and in another process', async () => {
    const cwd = tempFolder();
    const first = await prepare(tree, { cwd });
    const elsewhere = tempFolder();
    cpSync(join(cwd, 'src'), join(elsewhere, 'co'), { recursive: true, verbatimSymlinks: true });
    touchAll(join(elsewhere, 'co'));
    const second = prepareApart(
      { source: 'co', exclude: [] },
      {
        cwd: elsewhere,
        umask: '077',
        env: { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', UV_THREADPOOL_SIZE: '1' },
      },
    );
    expect(second).toEqual({ sha256: first.bundle.sha256, digest: first.bundle.digest });
  });

  test('ten times over', async () => {
    const cwd = tempFolder();
    await prepare(tree, { cwd });
    const again = Array.from({ length: 10 }, (_, i) =>
      prepare('src', { cwd, out: join(cwd, `${i}.zip`) }),
    );
    const hashes = (await Promise.all(again)).map(({ bundle }) => bundle.sha256);
    expect(new Set(hashes).size).toBe(1);
  });

  test('on Windows, too, where the scripts are the executable files', async () => {
    const linux = await prepare(tree, { platform: 'linux' });
    const windows = await prepare(tree, { platform: 'win32' });
    expect(windows.bundle.sha256).toBe(linux.bundle.sha256);
  });

  test.each<[string, Tree]>([
    ['bytes', { 'bin/start': { content: '#!/bin/bash', mode: 0o755 } }],
    ['an executable bit', { 'bin/start': { content: '#!/bin/sh\n', mode: 0o644 } }],
    ['a name', { 'bin/stop': { content: '#!/bin/sh\n', mode: 0o755 } }],
    ["a link's target", { 'bin/start': { link: '../x' } }],
    ['an empty folder', { 'bin/start': { content: '#!/bin/sh\n', mode: 0o755 }, 'bin/log': null }],
  ])('but not with other %s', async (_, other) => {
    const base = { ...minimal, 'bin/start': { content: '#!/bin/sh\n', mode: 0o755 } };
    const [one, two] = [await prepare(base), await prepare({ ...minimal, ...other })];
    expect(two.bundle.digest).not.toBe(one.bundle.digest);
    expect(two.bundle.sha256).not.toBe(one.bundle.sha256);
  });

  test('files that may not be read are all named', () => {
    const cwd = makeTree({
      'src/a': 'x',
      'src/b': 'x',
      'src/closed/c': 'x',
      'src/appspec.yml': 'x',
    });
    for (const path of ['src/a', 'src/b', 'src/closed']) chmodSync(join(cwd, path), 0);
    const asRoot = process.getuid?.() === 0;
    if (asRoot) {
      chmodSync(cwd, 0o755);
      chownSync(cwd, 65534, 65534);
    }
    const { problems } = prepareApart(
      { source: 'src', exclude: [] },
      { cwd, ...(asRoot && { uid: 65534 }) },
    );
    chmodSync(join(cwd, 'src/closed'), 0o755);
    expect(problems?.map(({ message }) => message).sort()).toEqual([
      'file "src/a" cannot be read: permission denied',
      'file "src/b" cannot be read: permission denied',
      'folder "src/closed" cannot be read: permission denied',
    ]);
  });
});

/** Other times, and group bits as another umask makes them. */
function touchAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) continue;
    if (entry.isDirectory()) touchAll(path);
    chmodSync(path, entry.isDirectory() || entry.name === 'start' ? 0o700 : 0o600);
    utimesSync(path, 1_000_000, 1_000_000);
  }
}
