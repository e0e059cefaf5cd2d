import type { Script } from '../../../appspec/server/hooks.ts';
import { type Clock, systemClock } from '../../../clock.ts';
import type { Processes } from '../machine.ts';
import { ScriptError } from './event-report.ts';
import { isText, Lines } from './output-splitter.ts';
import { commandWords } from './ruby-command.ts';
import { rubyText } from './ruby-errors.ts';

/**
 * Scripts take the time they take, however fast the clock runs: however short a script's time-out is on
 * the clock, it is not over before this much real time, or before the time-out itself where that is shorter.
 */
const REAL_TIMEOUT = 60;
/** Seconds for a script that has run out of its time-out before. */
const MOMENT = 3;
/** Timers hold no more than 2^31 milliseconds. */
const LONGEST = 2_000_000;

export type ScriptRun = {
  processes: Processes;
  /** Absolute, on the host. */
  path: string;
  env: Record<string, string>;
  clock: Clock;
  /** It has run out of its time-out before, elsewhere: it is given a moment only. */
  isKnownLate: boolean;
  /** Called with each entry of the script's log. */
  log: (entry: Buffer) => void;
};

/**
 * Runs a script as the agent does, and waits as it waits: for the script, then for its outputs, all within
 * the time-out; after a time-out, for as long as the script takes to end.
 * Source: `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/hook_executor.rb`, execute_script.
 *
 * @throws {ScriptError} with 3, 4 or 6
 * @throws the signal's reason, after the script was killed
 */
export async function runScript(
  script: Script,
  { processes, path, env, clock, isKnownLate, log }: ScriptRun,
  signal: AbortSignal,
): Promise<void> {
  const { location, timeout } = script;
  const argv = commandWords(commandLine(script, path));
  const readers = { stdout: new Reader('stdout', log), stderr: new Reader('stderr', log) };
  signal.throwIfAborted();
  const run = processes.start({ argv, env }, (stream, chunk) => {
    if (!readers[stream].add(chunk)) run.ignore(stream);
  });
  const over = new AbortController();
  const expired = expiry(
    clock,
    { seconds: timeout, isKnownLate },
    AbortSignal.any([signal, over.signal]),
  ).then(() => 'expired' as const);
  // Aborted when the script is done: nobody waits for it then.
  expired.catch(() => undefined);
  try {
    const exit = await Promise.race([run.exited, expired]);
    if (exit === 'expired') {
      run.signal('SIGTERM');
      run.abandon();
      await unlessAborted(run.exited, signal);
      const message = `Script at specified location: ${location} failed to complete in ${timeout} seconds`;
      throw new ScriptError(3, location, message);
    }
    if ('failed' in exit) throw failedToStart(script, exit.failed, argv[0] ?? '');
    for (const stream of ['stdout', 'stderr'] as const) {
      const reader = readers[stream];
      const closed = await Promise.race([run.closed[stream], reader.died, expired]);
      if (closed === 'expired') {
        run.abandon();
        const message = `Script at specified location: ${location} failed to close ${stream.toUpperCase()}`;
        throw new ScriptError(6, location, message);
      }
      if (!reader.end()) {
        run.abandon();
        const message = `${prefix(script)} failed with error ArgumentError with message invalid byte sequence in UTF-8`;
        throw new ScriptError(4, location, message);
      }
    }
    if (exit.code !== 0) {
      throw new ScriptError(
        4,
        location,
        `${prefix(script)} failed with exit code ${exit.code ?? ''}`,
      );
    }
  } catch (error) {
    if (signal.aborted) run.signal('SIGKILL');
    throw error;
  } finally {
    over.abort();
  }
}

/**
 * The agent's thread for one stream. It ends at the first line that is not UTF-8, which it has written down
 * by then: `strip` of that line raises an error, and nobody reads what the script writes afterwards.
 */
class Reader {
  readonly #lines = new Lines();
  readonly #write: (line: Buffer) => void;
  #isDead = false;
  #die: () => void = () => undefined;
  readonly died = new Promise<void>((resolve) => {
    this.#die = resolve;
  });

  constructor(stream: 'stdout' | 'stderr', log: ScriptRun['log']) {
    this.#write = (line) => log(Buffer.concat([Buffer.from(`[${stream}]`), line]));
  }

  /** @returns whether it is alive */
  add(chunk: Buffer): boolean {
    return this.#keep(this.#lines.add(chunk));
  }

  /** @returns whether it is alive */
  end(): boolean {
    return this.#keep(this.#lines.end());
  }

  #keep(lines: Iterable<Buffer>): boolean {
    if (this.#isDead) return false;
    for (const line of lines) {
      this.#write(line);
      if (isText(line)) continue;
      this.#isDead = true;
      this.#die();
      return false;
    }
    return true;
  }
}

/** Source: `aws/aws-codedeploy-agent: lib/instance_agent/platform/linux_util.rb`, prepare_script_command. */
function commandLine({ runas, sudo }: Script, path: string): string {
  const command = runas === undefined ? path : `su ${runas} -c ${path}`;
  return sudo ? `sudo ${command}` : command;
}

export function prefix({ location, runas }: Script): string {
  return `Script at specified location: ${location}${runas === undefined ? '' : ` run as user ${runas}`}`;
}

export function failedToStart(script: Script, code: string, command: string): ScriptError {
  const reason = rubyText({ code, call: '', path: command });
  const message = `${prefix(script)} failed with error Errno::${code} with message ${reason}`;
  return new ScriptError(4, script.location, message);
}

export async function expiry(
  clock: Clock,
  { seconds, isKnownLate }: { seconds: number; isKnownLate: boolean },
  signal: AbortSignal,
): Promise<void> {
  if (isKnownLate) return systemClock.sleep(Math.min(seconds, MOMENT) * 1000, signal);
  await Promise.all([
    clock.sleep(Math.min(seconds, LONGEST) * 1000, signal),
    systemClock.sleep(Math.min(seconds, REAL_TIMEOUT) * 1000, signal),
  ]);
}

export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
