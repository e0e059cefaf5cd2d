import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { exec } from '@actions/exec';
import { defined } from '../defined.ts';
import { UsageError } from '../problem.ts';
import { buildEnvironment } from './build-environment.ts';
import { ownNamespace } from './build-namespace.ts';
import { supervisorScript } from './build-supervisor.ts';
import { OutputLines } from './output-lines.ts';

export type BuildPorts = {
  /** Absolute. */
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  version: string;
  /** Empty where there is none. */
  buildNumber: string;
  signal: AbortSignal;
  /** Takes each line of the output: hostile text, to be cleaned before it is shown. */
  onLine(line: string): void;
  /** Names of variables that the build gets beside those that are known to be harmless; `*` at the end of one stands for any letters. */
  passed?: readonly string[] | undefined;
  /** Names of variables that hold secrets of the configuration. */
  withheld?: readonly string[] | undefined;
  /** Keeps the build from the processes around it, where the machine can, and says where it cannot. */
  apart?: boolean | undefined;
  /** How long a cancelled build may take to clean up: 3 s, since GitHub gives this process 7.5 s in all. */
  graceMs?: number | undefined;
};

export type Built = {
  /** What the build left running, which has been ended: names of programs. */
  ended: string[];
  /** Why the build could see the processes around it, where it was to be kept apart. */
  open?: string;
};

const lastLines = 20;
const channel = 'child_process';

/**
 * Runs the build command without any credential in its environment: a text in `bash -euo pipefail`, a list as it is, without a
 * shell. When cancelled, all of its processes end before this rejects with the signal's reason. UsageError, with the last
 * lines of its output (as hostile as the rest), where it fails or cannot be started.
 */
export async function runBuild(
  command: string | readonly string[],
  ports: BuildPorts,
): Promise<Built> {
  const { signal } = ports;
  signal.throwIfAborted();
  const last: string[] = [];
  const mark = `fanout-${randomUUID()}`;
  const left: Left = { ended: [], alive: [] };
  const namespace = ports.apart ? ownNamespace() : undefined;
  const cancellation = cancelOn(signal);
  let code: number;
  try {
    const prefix = namespace && 'prefix' in namespace ? namespace.prefix : [];
    code = await execute(command, ports, { mark, prefix }, (line) => {
      if (isAboutLeft(line, mark, left)) return;
      last.push(line);
      if (last.length > lastLines) last.shift();
      ports.onLine(line);
    });
  } catch (error) {
    signal.throwIfAborted();
    throw notStarted(command, error as Error);
  } finally {
    cancellation.close();
  }
  signal.throwIfAborted();
  if (left.alive.length > 0) throw notEnded(command, left.alive);
  if (code !== 0) throw failed(command, code, last);
  return { ended: left.ended, ...openness(namespace) };
}

type Left = { ended: string[]; alive: string[] };

/** The supervisor's own lines; a build that writes such a line tells on itself. */
function isAboutLeft(line: string, mark: string, left: Left): boolean {
  if (!line.startsWith(mark)) return false;
  const [, what, name] = /^ (ended|alive) (".*")$/.exec(line.slice(mark.length)) ?? [];
  if (what && name) left[what as keyof Left].push(clean(name));
  return true;
}

function openness(namespace: ReturnType<typeof ownNamespace> | undefined): { open?: string } {
  if (!namespace) return {};
  if ('why' in namespace) return { open: namespace.why };
  return namespace.asRoot ? { open: 'it runs as root' } : {};
}

function notEnded(command: string | readonly string[], alive: readonly string[]): UsageError {
  const message = `${shown(command)} left ${alive.join(', ')} running, which cannot be ended`;
  return new UsageError([{ code: 'build-not-ended', message }]);
}

async function execute(
  command: string | readonly string[],
  { cwd, env, version, buildNumber, passed, withheld, graceMs = 3_000 }: BuildPorts,
  { mark, prefix }: { mark: string; prefix: readonly string[] },
  onLine: (line: string) => void,
): Promise<number> {
  const [program = '', ...args] =
    typeof command === 'string' ? ['bash', '-euo', 'pipefail', '-c', command] : command;
  const [out, err] = [new OutputLines(onLine), new OutputLines(onLine)];
  const options = {
    cwd,
    env: {
      ...buildEnvironment(env, { passed, withheld }),
      VERSION: version,
      BUILD_NUMBER: buildNumber,
    },
    silent: true,
    ignoreReturnCode: true,
    listeners: { stdout: (data: Buffer) => out.add(data), stderr: (data: Buffer) => err.add(data) },
  };
  const [starter = '', ...supervisor] = [
    ...prefix,
    process.execPath,
    '--input-type=commonjs',
    '-e',
    supervisorScript({ graceMs, mark, alone: prefix.length > 0 }),
    '--',
    program,
    ...args,
  ];
  const code =
    process.platform === 'win32'
      ? await exec(`"${program}"`, args, { ...options, input: Buffer.alloc(0) })
      : await exec(`"${starter}"`, supervisor, options);
  out.end();
  err.end();
  // null, whatever the types say, for a process that a signal ended.
  return code ?? 137;
}

/** Ends the next process to be started, and all that it has started, when the signal is aborted. */
function cancelOn(signal: AbortSignal): { close(): void } {
  let child: ChildProcess | undefined;
  const end = () => {
    if (!child) return;
    if (process.platform === 'win32') endTree(child);
    // The supervisor ends with its input: a signal would not pass `unshare`.
    else child.stdin?.end();
  };
  // @actions/exec does not show its process; Node reports each that it makes.
  const started = (message: unknown) => {
    unsubscribe(channel, started);
    child = (message as { process: ChildProcess }).process;
    if (signal.aborted) child.once('spawn', end);
  };
  subscribe(channel, started);
  signal.addEventListener('abort', end, { once: true });
  return {
    close() {
      unsubscribe(channel, started);
      signal.removeEventListener('abort', end);
    },
  };
}

/** Windows has no process groups. */
function endTree({ pid }: ChildProcess): void {
  exec('taskkill', ['/T', '/F', '/PID', String(pid)], {
    silent: true,
    ignoreReturnCode: true,
  }).catch(() => {});
}

function failed(command: string | readonly string[], code: number, last: string[]): UsageError {
  const message = `${shown(command)} exited with code ${code}`;
  const lines = last.map((line) => `\n  | ${clean(line)}`).join('');
  const hint = hints[code];
  return new UsageError([
    {
      code: 'build-failed',
      message: lines === '' ? message : `${message}; its last lines:${lines}`,
      ...defined({ hint }),
    },
  ]);
}

const hints: Readonly<Record<number, string>> = {
  126: 'a program may not be run: is its file executable?',
  127: 'a program was not found: is it installed on this machine, and on the PATH?',
  137: 'it was killed, perhaps because memory ran out',
};

function notStarted(command: string | readonly string[], error: Error): UsageError {
  const bash =
    typeof command === 'string' &&
    'a command written as text runs in bash: install bash (on Windows it comes with Git), or write the command as a list';
  const message = `${shown(command)} cannot be started: ${error.message.split('\n')[0]}`;
  return new UsageError([{ code: 'build-failed', message, ...(bash && { hint: bash }) }], {
    cause: error,
  });
}

/** The command, or the beginning of a long one. */
function shown(command: string | readonly string[]): string {
  const whole = typeof command === 'string' ? command.trim() : command.join(' ');
  const start = whole.split('\n', 1)[0]?.slice(0, 80) ?? '';
  return `bundle.build ${JSON.stringify(start === whole ? whole : `${start} …`)}`;
}

function clean(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return line.replace(/\u001b\[[0-9;?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}
