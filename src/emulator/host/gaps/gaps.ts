import type { EventReport } from '../../service.ts';
import type { Machine } from '../machine.ts';
import { type Call, takeCalls } from './calls.ts';
import { lackedBy } from './read-output.ts';

const ASKING: ReadonlySet<string> = new Set([
  'ValidateService',
  'BeforeAllowTraffic',
  'AfterAllowTraffic',
]);

/**
 * Tells what a host lacks from what is wrong with a release: one for each host, for as long as it lives. What fails after
 * something was lacking tells nothing of the release either.
 */
export class Gaps {
  readonly #programs: ReadonlySet<string>;
  readonly #tellCall: (call: Call) => void;
  /** Of the whole life of the host. */
  readonly #lacking = new Set<string>();
  #heard = new Set<string>();
  readonly #stubs = new Set<string>();

  /** @param tellCall told of every call of a stub */
  constructor(programs: ReadonlySet<string>, tellCall: (call: Call) => void) {
    this.#programs = programs;
    this.#tellCall = tellCall;
  }

  /** To be called with whatever scripts write. */
  readonly hear = (text: string): void => {
    for (const line of text.split('\n')) {
      if (line === '' || this.#heard.size > 20) continue;
      const lacked = lackedBy(line, this.#programs);
      if (lacked !== undefined) this.#heard.add(lacked);
    }
  };

  /** Commands that were called and do nothing. */
  get stubs(): readonly string[] {
    return [...this.#stubs];
  }

  #noteStub(call: Call): void {
    this.#stubs.add(call.name);
    this.#tellCall(call);
  }

  /** An event's report, with what it could not do on this host. */
  async judge(event: string, report: EventReport, machine: Machine): Promise<EventReport> {
    for (const call of await takeCalls(machine)) {
      if (call.kind === 'lacked') this.#heard.add(call.name);
      else this.#noteStub(call);
    }
    this.hear(report.message);
    // Such an event asks what has been started, and a stub starts nothing.
    if (report.errorCode !== 0 && ASKING.has(event))
      for (const name of this.#stubs) this.#heard.add(`what the stub of ${name} stands for`);
    const lacks = [...this.#heard];
    this.#heard = new Set();
    const isLater = lacks.length === 0;
    if (isLater && (report.errorCode === 0 || this.#lacking.size === 0)) return report;
    for (const one of lacks) this.#lacking.add(one);
    return { ...report, lacking: { what: isLater ? [...this.#lacking] : lacks, isLater } };
  }
}
