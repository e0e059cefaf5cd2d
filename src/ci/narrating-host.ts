import type { Problem } from '../problem.ts';
import type { RunEvent } from '../release/events.ts';
import type { Block } from '../report/block.ts';
import type { DestinationView } from '../report/destination-view.ts';
import type { Facts } from '../report/facts.ts';
import { junit } from '../report/junit.ts';
import type { Line } from '../report/line.ts';
import type { Host, HostName } from './host.ts';
import { Journal } from './journal.ts';
import { Narrator, type Paper } from './narrator.ts';
import type { HostPorts } from './ports.ts';

/** What all hosts do alike: what the narrator has to say of a run goes to the journal, where secrets are hidden. */
export abstract class NarratingHost implements Host, Paper {
  abstract readonly name: HostName;
  protected readonly ports: HostPorts;
  protected readonly journal: Journal;
  protected readonly narrator: Narrator;
  #closed = false;

  constructor(ports: HostPorts, { ci }: { ci: boolean }) {
    this.ports = ports;
    this.journal = new Journal(ports, { ci });
    this.narrator = new Narrator(this, ports.clock, this.journal.log);
  }

  abstract ended(block: Block, view: DestinationView): void;
  abstract finished(facts: Facts): void;

  /** What is written once, at the end. */
  protected closing({ finished, ...facts }: Facts): void {
    const { junit: path } = this.ports;
    if (path !== undefined && finished)
      this.journal.report(path, junit({ ...facts, finished }), 'chosen');
  }

  mask(secret: string): void {
    this.journal.scrubber.mask(secret);
  }

  scrub<T>(value: T): T {
    return this.journal.scrubber.scrub(value);
  }

  take(event: RunEvent): void {
    this.narrator.take(this.scrub(event));
  }

  problems(problems: readonly Problem[], level: 'error' | 'warning'): void {
    for (const problem of problems) this.journal.problem(problem, level);
  }

  lines(lines: readonly Line[]): void {
    for (const line of lines) this.journal.line(line);
  }

  print(text: string): void {
    this.journal.print(text);
  }

  debug(text: string): void {
    if (this.ports.debug) this.print(`debug: ${text}`);
  }

  result(text: string): void {
    this.journal.result(text);
  }

  output(_name: string, _value: string): void {}

  saveState(_name: string, _value: string): void {}

  async close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      this.narrator.stop();
      this.closing(this.narrator.facts);
    }
    await this.journal.flush();
  }
}
