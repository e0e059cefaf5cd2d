import type { Clock } from '../../../clock.ts';
import type { EventReport, HostAgent, HostCommand } from '../../service.ts';
import { type HttpAnswer, type HttpRequest, type Machine, MachineLost } from '../machine.ts';
import { readForInstall } from './appspec-file.ts';
import { download } from './download.ts';
import {
  afterRestart,
  ScriptError,
  scriptReport,
  succeeded,
  unknownReport,
} from './event-report.ts';
import { install } from './install.ts';
import { layoutOf } from './layout.ts';
import { apply } from './machine-files.ts';
import { HOOKS, runHooks } from './run-hooks.ts';
import { ScriptLog } from './script-log.ts';
import type { Revisions } from './stored-revisions.ts';

const BUNDLE_TYPES = new Set(['tar', 'tgz', 'zip']);

export type AgentPorts = {
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
    const log = new ScriptLog();
    try {
      await this.#carryOut(machine, command, log, signal);
      return succeeded;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof MachineLost) {
        this.#ports.say(`${command.instance}: ${error.message}`);
        this.#machine = undefined;
        return afterRestart;
      }
      if (error instanceof ScriptError) return scriptReport(error, log.text());
      return unknownReport(error instanceof Error ? error : new Error(String(error)));
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

  async #carryOut(
    machine: Machine,
    command: HostCommand,
    log: ScriptLog,
    signal: AbortSignal,
  ): Promise<void> {
    const { event, revision, fileExistsBehavior } = command;
    const { revisions, inside, clock, say } = this.#ports;
    if (!BUNDLE_TYPES.has(revision.bundleType)) {
      throw new Error('BundleType in S3Revision must be tar, tgz or zip');
    }
    const known = event === 'DownloadBundle' || event === 'Install' || HOOKS.has(event);
    if (!known) throw new Error(`Unsupported command type: ${event}.`);
    const layout = layoutOf(machine.agentRoot, command);
    await apply(machine, [{ do: 'folders', path: layout.deployment }]);
    if (event === 'DownloadBundle') {
      await download(machine, layout, command, revisions, inside);
    } else if (event === 'Install') {
      const spec = await readForInstall(machine, layout.archive);
      const tell = (words: string) => say(`${command.instance}: ${words}`);
      await install(machine, layout, spec, fileExistsBehavior, tell);
    } else {
      await runHooks(command, { machine, layout, clock, log }, signal);
    }
  }
}
