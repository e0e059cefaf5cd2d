import { detectHost } from '../ci/detect.ts';
import type { Host } from '../ci/host.ts';
import { openHost } from '../ci/open.ts';
import { systemClock } from '../clock.ts';
import { RefusedError, UsageError } from '../problem.ts';
import type { Read } from './arguments.ts';
import { cancelOnSignals } from './cancel-on-signals.ts';
import type { CommandPorts } from './command-ports.ts';
import { type Inputs, secretsIn } from './inputs.ts';

type CommandInputs = Exclude<Inputs, { command: 'help' | 'version' }>;

/** Carries out what is asked for, in the way of the CI system it runs in, and gives the exit code. */
export async function runCommand(read: Read): Promise<number> {
  const { env } = process;
  const given = read.ok && 'debug' in read.inputs ? read.inputs : undefined;
  const host = openHost(hostName(given), {
    env: given?.noColor ? { ...env, NO_COLOR: '1' } : env,
    stdout: process.stdout,
    stderr: process.stderr,
    clock: systemClock,
    json: given !== undefined && 'json' in given && given.json,
    debug: (given?.debug ?? false) || env.RUNNER_DEBUG === '1',
    redact: given && 'redact' in given ? given.redact : [],
  });
  const cancel = cancelOnSignals();
  try {
    if (!read.ok) throw new UsageError(read.problems);
    for (const secret of secretsIn(read.inputs)) host.mask(secret);
    const ports = { env, cwd: process.cwd(), host, clock: systemClock, signal: cancel.signal };
    return await dispatch(read.inputs as CommandInputs, ports);
  } catch (error) {
    return report(error, host);
  } finally {
    cancel.end();
    await host.close();
  }
}

function hostName(given: CommandInputs | undefined) {
  try {
    return detectHost(process.env, given?.ci);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.exitCode = 2;
    return 'terminal' as const;
  }
}

async function dispatch(inputs: CommandInputs, ports: CommandPorts): Promise<number> {
  switch (inputs.command) {
    case 'deploy':
      return (await import('./commands/deploy.ts')).deployCommand(inputs, ports);
    case 'package':
      return (await import('./commands/package.ts')).packageCommand(inputs, ports);
    case 'lint':
      return (await import('./commands/lint.ts')).lintCommand(inputs, ports);
    case 'rehearse':
      return (await import('./commands/rehearse.ts')).rehearseCommand(inputs, ports);
    case 'emulator':
      return (await import('./commands/emulator.ts')).emulatorCommand(inputs, ports);
  }
}

/** A user's mistake and a refusal are told in words; anything else is our bug, and shows its stack. */
function report(error: unknown, host: Host): number {
  if (error instanceof UsageError || error instanceof RefusedError) {
    host.problems(error.problems, 'error');
    return error instanceof UsageError ? 2 : 3;
  }
  host.problems(
    [
      {
        message: `internal error: ${stackOf(error)}`,
        hint: 'this is a bug of fanout; please report it',
      },
    ],
    'error',
  );
  return 70;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
