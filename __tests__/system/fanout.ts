import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const repository = resolve(import.meta.dirname, '../..');
export const dist = join(repository, 'dist/index.cjs');

export type Ran = { code: number | null; stdout: string; stderr: string };

/** The environment of a shell that knows nothing of CI systems or AWS. */
export const plainEnvironment = {
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '/',
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** Runs a program to its end; its output is text. */
export async function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Ran> {
  const child = spawn(program, args, {
    cwd: options.cwd ?? repository,
    env: { ...plainEnvironment, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output.stderr += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

export function fanout(args: readonly string[], options: Parameters<typeof run>[2] = {}) {
  return run(process.execPath, [dist, ...args], options);
}

/** A copy of the quickstart in a folder of its own, which a test may write to. */
export function copyQuickstart(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'quickstart-'));
  cpSync(join(repository, 'examples/quickstart'), folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export type RunningEmulator = {
  variables: Record<string, string>;
  process: ChildProcess;
  stop(): Promise<void>;
};

/** Starts `fanout emulator` and reads the variables it prints, as `eval` in a shell would. */
export async function startEmulator(
  args: readonly string[],
  cwd: string,
): Promise<RunningEmulator> {
  const child = spawn(process.execPath, [dist, 'emulator', '--port', '0', ...args], {
    cwd,
    env: plainEnvironment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  const ready = new Promise<void>((done, fail) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
      if (/AWS_DEFAULT_REGION=.*\n/.test(printed)) done();
    });
    child.once('exit', (code) => fail(new Error(`the emulator ended with ${code}: ${printed}`)));
  });
  await ready;
  const lines = [...printed.matchAll(/^export (\w+)=(.*)$/gm)];
  return {
    variables: Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value])),
    process: child,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
