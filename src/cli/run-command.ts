import { resolve } from 'node:path';
import { isatty } from 'node:tty';
import { detectHost } from '../ci/detect.ts';
import { doubtsOf } from '../ci/doubts.ts';
import type { HostName } from '../ci/host.ts';
import { openHost } from '../ci/open.ts';
import { type Clock, steadyClock } from '../clock.ts';
import { type Problem, RefusedError, UsageError } from '../problem.ts';
import { leapingClock } from '../rehearsal/leaping-clock.ts';
import { seededClock } from '../rehearsal/seeded-clock.ts';
import { toolVersion } from '../tool-version.ts';
import type { Read } from './arguments.ts';
import { cancelOnSignals } from './cancel-on-signals.ts';
import type { CommandPorts } from './command-ports.ts';
import { type Inputs, secretsIn } from './inputs.ts';
import { postState } from './post-step.ts';
import { leaps, rehearsalSpeedOf } from './rehearsal-speed.ts';
import { reportCrashes } from './report-crashes.ts';
import { reportError } from './report-error.ts';

type CommandInputs = Exclude<Inputs, { command: 'help' | 'version' }>;

/** Carries out what is asked for, in the way of the CI system it runs in, and gives the exit code. */
export async function runCommand(read: Read): Promise<number> {
  const { env } = process;
  const given = read.ok && 'debug' in read.inputs ? read.inputs : undefined;
  const asked = askedOf(read);
  // Where stdout is for what other programs read, the log goes to stderr.
  const isStdoutTaken = given?.command === 'emulator' || asked.json;
  const clock = clockFor(given);
  const { name, problems } = chooseHost(given);
  const host = await openHost(name, {
    env: given?.noColor ? { ...env, NO_COLOR: '1' } : env,
    stdout: process.stdout,
    stderr: process.stderr,
    clock,
    json: isStdoutTaken,
    debug: (given?.debug ?? false) || env.RUNNER_DEBUG === '1',
    redact: given && 'redact' in given ? given.redact : [],
    ...junitOf(given),
  });
  const cancel = cancelOnSignals();
  const crashes = reportCrashes(host, asked);
  host.saveState(postState, 'true');
  host.debug(`fanout ${toolVersion}, Node.js ${process.version}, ${process.platform}, ${name}`);
  try {
    if (!read.ok) throw new UsageError(read.problems);
    if (problems.length > 0) throw new UsageError(problems);
    for (const secret of secretsIn(read.inputs)) host.mask(secret);
    const { refusal, warning } = doubtsOf(read.inputs.command, env, {
      allowEvent: 'allowEvent' in read.inputs && read.inputs.allowEvent,
    });
    if (refusal) throw new RefusedError([refusal]);
    if (warning) host.problems([warning], 'warning');
    // Asked of the system: opening stdin takes a twentieth of a short command's time.
    const isAttended = name === 'terminal' && !env.CI && isatty(0) && isatty(1);
    const ports = {
      env,
      cwd: process.cwd(),
      host,
      clock,
      signal: cancel.signal,
      ...(await httpGetFor(read.inputs, env, host)),
      ...(isAttended && { terminal: { input: process.stdin, output: process.stdout } }),
    };
    return await dispatch(read.inputs as CommandInputs, ports);
  } catch (error) {
    return reportError(error, host, asked);
  } finally {
    cancel.end();
    await host.close();
    crashes.end();
  }
}

/** Loaded only where it is asked for. */
async function httpGetFor(
  inputs: Inputs,
  env: CommandPorts['env'],
  host: CommandPorts['host'],
): Promise<Pick<CommandPorts, 'httpGet'>> {
  if (!('checksAt' in inputs) || inputs.checksAt === undefined) return {};
  const { checksAt } = await import('./checks-at.ts');
  const httpGet = checksAt(inputs.checksAt, env);
  host.print(`checks are answered by the emulator at ${inputs.checksAt}`);
  return { httpGet };
}

/** A rehearsal and what shows it run on one clock, which is faster than the machine's or leaps. */
function clockFor(given: CommandInputs | undefined): Clock {
  if (given?.command !== 'rehearse') return steadyClock();
  if (given.seed !== undefined && given.search === undefined) return seededClock();
  const speed = rehearsalSpeedOf(given);
  return leaps(given) ? leapingClock(speed) : steadyClock(speed);
}

function junitOf(given: CommandInputs | undefined): { junit?: string } {
  const path = given && 'junit' in given ? given.junit : undefined;
  return path === undefined ? {} : { junit: resolve(path) };
}

/** What is known of the command and its output, though the rest of its inputs may be wrong. */
function askedOf(read: Read): { command?: string; json: boolean } {
  if (!read.ok) return { json: false, ...read.asked };
  const { inputs } = read;
  return { command: inputs.command, json: 'json' in inputs && inputs.json };
}

function chooseHost(given: CommandInputs | undefined): {
  name: HostName;
  problems: readonly Problem[];
} {
  try {
    return { name: detectHost(process.env, given?.ci), problems: [] };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { name: 'terminal', problems: error.problems };
  }
}

async function dispatch(inputs: CommandInputs, ports: CommandPorts): Promise<number> {
  switch (inputs.command) {
    case 'deploy':
      return (await import('./commands/deploy.ts')).deployCommand(inputs, ports);
    case 'promote':
      return (await import('./commands/promote.ts')).promoteCommand(inputs, ports);
    case 'rollback':
      return (await import('./commands/rollback.ts')).rollbackCommand(inputs, ports);
    case 'continue':
      return (await import('./commands/continue.ts')).continueCommand(inputs, ports);
    case 'stop':
      return (await import('./commands/stop.ts')).stopCommand(inputs, ports);
    case 'finish':
      return (await import('./commands/finish.ts')).finishCommand(inputs, ports);
    case 'hold':
      return (await import('./commands/hold.ts')).holdCommand(inputs, ports);
    case 'unhold':
      return (await import('./commands/unhold.ts')).unholdCommand(inputs, ports);
    case 'plan':
      return (await import('./commands/plan.ts')).planCommand(inputs, ports);
    case 'changes':
      return (await import('./commands/changes.ts')).changesCommand(inputs, ports);
    case 'status':
      return (await import('./commands/status.ts')).statusCommand(inputs, ports);
    case 'package':
      return (await import('./commands/package.ts')).packageCommand(inputs, ports);
    case 'lint':
      return (await import('./commands/lint.ts')).lintCommand(inputs, ports);
    case 'init':
      return (await import('./commands/init.ts')).initCommand(inputs, ports);
    case 'explain':
      return (await import('./commands/explain.ts')).explainCommand(inputs, ports);
    case 'page':
      return (await import('./commands/page.ts')).pageCommand(inputs, ports);
    case 'serve':
      return (await import('./commands/serve.ts')).serveCommand(inputs, ports);
    case 'rehearse':
      return (await import('./commands/rehearse.ts')).rehearseCommand(inputs, ports);
    case 'bootstrap':
      return (await import('./commands/bootstrap.ts')).bootstrapCommand(inputs, ports);
    case 'emulator':
      return (await import('./commands/emulator.ts')).emulatorCommand(inputs, ports);
  }
}
