import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import type { Connect } from '../../aws/clients.ts';
import type { Bundle } from '../../bundle/bundle.ts';
import { readInputs } from '../../cli/arguments.ts';
import type { CommandPorts } from '../../cli/command-ports.ts';
import { finishCommand } from '../../cli/commands/finish.ts';
import { promoteCommand } from '../../cli/commands/promote.ts';
import { rollbackCommand } from '../../cli/commands/rollback.ts';
import type { Inputs } from '../../cli/inputs.ts';
import type { Project } from '../../cli/project.ts';
import { reportError } from '../../cli/report-error.ts';
import { runDeploy } from '../../cli/run-deploy.ts';
import type { Environment } from '../../config/destination.ts';
import type { Random } from '../../random.ts';
import { CancelledError } from '../../release/cancel.ts';
import type { RunEvent } from '../../release/events.ts';
import type { RunPorts } from '../../release/run/run-release.ts';
import type { SeededClock } from '../seeded-clock.ts';
import { quietHost } from './quiet-host.ts';

/** What all jobs of one world have in common. */
export type JobWorld = {
  clock: SeededClock;
  random: Random;
  connect: Connect;
  project: Project;
  environment: Environment;
  bundle: Bundle;
  /** Of the process, without what tells of CI or AWS, and with what leads to the emulator. */
  env: Readonly<Record<string, string>>;
  cwd: string;
  /** Where jobs keep their notes. */
  folder: string;
  /** The options that say where the configuration is, and what holds in it. */
  args: readonly string[];
  checks: Pick<RunPorts, 'verify' | 'ask'>;
  onEvent(event: RunEvent, job: Job): void;
};

export type JobCommand = 'deploy' | 'promote' | 'rollback' | 'finish';

/** A process of a CI's job, which can be cancelled, and killed: then nothing it waits for ever comes. */
export type Job = {
  run: string;
  /** Of its notes. */
  notes: string;
  events: RunEvent[];
  said: string[];
  /** Gives the exit code; never, once it is killed. */
  carryOut(command: JobCommand, version?: string): Promise<number>;
  cancel(): void;
  kill(): void;
};

export function openJob(world: JobWorld, number: number): Job {
  const { env, cwd, folder, checks } = world;
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const process = mortal(world);
  const events: RunEvent[] = [];
  const said: string[] = [];
  const temp = join(folder, `job-${number}`);
  const job: Job = {
    run: `github:${number}.1`,
    notes: join(temp, 'fanout', 'run.jsonl'),
    events,
    said,
    cancel: () => controller.abort(new CancelledError('SIGTERM')),
    kill: process.kill,
    async carryOut(command, version) {
      try {
        return await dispatch(command, version, world, ports);
      } catch (error) {
        return reportError(error, host, { command, json: false });
      }
    },
  };
  const host = quietHost(said, (event) => {
    events.push(event);
    world.onEvent(event, job);
  });
  const ports: CommandPorts = {
    env: { ...env, GITHUB_ACTIONS: 'true', GITHUB_RUN_ID: String(number), RUNNER_TEMP: temp },
    cwd,
    host,
    clock: process.clock,
    random: world.random,
    connect: process.connect,
    signal: controller.signal,
    checks,
  };
  return job;
}

async function dispatch(
  command: JobCommand,
  version: string | undefined,
  { project, environment, bundle, args }: JobWorld,
  ports: CommandPorts,
): Promise<number> {
  const named = command === 'finish' ? [] : [environment.name];
  const read = readInputs([command, ...named, ...args], {});
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('; '));
  const inputs = read.inputs as Inputs;
  if (inputs.command === 'deploy') {
    const made = { project: { ...project, version: version ?? project.version }, environment };
    return runDeploy(made, inputs, ports, { makeBundle: async () => bundle });
  }
  if (inputs.command === 'promote') return promoteCommand(inputs, ports);
  if (inputs.command === 'rollback') return rollbackCommand(inputs, ports);
  if (inputs.command === 'finish') return finishCommand(inputs, ports);
  throw new Error(`a job does not ${command}`);
}

/** The world as a process has it as long as it lives. */
function mortal({ clock, connect }: JobWorld): {
  clock: SeededClock;
  connect: Connect;
  kill(): void;
} {
  let isDead = false;
  const never = new Promise<never>(() => undefined);
  async function living<T>(work: Promise<T>): Promise<T> {
    const [settled] = await Promise.allSettled([work]);
    if (isDead) return never;
    if (settled.status === 'rejected') throw settled.reason;
    return settled.value;
  }
  return {
    kill() {
      isDead = true;
    },
    clock: {
      now: () => clock.now(),
      sleep: (ms, signal) => living(clock.sleep(ms, signal)),
      turn: (name) => living(clock.turn(name)),
      aside: (work) => living(clock.aside(work)),
    },
    connect(patience) {
      const handler = connect(patience) as unknown as Handler;
      const handle: Handler['handle'] = (...args) => living(handler.handle(...args));
      return { ...handler, handle } as unknown as ReturnType<Connect>;
    },
  };
}

type Handler = { handle(...args: unknown[]): Promise<unknown> };
