import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { UsageError } from '../problem.ts';
import { buildEnvironment } from './build-environment.ts';

export type BuildPorts = {
  /** Absolute. */
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  version: string;
  buildNumber: string;
  signal: AbortSignal;
  /** Takes each line of the output: text from the repository, to be cleaned before it is shown. */
  onLine(line: string): void;
};

/** How long a cancelled build may take to clean up. */
const graceMs = 2_000;

/**
 * Runs the build command without any credential: a text in `bash -euo pipefail`, a list as it is, without
 * a shell. Rejects with a {@link UsageError} where it fails. It has a process group of its own, so that
 * all of it ends when the run is cancelled; `@actions/exec` could not end it at all.
 */
export async function runBuild(
  command: string | readonly string[],
  ports: BuildPorts,
): Promise<void> {
  const { cwd, env, version, buildNumber, signal, onLine } = ports;
  signal.throwIfAborted();
  const [program = '', ...args] =
    typeof command === 'string' ? ['bash', '-euo', 'pipefail', '-c', command] : command;
  const child = spawn(program, args, {
    cwd,
    env: { ...buildEnvironment(env), VERSION: version, BUILD_NUMBER: buildNumber },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const cancel = () => end(child);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const [problem] = await Promise.all([
      outcome(child, program),
      forward(child.stdout, onLine),
      forward(child.stderr, onLine),
    ]);
    signal.throwIfAborted();
    if (problem) throw failure(command, problem);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** What went wrong, or undefined. */
function outcome(child: ChildProcess, program: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    child.once('error', ({ code, message }: NodeJS.ErrnoException) =>
      resolve(code === 'ENOENT' ? `there is no program "${program}"` : message),
    );
    child.once('close', (code, killedBy) => {
      if (code === 0) return resolve(undefined);
      resolve(code === null ? `it was ended by ${killedBy}` : `exit code ${code}`);
    });
  });
}

async function forward(stream: Readable, onLine: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }))
    onLine(line);
}

function end(child: ChildProcess): void {
  kill(child, 'SIGTERM');
  setTimeout(() => kill(child, 'SIGKILL'), graceMs).unref();
}

/** The whole group: a shell passes no signal on to what it waits for. */
function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has just ended by itself.
  }
}

function failure(command: string | readonly string[], problem: string): UsageError {
  const shown = typeof command === 'string' ? command : command.join(' ');
  return new UsageError([
    {
      message: `the build command failed: ${problem}: ${shown}`,
      hint: 'its output is above; nothing was uploaded',
    },
  ]);
}
