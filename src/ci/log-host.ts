import type { Problem } from '../problem.ts';
import type { RunEvent } from '../release/events.ts';
import type { Block } from '../report/block.ts';
import type { DestinationView } from '../report/destination-view.ts';
import type { Facts } from '../report/facts.ts';
import { junit } from '../report/junit.ts';
import type { Line } from '../report/line.ts';
import type { Host, HostName } from './host.ts';
import { JobLog } from './job-log.ts';
import { type LineSink, LogWriter } from './log-writer.ts';
import type { HostPorts } from './ports.ts';

/** What all hosts do alike: what the log writer says of a run goes to the job log, where secrets are hidden. */
export abstract class LogHost implements Host, LineSink {
  abstract readonly name: HostName;
  protected readonly ports: HostPorts;
  protected readonly jobLog: JobLog;
  protected readonly logWriter: LogWriter;
  #closed = false;

  constructor(ports: HostPorts, { ci }: { ci: boolean }) {
    this.ports = ports;
    this.jobLog = new JobLog(ports, { ci });
    this.logWriter = new LogWriter(this, ports.clock, this.jobLog.log);
  }

  abstract ended(block: Block, view: DestinationView): void;
  abstract finished(facts: Facts): void;

  /** What is written once, at the end. */
  protected closing({ finished, ...facts }: Facts): void {
    const { junit: path } = this.ports;
    if (path !== undefined && finished)
      this.jobLog.report(path, junit({ ...facts, finished }), 'chosen');
  }

  mask(secret: string): void {
    this.jobLog.scrubber.mask(secret);
  }

  scrub<T>(value: T): T {
    return this.jobLog.scrubber.scrub(value);
  }

  take(event: RunEvent): RunEvent {
    const shown = this.scrub(event);
    this.logWriter.take(shown);
    return shown;
  }

  get facts(): Facts {
    return this.logWriter.facts;
  }

  problems(problems: readonly Problem[], level: 'error' | 'warning'): void {
    for (const problem of problems) this.jobLog.problem(problem, level);
  }

  lines(lines: readonly Line[]): void {
    for (const line of lines) this.jobLog.line(line);
  }

  print(text: string): void {
    this.jobLog.print(text);
  }

  debug(text: string): void {
    if (this.ports.debug) this.print(`debug: ${text}`);
  }

  result(text: string): void {
    this.jobLog.result(text);
  }

  output(_name: string, _value: string): void {}

  saveState(_name: string, _value: string): void {}

  async close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      this.logWriter.stop();
      this.closing(this.logWriter.facts);
    }
    await this.jobLog.flush();
  }
}
