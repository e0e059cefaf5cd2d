import { dirname } from 'node:path';
import type { EventReport } from '../../service.ts';
import type { Machine } from '../machine.ts';
import { type Call, takeCalls } from './calls.ts';
import { isOfRoot, refusedPaths } from './confined.ts';
import { lackedBy } from './read-output.ts';

/** These ask what has been started: a stub starts nothing, and neither does a program that is lacking. */
const ASKING: ReadonlySet<string> = new Set([
  'ValidateService',
  'BeforeAllowTraffic',
  'AfterAllowTraffic',
]);

/**
 * Tells what a host lacks from what is wrong with a release: one for each host, for as long as it lives.
 */
export class Gaps {
  readonly #programs: ReadonlySet<string>;
  readonly #tellCall: (call: Call) => void;
  /** For which an event of this deployment failed, or ApplicationStop may: nothing that follows on it is known. */
  readonly #lacking = new Set<string>();
  /** Scripts of this release went on without it: what they start may not be there. */
  readonly #swallowed = new Set<string>();
  #heard = new Set<string>();
  #refused = new Set<string>();
  /** What was refused to users other than root, by their names: their own fault, unless they asked as root. */
  #refusedTo = new Map<string, string[]>();
  readonly #stubs = new Set<string>();

  /** @param tellCall hears about every call of a stub, and of sudo by others than root */
  constructor(programs: ReadonlySet<string>, tellCall: (call: Call) => void) {
    this.#programs = programs;
    this.#tellCall = tellCall;
  }

  /** To be called with whatever scripts write, and the user that the AppSpec file names for them. */
  readonly hear = (text: string, runas = 'root'): void => {
    for (const line of text.split('\n')) {
      if (line === '' || this.#heard.size > 20) continue;
      const lacked = lackedBy(line, this.#programs);
      const paths = refusedPaths(line);
      const isRefused = lacked === undefined ? paths.length > 0 : isOfRoot(line);
      if (runas !== 'root' && isRefused) this.#noteRefused(runas, line);
      else {
        if (lacked !== undefined) this.#heard.add(lacked);
        for (const path of paths) if (this.#refused.size < 20) this.#refused.add(path);
      }
    }
  };

  #noteRefused(user: string, line: string): void {
    const lines = this.#refusedTo.get(user) ?? [];
    if (lines.length < 20) this.#refusedTo.set(user, [...lines, line]);
  }

  /** Commands that were called and do nothing. */
  get stubs(): readonly string[] {
    return [...this.#stubs];
  }

  #noteStub(call: Call): void {
    this.#stubs.add(call.name);
    this.#tellCall(call);
  }

  #noteSudo(call: Call): void {
    for (const line of this.#refusedTo.get(call.name) ?? []) this.hear(line);
    this.#tellCall(call);
  }

  /** An event's report, with what it could not do on this host. */
  async judge(event: string, report: EventReport, machine: Machine): Promise<EventReport> {
    for (const call of await takeCalls(machine)) {
      if (call.kind === 'lacked') this.#heard.add(call.name);
      else if (call.kind === 'stub') this.#noteStub(call);
      else this.#noteSudo(call);
    }
    this.hear(report.message);
    const lacks = [
      ...this.#heard,
      ...(report.errorCode === 0 ? [] : await this.#ofMachine(machine)),
    ];
    this.#heard = new Set();
    this.#refused = new Set();
    this.#refusedTo = new Map();
    for (const one of lacks) (report.errorCode === 0 ? this.#swallowed : this.#lacking).add(one);
    if (event === 'DownloadBundle') this.#beginRelease();
    if (lacks.length > 0) return { ...report, lacking: { what: lacks, isLater: false } };
    const what = report.errorCode === 0 ? [] : this.#before(event);
    return what.length === 0 ? report : { ...report, lacking: { what, isLater: true } };
  }

  /** What the hooks of the release before went without says nothing of this one's. */
  #beginRelease(): void {
    this.#lacking.clear();
    this.#swallowed.clear();
  }

  /** What a script was refused, and is not the host's own but this machine's. */
  async #ofMachine(machine: Machine): Promise<string[]> {
    const paths = [...this.#refused];
    const asked = paths.flatMap((path) => [path, dirname(path)]);
    const found = asked.length === 0 ? [] : await machine.stat(asked);
    // What is not there would be made in its folder.
    const denied = paths.filter((_, index) => {
      const [file, folder] = found.slice(2 * index);
      return file?.kind === 'absent' ? folder?.denied : file?.denied;
    });
    const more = denied.length > 1 ? `, and of ${denied.length - 1} more` : '';
    return denied.slice(0, 1).map((path) => `the right to change this machine’s ${path}${more}`);
  }

  /** What was lacking before, and may be why an event fails. */
  #before(event: string): string[] {
    if (this.#lacking.size > 0 || !ASKING.has(event)) return [...this.#lacking];
    const stubs = [...this.#stubs].map((name) => `what the stub of ${name} stands for`);
    return this.#swallowed.size > 0 ? [...this.#swallowed] : stubs;
  }
}
