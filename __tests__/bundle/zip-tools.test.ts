import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import AdmZip from 'adm-zip';
import { prepare } from './prepared.ts';
import { minimal, noise, type Tree, tempFolder } from './temp-tree.ts';
import { run, testWith } from './tools.ts';

const text = Array.from(
  { length: 60_000 },
  (_, i) => `line ${i} of a file of several blocks\n`,
).join('');
const random = noise(900_000);
const tree: Tree = {
  ...minimal,
  'a name with "quotes" and é ファイル 😀.txt': 'x',
  'bin/run': { content: '#!/bin/sh\n', mode: 0o755 },
  'empty folder': null,
  'empty.txt': '',
  link: { link: 'bin/run' },
  'noise.bin': random,
  'text.txt': text,
};

describe('a bundle is found whole by', () => {
  let zip = '';
  beforeAll(async () => {
    zip = (await prepare(tree)).bundle.path;
  });

  testWith('unzip')('unzip, which brings back modes and links', () => {
    expect(run('unzip', ['-tq', zip])).toMatchObject({ status: 0 });
    const folder = tempFolder();
    expect(run('unzip', ['-qo', zip, '-d', folder])).toEqual({ status: 0, output: '' });
    expect(readdirSync(folder).sort()).toEqual(
      [...Object.keys(tree).map((p) => p.split('/')[0])].sort(),
    );
    expect(readFileSync(join(folder, 'text.txt'), 'utf8')).toBe(text);
    expect(readFileSync(join(folder, 'noise.bin')).equals(random)).toBe(true);
    expect(readlinkSync(join(folder, 'link'))).toBe('bin/run');
    expect(lstatSync(join(folder, 'bin/run')).mode & 0o777).toBe(0o755);
    expect(lstatSync(join(folder, 'text.txt')).mode & 0o777).toBe(0o644);
    expect(lstatSync(join(folder, 'empty folder')).isDirectory()).toBe(true);
  });

  testWith('zipinfo')('zipinfo, which shows modes, links and fixed times', () => {
    const lines = run('zipinfo', ['-T', zip]).output.split('\n');
    const of = (name: string) => lines.find((line) => line.endsWith(` ${name}`));
    expect(of('bin/')).toMatch(/^drwxr-xr-x .* unx .* stor 19800101\.000000 /);
    expect(of('bin/run')).toMatch(/^-rwxr-xr-x .* unx /);
    expect(of('link')).toMatch(/^lrwxrwxrwx .* stor /);
    expect(of('empty.txt')).toMatch(/^-rw-r--r-- .* stor /);
    expect(of('noise.bin')).toMatch(/ stor 19800101/);
    expect(of('text.txt')).toMatch(/ defN 19800101/);
  });

  testWith('python3')("Python's zipfile", () => {
    const check = `
import json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps([[i.filename, i.external_attr >> 16, i.file_size, len(i.extra)] for i in z.infolist()]))`;
    const { status, output } = run('python3', ['-c', check, zip]);
    expect(status).toBe(0);
    expect(JSON.parse(output)).toEqual([
      ['a name with "quotes" and é ファイル 😀.txt', 0o100644, 1, 0],
      ['appspec.yml', 0o100644, 23, 0],
      ['bin/', 0o040755, 0, 0],
      ['bin/run', 0o100755, 10, 0],
      ['empty folder/', 0o040755, 0, 0],
      ['empty.txt', 0o100644, 0, 0],
      ['link', 0o120777, 7, 0],
      ['noise.bin', 0o100644, random.length, 0],
      ['text.txt', 0o100644, text.length, 0],
    ]);
  });

  test('adm-zip', () => {
    const read = new AdmZip(zip);
    expect(read.test()).toBe(true);
    expect(read.readAsText('text.txt')).toBe(text);
    expect(read.readFile('noise.bin')?.equals(random)).toBe(true);
  });

  testWith('jar')('jar', () => {
    const { status, output } = run('jar', ['tf', zip]);
    expect(status).toBe(0);
    expect(output.split('\n')).toContain('bin/run');
  });
});

describe('a zip made by another tool from the same folder has the same digest', () => {
  testWith('zip')('Info-ZIP', async () => {
    const cwd = tempFolder();
    const { bundle } = await prepare(tree, { cwd });
    run('zip', ['-qry', join(cwd, 'by-zip.zip'), '.'], { cwd: join(cwd, 'src') });
    const other = await prepare('by-zip.zip', { cwd });
    expect(other.bundle.entries).toEqual(bundle.entries);
    expect(other.bundle.digest).toBe(bundle.digest);
    expect(other.bundle.sha256).not.toBe(bundle.sha256);
  });

  testWith('zip')('Info-ZIP without entries for folders', async () => {
    const cwd = tempFolder();
    const { bundle } = await prepare({ ...minimal, 'a/b/c': 'x' }, { cwd });
    run('zip', ['-qrD', join(cwd, 'by-zip.zip'), '.'], { cwd: join(cwd, 'src') });
    expect((await prepare('by-zip.zip', { cwd })).bundle.digest).toBe(bundle.digest);
  });

  test('and our own is taken byte for byte', async () => {
    const cwd = tempFolder();
    const out = join(cwd, 'first.zip');
    const { toLookAt: _, ...bundle } = (await prepare(tree, { cwd, out })).bundle;
    const again = await prepare('first.zip', { cwd });
    expect(again.bundle).toEqual({ ...bundle, path: again.bundle.path });
    expect(readFileSync(again.bundle.path).equals(readFileSync(out))).toBe(true);
    const inPlace = await prepare('first.zip', { cwd, out });
    expect(inPlace.bundle).toEqual(bundle);
  });
});
