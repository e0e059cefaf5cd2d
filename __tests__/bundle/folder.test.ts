import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { prepare, problemsOf } from './prepared.ts';
import { makeTree, minimal, tempFolder } from './temp-tree.ts';

const paths = async (...[tree, options]: Parameters<typeof prepare>) =>
  (await prepare(tree, options)).bundle.entries.map(({ path }) => path);

describe('what is in the bundle of a folder', () => {
  test('files, links as links and folders, also empty ones, sorted by path as bytes', async () => {
    const { bundle, notes } = await prepare({
      ...minimal,
      'a.txt': 'in front of a/',
      'a/b': 'B',
      'a-b': '',
      'scripts/run.sh': { content: '#!/bin/sh\n', mode: 0o700 },
      'group-writable': { content: 'x', mode: 0o664 },
      current: { link: 'a/b' },
      'empty/inner': null,
      '\u{1f600}': 'beyond U+FFFF, after the next in UTF-16 order',
      '\uffee': 'x',
    });
    expect(bundle.entries).toEqual([
      { path: 'a', kind: 'directory', mode: 0o755, size: 0 },
      { path: 'a-b', kind: 'file', mode: 0o644, size: 0 },
      { path: 'a.txt', kind: 'file', mode: 0o644, size: 14 },
      { path: 'a/b', kind: 'file', mode: 0o644, size: 1 },
      { path: 'appspec.yml', kind: 'file', mode: 0o644, size: 23 },
      { path: 'current', kind: 'link', mode: 0o777, size: 3, target: 'a/b' },
      { path: 'empty', kind: 'directory', mode: 0o755, size: 0 },
      { path: 'empty/inner', kind: 'directory', mode: 0o755, size: 0 },
      { path: 'group-writable', kind: 'file', mode: 0o644, size: 1 },
      { path: 'scripts', kind: 'directory', mode: 0o755, size: 0 },
      { path: 'scripts/run.sh', kind: 'file', mode: 0o755, size: 10 },
      { path: '\uffee', kind: 'file', mode: 0o644, size: 1 },
      { path: '\u{1f600}', kind: 'file', mode: 0o644, size: 45 },
    ]);
    expect(notes).toEqual([]);
  });

  test('what .codedeployignore and exclude name is left out, and .git everywhere', async () => {
    const tree = {
      ...minimal,
      '.codedeployignore': '\ufeff*.map\n/logs/\n!keep.map\n# comment\n',
      '.git/config': 'x',
      'lib/.git': 'gitdir: elsewhere',
      'lib/a.map': 'x',
      'lib/keep.map': 'x',
      'lib/.codedeployignore': 'only the one at the root counts',
      'lib/Notes.MD': 'patterns tell capitals from small letters',
      'lib/notes.md': 'x',
      'logs/today': 'x',
      'lib/logs/today': 'x',
    };
    expect(await paths(tree, { exclude: ['*.md', 'lib/logs'] })).toEqual([
      'appspec.yml',
      'lib',
      'lib/.codedeployignore',
      'lib/Notes.MD',
      'lib/keep.map',
    ]);
  });

  test('the zip that is written, and the notes of a run, are not in it', async () => {
    const cwd = makeTree({ ...minimal, '.fanout/run.jsonl': '{}', 'out.zip': 'an earlier one' });
    const out = join(cwd, 'out.zip');
    expect(await paths('.', { cwd, out })).toEqual(['appspec.yml']);
    expect(readdirSync(cwd).sort()).toEqual(['.fanout', 'appspec.yml', 'out.zip']);
  });

  test('nor when the source is reached through a link', async () => {
    const cwd = makeTree({ 'real/appspec.yml': 'x', source: { link: 'real' } });
    const out = join(cwd, 'real/out.zip');
    expect(await paths('source', { cwd, out })).toEqual(['appspec.yml']);
    expect(await paths('source', { cwd, out })).toEqual(['appspec.yml']);
  });

  test('names with spaces, quotes and letters of any script stay as they are', async () => {
    const names = [' ', '"quoted"', "it's", '$HOME `x`', 'a;b', 'é', 'e\u0301', 'ファイル', '*?'];
    const tree = { ...minimal, ...Object.fromEntries(names.map((name) => [`d/${name}`, name])) };
    expect((await paths(tree)).sort()).toEqual(
      ['appspec.yml', 'd', ...names.map((name) => `d/${name}`)].sort(),
    );
  });

  test('links that lead out of it are noted, others are not', async () => {
    const { notes } = await prepare({
      ...minimal,
      'a/up': { link: '..' },
      'a/out': { link: '../../secret' },
      'a/through': { link: 'up/../x' },
      absolute: { link: '/etc/hostname' },
      dangling: { link: 'nowhere' },
      loop: { link: 'loop' },
    });
    expect(notes.map(({ code, file }) => `${code} ${file}`)).toEqual([
      'link-leaves-bundle a/out',
      'link-leaves-bundle a/through',
      'link-leaves-bundle absolute',
    ]);
  });

  test('nothing behind a link is read', async () => {
    const secret = makeTree({ 'key.pem': 'secret' });
    const { bundle } = await prepare({ ...minimal, keys: { link: secret } });
    expect(bundle.entries.map(({ path }) => path)).toEqual(['appspec.yml', 'keys']);
    expect(readFileSync(bundle.path).includes('secret')).toBe(false);
  });
});

