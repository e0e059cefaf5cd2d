import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { folderMachine, resolveInside } from '../../../src/emulator/host/folder-machine.ts';

let base: string;
let root: string;
beforeEach(() => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), 'fanout-folder-test-'));
  root = path.join(base, 'root');
  fs.mkdirSync(path.join(root, 'etc'), { recursive: true });
  fs.writeFileSync(path.join(root, 'etc/passwd'), 'inside');
  fs.writeFileSync(path.join(base, 'secret'), 'outside');
});
afterEach(() => fs.rmSync(base, { recursive: true, force: true }));

describe('paths of a host that is a folder', () => {
  test.each<[string, string | undefined, string]>([
    ['/etc/passwd', undefined, '/etc/passwd'],
    ['/../../etc/./passwd', undefined, '/etc/passwd'],
    ['/opt/new/file', undefined, '/opt/new/file'],
    ['/link/passwd', '/etc', '/etc/passwd'],
    ['/link/passwd', 'etc', '/etc/passwd'],
    ['/link/secret', '..', '/secret'],
    ['/link', '../../../secret', '/secret'],
    ['/link/..', '/etc', '/'],
  ])('%s, /link leading to %s', (given, target, expected) => {
    if (target) fs.symlinkSync(target, path.join(root, 'link'));
    expect(resolveInside(root, given, true)).toBe(path.join(root, expected).replace(/\/$/, ''));
  });

  test('a link at the end is itself, unless it is followed', () => {
    fs.symlinkSync('/etc/passwd', path.join(root, 'link'));
    expect(resolveInside(root, '/link', false)).toBe(path.join(root, 'link'));
  });

  test('links in a circle end', () => {
    fs.symlinkSync('loop', path.join(root, 'loop'));
    expect(() => resolveInside(root, '/loop/x', true)).toThrow('too many links');
  });
});

test('what is copied through a link to the machine stays in the folder', async () => {
  const machine = folderMachine(root, '/agent');
  fs.symlinkSync(base, path.join(root, 'out'));
  const { failed } = await machine.apply([
    { do: 'folders', path: base },
    { do: 'copy', source: '/etc/passwd', destination: '/out/secret' },
    { do: 'append', path: '/out/secret', text: '!' },
    { do: 'remove', path: '/out/nothing' },
    { do: 'clear', path: '/out' },
  ]);
  expect(failed).toBeUndefined();
  expect(fs.readFileSync(path.join(base, 'secret'), 'utf8')).toBe('outside');
  expect(fs.readFileSync(path.join(root, base, 'secret'), 'utf8')).toBe('inside!');
  expect(fs.existsSync(path.join(root, 'out'))).toBe(false);
});
