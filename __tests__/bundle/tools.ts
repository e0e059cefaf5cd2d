import { spawnSync } from 'node:child_process';
import { test } from '@jest/globals';

export function run(command: string, args: string[], options: { cwd?: string } = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', ...options });
  return { status, output: stdout + stderr };
}

/** A test that needs a program: where that is not installed, it is skipped and says why. */
export function testWith(command: string) {
  const there = spawnSync(command, ['--help']).error === undefined;
  return (name: string, body: () => void | Promise<void>) =>
    there ? test(name, body) : test.skip(`${name} (skipped: ${command} is not installed)`, body);
}
