import type { Script } from '../../../appspec/server/hooks.ts';
import type { Clock } from '../../../clock.ts';
import type { Processes, Running } from '../machine.ts';
import { ScriptError } from './event-report.ts';
import { isText, Lines } from './output-splitter.ts';
import { commandWords } from './ruby-command.ts';
import { rubyText } from './ruby-errors.ts';
import { unlessAborted, withinTimeout } from './within-timeout.ts';

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
  await withinTimeout(
    run,
    { clock, seconds: timeout, isKnownLate },
    async (expired) => {
      const exit = await Promise.race([run.exited, expired]);
      if (exit === 'expired') {
        run.signal('SIGTERM');
        run.abandon();
        await unlessAborted(run.exited, signal);
        const message = `Script at specified location: ${location} failed to complete in ${timeout} seconds`;
        throw new ScriptError(3, location, message);
      }
      if ('failed' in exit) throw failedToStart(script, exit.failed, argv[0] ?? '');
      for (const stream of ['stdout', 'stderr'] as const)
        await readToEnd(stream, readers[stream], { script, run, expired });
      if (exit.code === 0) return;
      const message = `${prefix(script)} failed with exit code ${exit.code ?? ''}`;
      throw new ScriptError(4, location, message);
    },
    signal,
  );
}

type Reading = { script: Script; run: Running; expired: Promise<'expired'> };

async function readToEnd(
  stream: 'stdout' | 'stderr',
  reader: Reader,
  { script, run, expired }: Reading,
): Promise<void> {
  const { location } = script;
  const closed = await Promise.race([run.closed[stream], reader.died, expired]);
  if (closed === 'expired') {
    run.abandon();
    const message = `Script at specified location: ${location} failed to close ${stream.toUpperCase()}`;
    throw new ScriptError(6, location, message);
  }
  if (reader.end()) return;
  run.abandon();
  const message = `${prefix(script)} failed with error ArgumentError with message invalid byte sequence in UTF-8`;
  throw new ScriptError(4, location, message);
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
