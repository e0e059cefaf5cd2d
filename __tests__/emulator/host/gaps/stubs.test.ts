import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { takeCalls } from '../../../../src/emulator/host/gaps/calls.ts';
import { plainHost } from '../../../../src/emulator/host/gaps/settings.ts';
import { CALLS, stubFiles } from '../../../../src/emulator/host/gaps/stubs.ts';
import type { Machine } from '../../../../src/emulator/host/machine.ts';

const folders = ['/usr/local/bin', '/usr/bin'];
const textOf = (files: ReturnType<typeof stubFiles>, path: string) => {
  const file = files.get(path);
  return file && 'text' in file ? file.text : '';
};

test('a stub prints, ends with its code and notes its arguments as they were, whatever is in them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stubs-'));
  try {
    const commands = new Map([['docker', { exit: 3, output: "it's done" }]]);
    const files = stubFiles({ ...plainHost, commands }, folders, () => false);
    const script = textOf(files, '/usr/bin/docker').replaceAll(CALLS, join(folder, 'calls'));
    const args = ['run', '-e', 'A=b c', '$(false)', "quo'te", 'two\nlines', ''];
    writeFileSync(join(folder, 'docker'), script);
    const run = () => execFileSync('sh', [join(folder, 'docker'), ...args], { encoding: 'utf8' });
    expect(run).toThrow(expect.objectContaining({ status: 3, stdout: "it's done\n" }));
    const machine = {
      stat: async () => [{ kind: 'file' }],
      read: async () => readFileSync(join(folder, 'calls')),
      apply: async () => undefined,
    } as unknown as Machine;
    expect(await takeCalls(machine)).toEqual([{ kind: 'stub', name: 'docker', args }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('what a machine has keeps its place; what instances are known to have and it has not is a placeholder', () => {
  const files = stubFiles(plainHost, folders, (path) => path === '/usr/bin/java');
  expect([...files.keys()]).not.toContain('/usr/bin/java');
  expect(textOf(files, '/usr/local/bin/pm2')).toContain('exit 127');
});

test('what tells distributions apart has no placeholder', () => {
  const files = stubFiles(plainHost, folders, () => false);
  for (const name of ['yum', 'apt-get', 'python', 'systemctl'])
    expect(files.has(`/usr/bin/${name}`)).toBe(false);
});

test('a stub takes the place of a program that is there', () => {
  const commands = new Map([['java', { exit: 0, output: '' }]]);
  const files = stubFiles({ ...plainHost, commands }, ['/opt/jdk/bin'], () => true);
  expect(textOf(files, '/opt/jdk/bin/java')).toContain('exit 0');
});
