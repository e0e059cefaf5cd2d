import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeFolders } from '../src/make-folders.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folders-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('folders are made with those above them, and may be there', () => {
  const path = join(folder, 'a/b/c');
  makeFolders(path, 0o700);
  makeFolders(path, 0o700);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  symlinkSync(path, join(folder, 'link'));
  makeFolders(join(folder, 'link/d'));
  expect(existsSync(join(path, 'd'))).toBe(true);
});

test('a file in the place of a folder is refused', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeFolders(join(folder, 'file'))).toThrow('EEXIST');
  expect(() => makeFolders(join(folder, 'file/below'))).toThrow('ENOTDIR');
});

const withProc = existsSync('/proc/self') ? test : test.skip;
withProc('where nobody can make a folder this is said, and nobody waits for it', () => {
  expect(() => makeFolders('/proc/nobody/reports')).toThrow('ENOENT');
});
