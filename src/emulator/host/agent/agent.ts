import type { AgentVersion } from '../../../appspec/agent-versions.ts';
import type { Clock } from '../../../clock.ts';
import type { EventReport, HostAgent, HostCommand } from '../../service.ts';
import { performAs2 } from '../agent2/agent-2.ts';
import { succeededAs2 } from '../agent2/reports.ts';
import { giveAccounts, giveNamed } from '../gaps/accounts.ts';
import type { Call } from '../gaps/calls.ts';
import { Gaps } from '../gaps/gaps.ts';
import type { HostSettings } from '../gaps/settings.ts';
import { type HttpAnswer, type HttpRequest, type Machine, MachineLost } from '../machine.ts';
import { performAs1 } from './agent-1.ts';
import { afterRestart, succeeded } from './event-report.ts';
import type { PassingOver } from './passed-over.ts';
import type { Revisions } from './stored-revisions.ts';
import type { Timeouts } from './timeouts.ts';

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
  timeouts: Timeouts;
  passingOver: PassingOver;
  host: HostSettings;
  /** Whether accounts may be made on it: it has its own. */
  hasOwnAccounts: boolean;
  /** Told of each user and group that was made up. */
  onAccount(words: string): void;
  /** Told of each call of a stub. */
  onCall(event: string, call: Call): void;
  /** Told why this host ended under the agent's feet, in words. */
  onLost(words: string): void;
};

/** The agent of one host, which comes into being with its first event. */
export class Agent implements HostAgent {
  readonly #ports: AgentPorts;
  readonly #gaps: Gaps;
  #event = '';
  #machine: Promise<Machine> | undefined;
  #closing: Promise<void> | undefined;

  constructor(ports: AgentPorts) {
    this.#ports = ports;
    this.#gaps = new Gaps(ports.host.programs, (call) => ports.onCall(this.#event, call));
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
    const { version, say, host, passingOver, ...ports } = this.#ports;
    if (passingOver.has(command)) return done(version);
    this.#event = command.event;
    const tell = (words: string) => say(`${command.instance}: ${words}`);
    const perform = version === '2' ? performAs2 : performAs1;
    try {
      await this.#giveAccounts(machine, command, false);
      const { hear } = this.#gaps;
      const { environment } = host;
      const work = { ...ports, machine, command, say: tell, hear, environment };
      const report = await perform(work, signal);
      if (command.event === 'DownloadBundle') await this.#giveAccounts(machine, command, true);
      const judged = await this.#gaps.judge(command.event, report, machine);
      return passingOver.takes(command, judged) ? done(version) : judged;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (!(error instanceof MachineLost)) throw error;
      ports.onLost(`${command.instance}: ${error.message}`);
      this.#machine = undefined;
      return afterRestart;
    }
  }

  /** Commands that its hooks have called and that do nothing. */
  get stubs(): readonly string[] {
    return this.#gaps.stubs;
  }

  /** Asks a service of this host. */
  async http(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const { processes } = await this.#start();
    if (!processes) throw new Error('nothing runs on this host: its hooks are checked but not run');
    return processes.http(request, signal);
  }

  async #giveAccounts(machine: Machine, command: HostCommand, isFetched: boolean): Promise<void> {
    const { hasOwnAccounts, onAccount, host } = this.#ports;
    if (!hasOwnAccounts || !host.hasNamed) return;
    for (const words of await giveNamed(machine, command, isFetched)) onAccount(words);
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

  async #begin(): Promise<Machine> {
    const { start, hasOwnAccounts, host, onAccount } = this.#ports;
    const machine = await start();
    if (!hasOwnAccounts) return machine;
    const made = await giveAccounts(machine, { users: host.users, groups: [] });
    for (const words of made) onAccount(words);
    return machine;
  }

  #start(): Promise<Machine> {
    if (this.#closing !== undefined) return Promise.reject(new Error('this host is closed'));
    this.#machine ??= this.#begin().catch((error: unknown) => {
      this.#machine = undefined;
      throw error;
    });
    return this.#machine;
  }
}

function done(version: AgentVersion): EventReport {
  return version === '2' ? succeededAs2(undefined) : succeeded;
}