describe('on Windows, where files have no executable bit', () => {
  test('hook scripts and files that start with #! are executable', async () => {
    const spec = `version: 0.0
os: linux
hooks:
  AfterInstall:
    - location: ./hooks/named
    - location: hooks/missing
`;
    const tree = {
      'appspec.yml': spec,
      'hooks/named': 'echo named by the AppSpec file',
      'hooks/shebang': '#!/bin/sh\n',
      'hooks/plain': { content: 'plain', mode: 0o755 },
      '#': 'x',
    };
    const { bundle } = await prepare(tree, { platform: 'win32' });
    const executable = bundle.entries.filter(({ kind, mode }) => kind === 'file' && mode === 0o755);
    expect(executable.map(({ path }) => path)).toEqual(['hooks/named', 'hooks/shebang']);
  });

  test('a large script counts by its first bytes', async () => {
    const content = `#!/bin/sh\n${'echo x\n'.repeat(100_000)}`;
    const { bundle } = await prepare({ ...minimal, 'large.sh': content }, { platform: 'win32' });
    expect(bundle.entries.find(({ path }) => path === 'large.sh')?.mode).toBe(0o755);
  });
});

describe('the AppSpec file', () => {
  test('bundle.appspec is placed at the root', async () => {
    const cwd = makeTree({ 'deploy/spec.yml': 'placed' });
    const { bundle, notes } = await prepare({ 'a.txt': 'x' }, { cwd, appspec: 'deploy/spec.yml' });
    expect(bundle.entries.map(({ path }) => path)).toEqual(['a.txt', 'appspec.yml']);
    expect(notes).toEqual([]);
  });

  test.each([
    ['another', 'version: 0.0\nos: windows\n', ['appspec-conflict']],
    ['an equal', minimal['appspec.yml'] as string, []],
  ])('in place of %s one, which is said', async (_, content, kinds) => {
    const cwd = makeTree({ 'appspec.yml': content });
    const { notes } = await prepare(minimal, { cwd, appspec: 'appspec.yml' });
    expect(notes.map(({ code }) => code)).toEqual(kinds);
  });

  test('is placed whatever the patterns say', async () => {
    const cwd = makeTree({ 'appspec.yml': 'x' });
    const options = { cwd, appspec: 'appspec.yml', exclude: ['*.yml'] };
    expect(await paths({ 'a.yml': 'x', b: 'x' }, options)).toEqual(['appspec.yml', 'b']);
  });

  test('may be a link inside the bundle', async () => {
    const tree = { 'appspec.yml': { link: 'deploy/spec.yml' }, 'deploy/spec.yml': 'x' };
    expect(await problemsOf(prepare(tree))).toEqual([]);
  });

  test.each([
    ['missing', { 'a.txt': '' }, {}, 'there is no appspec.yml at the root of the bundle'],
    ['called .yaml', { 'appspec.yaml': '' }, {}, 'there is no appspec.yml at the root'],
    ['deeper', { 'app/appspec.yml': '' }, {}, 'there is no appspec.yml at the root of "src"'],
    ['excluded', minimal, { exclude: ['*.yml'] }, 'is left out by the pattern "*.yml"'],
    ['a folder', { 'appspec.yml/x': '' }, {}, '"appspec.yml", the AppSpec file, is a folder'],
    [
      'a link out',
      { 'appspec.yml': { link: '../x' } },
      {},
      'whose target is not a file of the bundle',
    ],
    ['not there', minimal, { appspec: 'no.yml' }, 'bundle.appspec "no.yml" does not exist'],
    ['no file', minimal, { appspec: 'src' }, 'bundle.appspec "src" is not a file'],
  ])('%s: an error', async (_, tree, options, message) => {
    expect(await problemsOf(prepare(tree, options))).toEqual([expect.stringContaining(message)]);
  });
});

