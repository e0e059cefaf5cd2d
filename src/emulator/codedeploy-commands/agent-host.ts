import { withAny } from '../../any-signal.ts';
import type { Clock } from '../../clock.ts';
import type { Random } from '../../random.ts';
import type { EventReport, HostAgent, HostCommand } from '../service.ts';
import type { Session } from '../sts/sessions.ts';
import { refused } from './report.ts';

/** An event on its way through an agent. */
export type Command = {
  id: string;
  execution: string;
  nonce: number;
  order: HostCommand;
  /** As the service tells the agent; `Failed` also when the event was withdrawn before it was begun. */
  status: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed';
  isAcknowledged: boolean;
  handedOutAt?: number;
  taken: Settled<void>;
  done: Settled<EventReport>;
};

type Settled<T> = { promise: Promise<T>; resolve(value: T): void };

export type AgentHostPorts = {
  clock: Clock;
  random: Random;
  /** The service's end. */
  closing: AbortSignal;
  say(words: string): void;
};

/** How long a poll is held where there is nothing to do; the agent itself gives up after 80 seconds. */
const HOLD = 20_000;
/** When a command that was handed out and never acknowledged is handed out again. */
const AGAIN = 60_000;

/** One host whose agent is a real one: what it is to do, and how it is known. */
export class AgentHost implements HostAgent {
  readonly instance: string;
  readonly destination: string;
  readonly region: string;
  /** Whose requests are its agent's; its ARN is the agent's host identifier. */
  readonly session: Session;
  readonly #ports: AgentHostPorts;
  readonly #commands = new Map<string, Command>();
  #version = '';
  #lastPoll: number | undefined;
  #wake: () => void = () => undefined;
  #isClosed = false;

  constructor(
    named: { instance: string; destination: string; region: string; session: Session },
    ports: AgentHostPorts,
  ) {
    this.instance = named.instance;
    this.destination = named.destination;
    this.region = named.region;
    this.session = named.session;
    this.#ports = ports;
  }

  /** Whether the agent takes the event before `signal` ends the offer. */
  async offer(order: HostCommand, signal: AbortSignal): Promise<boolean> {
    const command = this.#queue(order);
    await until(command.taken.promise, signal);
    if (command.isAcknowledged) return true;
    command.status = 'Failed';
    this.#say(`no agent took ${about(command)}`);
    return false;
  }

  /** Resolves with what the agent reports of an event that it has taken; rejects with the signal's reason. */
  async perform(order: HostCommand, signal: AbortSignal): Promise<EventReport> {
    const command = [...this.#commands.values()].find((one) => one.order === order);
    if (!command) throw new Error(`${order.event} was not offered to ${this.instance}`);
    const report = await until(command.done.promise, signal);
    if (report) return report;
    command.status = 'Failed';
    this.#say(`no report of ${about(command)} came`);
    throw signal.reason;
  }

  /** The next command for the agent; undefined where there is none for the time being. */
  async poll(version: string): Promise<Command | undefined> {
    this.#notePoll(version);
    // An agent that was started again is no longer there for its earlier call.
    this.#wake();
    if (this.#isClosed) return undefined;
    const found = this.#take();
    if (found) return found;
    const { clock, closing } = this.#ports;
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    await withAny([closing, woken.signal], (either) => clock.sleep(HOLD, either)).catch(
      () => undefined,
    );
    closing.throwIfAborted();
    return this.#isClosed ? undefined : this.#take();
  }

  commandOf(id: string): Command | undefined {
    return this.#commands.get(id);
  }

  /** Of the deployment that an execution is of; any of its commands tells it. */
  commandOfExecution(execution: string): Command | undefined {
    return [...this.#commands.values()].findLast((one) => one.execution === execution);
  }

  acknowledge(command: Command): Command['status'] {
    // Withdrawn before it was begun: the agent is told not to begin.
    if (command.status === 'Failed' && !command.isAcknowledged) return 'Failed';
    if (command.isAcknowledged)
      throw refused(`the command ${command.id} was acknowledged before: ${command.status}`);
    command.isAcknowledged = true;
    command.status = 'InProgress';
    this.#say(`takes ${about(command)}`);
    command.taken.resolve();
    return command.status;
  }

  /** The first report counts: the agent sends a failure twice. */
  complete(command: Command, status: 'Succeeded' | 'Failed', report: EventReport): void {
    if (command.status === 'Succeeded' || command.status === 'Failed') return;
    if (status === 'Succeeded' && !command.isAcknowledged)
      throw refused(`the command ${command.id} was not acknowledged`);
    command.isAcknowledged = true;
    command.status = status;
    const words = status === 'Succeeded' ? 'succeeded' : `failed: ${report.message}`;
    this.#say(`${about(command)} ${words}`);
    command.taken.resolve();
    command.done.resolve(report);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
  }

  #queue(order: HostCommand): Command {
    const { random } = this.#ports;
    const { deploymentId, deploymentGroupId, account } = order;
    const command: Command = {
      id: random.bytes(32).toString('base64url'),
      execution: `${account}/${deploymentGroupId}/${deploymentId}/${this.instance}`,
      nonce: random.bytes(4).readUInt32BE(),
      order,
      status: 'Pending',
      isAcknowledged: false,
      taken: settled(),
      done: settled(),
    };
    this.#forgetOld(deploymentId);
    this.#commands.set(command.id, command);
    this.#wake();
    return command;
  }

  /** What has ended in other deployments is asked for no more. */
  #forgetOld(deployment: string): void {
    for (const [id, { order, status }] of this.#commands) {
      const hasEnded = status === 'Succeeded' || status === 'Failed';
      if (hasEnded && order.deploymentId !== deployment && this.#commands.size > 100)
        this.#commands.delete(id);
    }
  }

  #take(): Command | undefined {
    const now = this.#ports.clock.now();
    const command = [...this.#commands.values()].find(
      ({ status, handedOutAt }) =>
        status === 'Pending' && (handedOutAt === undefined || now - handedOutAt >= AGAIN),
    );
    if (command) command.handedOutAt = now;
    return command;
  }

  #notePoll(version: string): void {
    const isNew = this.#lastPoll === undefined || version !== this.#version;
    this.#version = version;
    this.#lastPoll = this.#ports.clock.now();
    if (isNew) this.#say('polls for commands');
  }

  #say(words: string): void {
    const { destination, instance } = this;
    this.#ports.say(`${destination} ${instance} (${this.#seen()}): ${words}`);
  }

  #seen(): string {
    if (this.#lastPoll === undefined) return 'no agent has polled yet';
    const version = this.#version === '' ? 'of no version' : this.#version;
    return `agent ${version}, last poll ${new Date(this.#lastPoll).toISOString()}`;
  }
}

function about({ order }: Command): string {
  return `${order.event} of ${order.deploymentId}`;
}

/** Undefined where the signal is aborted first. */
async function until<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  const aborted = settled<undefined>();
  const end = () => aborted.resolve(undefined);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function settled<T>(): Settled<T> {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
