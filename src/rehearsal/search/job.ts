import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connect } from '../../aws/clients.ts';
import type { Bundle } from '../../bundle/bundle.ts';
import { readInputs } from '../../cli/arguments.ts';
import type { CommandPorts } from '../../cli/command-ports.ts';
import { continueCommand } from '../../cli/commands/continue.ts';
import { finishCommand } from '../../cli/commands/finish.ts';
import { holdCommand } from '../../cli/commands/hold.ts';
import { promoteCommand } from '../../cli/commands/promote.ts';
import { rollbackCommand } from '../../cli/commands/rollback.ts';
import { stopCommand } from '../../cli/commands/stop.ts';
import { unholdCommand } from '../../cli/commands/unhold.ts';
import type { Inputs } from '../../cli/inputs.ts';
import { environmentOf, type Project } from '../../cli/project.ts';
import { reportError } from '../../cli/report-error.ts';
import { runDeploy } from '../../cli/run-deploy.ts';
import type { Destination } from '../../config/destination.ts';
import type { Random } from '../../random.ts';
import { CancelledError } from '../../release/cancel.ts';
import type { RunEvent } from '../../release/events.ts';
import { ask, verify } from '../../verify/verify.ts';
import type { SeededClock } from '../seeded-clock.ts';
import { mortal } from './mortal.ts';
import { quietHost } from './quiet-host.ts';
import type { StatusEndpoints } from './status-endpoint.ts';

/** What all jobs of one world have in common. */
export type JobWorld = {
  clock: SeededClock;
  random: Random;
  connect: Connect;
  project: Project;
  bundle: Bundle;
  /** Of the process, without what names CI or AWS, and with what leads to the emulator. */
  env: Readonly<Record<string, string>>;
  cwd: string;
  /** Where jobs keep their notes. */
  folder: string;
  /** The options that say where the configuration is, and what holds in it. */
  args: readonly string[];
  httpGetFor: StatusEndpoints['getFor'];
  onEvent(event: RunEvent, job: Job): void;
};

/** Which job of which CI run it is, and what it does. */
export type JobOrder = {
  command: 'deploy' | 'promote' | 'rollback' | 'continue' | 'stop' | 'hold' | 'unhold' | 'finish';
  environment: string;
  version?: string;
  /** Of the CI's run. */
  run: number;
  attempt: number;
  /** Names its folder: the process that finishes a job has the same. */
  folder: number;
  /** How far its machine's clock is off, in ms. */
  offset: number;
};

/** A process of a CI's job, which can be cancelled, and killed: then nothing it waits for ever comes. */
export type Job = {
  order: JobOrder;
  /** As markers and records name it. */
  run: string;
  events: RunEvent[];
  said: string[];
  /** What it has noted of itself so far. */
  notes(): string;
  /** Gives the exit code; never, once it is killed. */
  carryOut(): Promise<number>;
  cancel(): void;
  kill(): void;
  /** Its machine sleeps for so many ms. */
  sleep(ms: number): void;
};

export function openJob(world: JobWorld, order: JobOrder): Job {
  const { env, cwd, folder, httpGetFor } = world;
  const run = `github:${order.run}.${order.attempt}`;
  const controller = new AbortController();
  const { signal } = controller;
  setMaxListeners(0, signal);
  const process = mortal(world, order.offset);
  const { clock, connect } = process;
  const events: RunEvent[] = [];
  const said: string[] = [];
  const temp = join(folder, `job-${order.folder}`);
  const get = httpGetFor({ run, process: order.folder });
  const checking = { get, clock, signal, env: {}, cwd };
  const job: Job = {
    order,
    run,
    events,
    said,
    notes: () => textOf(join(temp, 'fanout', 'run.jsonl')),
    cancel: () => controller.abort(new CancelledError('SIGTERM')),
    kill: process.kill,
    sleep: process.sleep,
    async carryOut() {
      try {
        return await dispatch(order, world, ports);
      } catch (error) {
        return reportError(error, host, { command: order.command, json: false });
      }
    },
  };
  const host = quietHost(said, (event) => {
    events.push(event);
    world.onEvent(event, job);
  });
  const ports: CommandPorts = {
    env: {
      ...env,
      GITHUB_ACTIONS: 'true',
      GITHUB_RUN_ID: String(order.run),
      GITHUB_RUN_ATTEMPT: String(order.attempt),
      RUNNER_TEMP: temp,
    },
    ...{ cwd, host, clock, random: world.random, connect, signal },
    // What a command would find out is not for a seed to repeat: it is not run.
    checks: {
      verify: (destination, release) => verify(byHttp(destination), release, checking),
      ask: async (check, destination, release) =>
        check.kind === 'http' ? ask(check, byHttp(destination), release, checking) : undefined,
    },
  };
  return job;
}

function byHttp(destination: Destination): Destination {
  return { ...destination, verify: destination.verify.filter(({ kind }) => kind === 'http') };
}

async function dispatch(
  { command, environment: name, version }: JobOrder,
  { project, bundle, args }: JobWorld,
  ports: CommandPorts,
): Promise<number> {
  const isHolding = command === 'hold' || command === 'unhold';
  const words = [
    command,
    ...(command === 'finish' ? [] : [name]),
    ...(isHolding ? ['--reason', 'the seed has it so'] : []),
  ];
  const read = readInputs([...words, ...args], {});
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('; '));
  const inputs = read.inputs as Inputs;
  if (inputs.command === 'deploy') {
    const environment = environmentOf(project, name, () => undefined);
    const made = { project: { ...project, version: version ?? project.version }, environment };
    return runDeploy(made, inputs, ports, { makeBundle: async () => bundle });
  }
  if (inputs.command === 'promote') return promoteCommand(inputs, ports);
  if (inputs.command === 'rollback') return rollbackCommand(inputs, ports);
  if (inputs.command === 'continue') return continueCommand(inputs, ports);
  if (inputs.command === 'stop') return stopCommand(inputs, ports);
  if (inputs.command === 'hold') return holdCommand(inputs, ports);
  if (inputs.command === 'unhold') return unholdCommand(inputs, ports);
  if (inputs.command === 'finish') return finishCommand(inputs, ports);
  throw new Error(`a job does not ${command}`);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