describe('what cannot be packaged', () => {
  test('is named, all of it at once', async () => {
    const cwd = tempFolder();
    const source = makeTree(
      { 'two\nlines': 'x', 'back\\slash': 'x', 'vms;12': 'x', 'folder;1/ok': 'x' },
      join(cwd, 'src'),
    );
    writeFileSync(Buffer.concat([Buffer.from(`${source}/latin-`), Buffer.from([0xe9])]), 'x');
    spawnSync('mkfifo', [join(source, 'pipe')]);
    const server = createServer().listen(join(source, 'socket'));
    const problems = await problemsOf(prepare('src', { cwd }));
    server.close();
    expect(problems.sort()).toEqual([
      '"latin-é" in "src" has a name that is not UTF-8',
      '"src/back\\\\slash" has a backslash in its name: it would not arrive on the hosts under that name',
      '"src/pipe" is a named pipe, not a file',
      '"src/socket" is a socket, not a file',
      '"src/two\\nlines" has a control character in its name: it would not arrive on the hosts under that name',
      '"src/vms;12" ends in ";" or ";" and a number, which unzip cuts off as a VMS version: it would not arrive on the hosts under that name',
      'there is no appspec.yml at the root of the bundle',
    ]);
  });

  test('may be left out instead', async () => {
    const tree = { ...minimal, 'two\nlines': 'x' };
    expect(await paths(tree, { exclude: ['two*'] })).toEqual(['appspec.yml']);
  });

  test.each([
    ['a source that is not there', 'nowhere', 'bundle.source "nowhere" does not exist'],
    ['a source that is a file', 'file.txt', '"file.txt" is neither a folder nor a .zip file'],
  ])('%s', async (_, source, message) => {
    const cwd = makeTree({ 'file.txt': 'x' });
    const problems = await problemsOf(prepare(source, { cwd }));
    expect(problems).toEqual([expect.stringContaining(message)]);
  });

  test('.codedeployignore that is a link', async () => {
    const tree = { ...minimal, '.codedeployignore': { link: '/etc/passwd' } };
    expect(await problemsOf(prepare(tree))).toEqual([
      '".codedeployignore" is a symbolic link, which is not followed (ELOOP)',
    ]);
  });

  test('.codedeployignore that is a pipe, which nobody writes to', async () => {
    const cwd = tempFolder();
    spawnSync('mkfifo', [join(makeTree(minimal, join(cwd, 'src')), '.codedeployignore')]);
    expect(await problemsOf(prepare('src', { cwd }))).toEqual([
      '".codedeployignore" is not a file (ENOTSUP)',
    ]);
  });
});

describe('what is at the place of the zip', () => {
  test('is replaced by a bundle and kept if there is none', async () => {
    const cwd = makeTree({ 'work/bundle.zip': 'the one before' });
    const out = join(cwd, 'work/bundle.zip');
    await problemsOf(prepare({ 'a.txt': 'no AppSpec file' }, { cwd, out }));
    expect(readFileSync(out, 'utf8')).toBe('the one before');
    const { bundle } = await prepare(minimal, { cwd, out });
    expect(readFileSync(out).length).toBe(bundle.size);
    expect(readdirSync(join(cwd, 'work'))).toEqual(['bundle.zip']);
  });

  test('a folder is an error', async () => {
    const cwd = makeTree({ 'out.zip/file': 'x' });
    const problems = await problemsOf(prepare(minimal, { cwd, out: join(cwd, 'out.zip') }));
    expect(problems).toEqual([expect.stringContaining('cannot be written')]);
    expect(readdirSync(cwd).sort()).toEqual(['out.zip', 'src']);
  });

  test('nothing is left behind when the run is cancelled', async () => {
    const cwd = tempFolder();
    mkdirSync(join(cwd, 'work'));
    const controller = new AbortController();
    const tree = { ...minimal, 'large.bin': Buffer.alloc(40_000_000) };
    const preparing = prepare(tree, { cwd, signal: controller.signal });
    controller.abort(new Error('cancelled'));
    await expect(preparing).rejects.toThrow('cancelled');
    expect(readdirSync(join(cwd, 'work'))).toEqual([]);
  });
});
