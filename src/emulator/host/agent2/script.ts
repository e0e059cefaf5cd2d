import { withAny } from '../../../any-signal.ts';
import type { Script } from '../../../appspec/server/hooks.ts';
import { type Clock, systemClock } from '../../../clock.ts';
import { ScriptError } from '../agent/event-report.ts';
import { Lines } from '../agent/output-splitter.ts';
import { unlessAborted, withinTimeout } from '../agent/within-timeout.ts';
import type { Exit, Machine, Processes, Running } from '../machine.ts';
import { keptOf } from './run-log.ts';
import { osError } from './rust-errors.ts';

/** Milliseconds between SIGTERM and SIGKILL, and once more for what SIGKILL does not end at once. */
const GRACE = 5000;

export type ScriptRun = {
  machine: Machine;
  processes: Processes;
  /** Absolute, on the host. */
  path: string;
  env: Record<string, string>;
  clock: Clock;
  /** It has run out of its time-out before, elsewhere: it is given a moment only. */
  isKnownLate: boolean;
  /** Called with each line that is kept of the script's output. */
  log: (entry: string) => void;
};

/**
 * Runs a script as agent 2 does: the file itself, with no shell behind it, unless a user is named.
 * Source: `aws/aws-codedeploy-agent: src/lifecycle_event/script.rs`, executor.rs.
 *
 * @throws {ScriptError} with 3, 4 or 6
 * @throws the signal's reason, after the script was killed
 */
export async function runScriptAs2(
  script: Script,
  { machine, processes, path, env, clock, isKnownLate, log }: ScriptRun,
  signal: AbortSignal,
): Promise<void> {
  const { location, timeout } = script;
  await checkExecutable(script, path, machine);
  signal.throwIfAborted();
  const lines = { stdout: new Lines(), stderr: new Lines() };
  const keep = (stream: 'stdout' | 'stderr', found: Iterable<Buffer>) => {
    for (const line of found) {
      const kept = keptOf(line);
      if (kept !== undefined) log(`[${stream}]${kept}`);
    }
  };
  const run = processes.start({ argv: commandOf(script, path), env }, (stream, chunk) =>
    keep(stream, lines[stream].add(chunk)),
  );
  await withinTimeout(
    run,
    { clock, seconds: timeout, isKnownLate },
    async (expired) => {
      const exit = await Promise.race([run.exited, expired]);
      if (exit === 'expired') {
        await endGroup(run, signal);
        const message = `Script at specified location: ${location} failed to complete in ${timeout} seconds`;
        throw new ScriptError(3, location, message);
      }
      for (const stream of ['stdout', 'stderr'] as const) {
        const closed = await Promise.race([run.closed[stream], expired]);
        keep(stream, lines[stream].end());
        if (closed !== 'expired') continue;
        run.abandon();
        const message = `Script at specified location: ${location} failed to close STDOUT`;
        throw new ScriptError(6, location, message);
      }
      judge(script, exit);
    },
    signal,
  );
}

/** A script that traps SIGTERM has five seconds. */
async function endGroup(run: Running, signal: AbortSignal): Promise<void> {
  run.signal('SIGTERM');
  const done = new AbortController();
  const exited = run.exited.finally(() => done.abort());
  const wait = () =>
    withAny([signal, done.signal], (end) =>
      Promise.race([exited, systemClock.sleep(GRACE, end)]),
    ).catch(() => undefined);
  await unlessAborted(wait(), signal);
  run.signal('SIGKILL');
  await unlessAborted(wait(), signal);
  run.abandon();
}

function judge({ location, runas }: Script, exit: Exit): void {
  const where = `Script at specified location: ${location}`;
  if ('failed' in exit) {
    throw new ScriptError(4, location, `${where} failed with error ${osError(exit.failed)}`);
  }
  // A signal leaves no code; the agent says 1.
  const code = exit.code ?? 1;
  if (code === 0) return;
  const who = runas === undefined ? where : `${where} run as user ${runas}`;
  throw new ScriptError(4, location, `${who} failed with exit code ${code}`);
}

function commandOf({ runas, sudo }: Script, path: string): string[] {
  const command = runas === undefined ? [path] : ['su', runas, '-c', path];
  return sudo ? ['sudo', ...command] : command;
}

const ELF = Buffer.from('\x7fELF', 'latin1');

/**
 * The kernel runs what begins with `#!` and programs; the C library would have sh run the rest, which the agent does not ask
 * for. `sudo` has a shell for it.
 *
 * @throws {ScriptError} with 4
 */
export async function checkExecutable(
  { location, runas, sudo }: Script,
  path: string,
  machine: Machine,
): Promise<void> {
  if (runas !== undefined || sudo) return;
  const [found] = await machine.stat([path]);
  if (found?.kind !== 'file') return;
  const content = await machine.read(path);
  if (content.subarray(0, 2).equals(Buffer.from('#!'))) return;
  if (content.subarray(0, 4).equals(ELF)) return;
  const message = `Script at specified location: ${location} failed with error ${osError('ENOEXEC')}`;
  throw new ScriptError(4, location, message);
}
