import type { AgentVersion } from '../../../appspec/agents.ts';
import type { Clock } from '../../../clock.ts';
import type { EventReport, HostAgent, HostCommand } from '../../service.ts';
import { performAs2 } from '../agent2/agent-2.ts';
import { type HttpAnswer, type HttpRequest, type Machine, MachineLost } from '../machine.ts';
import { performAs1 } from './agent-1.ts';
import { afterRestart } from './event-report.ts';
import type { Revisions } from './stored-revisions.ts';

export type AgentPorts = {
  version: AgentVersion;
  /** Makes the host; again, when it was lost. */
  start(): Promise<Machine>;
  /** Removes what is left of the host. */
  remove(): Promise<void>;
  revisions: Revisions;
  /** Where the host sees a file of the revisions. */
  inside(file: string): string;
  clock: Clock;
  say(words: string): void;
};

/** The agent of one host, which comes into being with its first event. */
export class Agent implements HostAgent {
  readonly #ports: AgentPorts;
  #machine: Promise<Machine> | undefined;
  #closing: Promise<void> | undefined;

  constructor(ports: AgentPorts) {
    this.#ports = ports;
  }

  /**
   * Carries out one lifecycle event and reports as the agent does. A host that its own scripts ended is
   * reported like an agent that was restarted.
   *
   * @throws the signal's reason; what the script started is killed then
   * @throws {Error} when the host cannot be made
   */
  async perform(command: HostCommand, signal: AbortSignal): Promise<EventReport> {
    signal.throwIfAborted();
    const machine = await this.#start();
    const { version, say, ...ports } = this.#ports;
    const tell = (words: string) => say(`${command.instance}: ${words}`);
    const perform = version === '2' ? performAs2 : performAs1;
    try {
      return await perform({ ...ports, machine, command, say: tell }, signal);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (!(error instanceof MachineLost)) throw error;
      tell(error.message);
      this.#machine = undefined;
      return afterRestart;
    }
  }

  /** Asks a service of this host. */
  async http(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const { processes } = await this.#start();
    if (!processes) throw new Error('nothing runs on this host: its hooks are checked but not run');
    return processes.http(request, signal);
  }

  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    const machine = await this.#machine?.catch(() => undefined);
    await machine?.close();
    await this.#ports.remove();
  }

  #start(): Promise<Machine> {
    if (this.#closing !== undefined) return Promise.reject(new Error('this host is closed'));
    this.#machine ??= this.#ports.start().catch((error: unknown) => {
      this.#machine = undefined;
      throw error;
    });
    return this.#machine;
  }
}
