import type { Problem } from '../problem.ts';
import type { Line, Style } from '../report/line.ts';
import { type Level, problemLines } from '../report/problem-lines.ts';
import { clean } from '../words/printable.ts';
import { ansi, noColour, wantsColour } from './colour.ts';
import type { HostPorts } from './ports.ts';
import { writeReportFile } from './report-file.ts';
import { Scrubber } from './scrubber.ts';
import { Sink } from './sink.ts';

/** What every host writes with: the log, the result, and what is hidden in both. */
export class JobLog {
  readonly scrubber: Scrubber;
  readonly log: Sink;
  readonly style: Style;
  readonly #result: Sink;

  constructor(ports: HostPorts, { ci }: { ci: boolean }) {
    const { env, stdout, stderr, json, redact, clock } = ports;
    this.scrubber = new Scrubber(redact);
    const hide = (text: string) => this.scrubber.hide(text);
    this.#result = new Sink(stdout, hide, clock);
    const stream = json ? stderr : stdout;
    this.log = json ? new Sink(stderr, hide, clock) : this.#result;
    this.style = wantsColour(env, { isTTY: stream.isTTY === true, ci }) ? ansi : noColour;
  }

  /** A line of the log, after the destination it speaks of. */
  line(line: Line): void {
    this.log.line(this.format(line));
  }

  format({ destination, text, tone }: Line): string {
    const prefix = destination === undefined ? '' : this.style('dim', `[${destination}] `);
    return prefix + this.style(tone, text);
  }

  /** Text for people that may have been made of anything. */
  print(text: string): void {
    for (const each of clean(this.scrubber.hideIn(text), 10_000)) this.log.line(each);
  }

  problem(problem: Problem, level: Level): void {
    for (const line of problemLines(this.scrubber.scrub(problem), level)) this.line(line);
  }

  result(text: string): void {
    this.#result.line(text);
  }

  /** Writes a file of reports. One that cannot be written is a warning: the deployment stands. */
  report(path: string, content: string, folder: 'chosen' | 'ours'): void {
    try {
      writeReportFile(path, this.scrubber.hide(content), folder);
    } catch (error) {
      const message = `cannot write "${path}": ${(error as Error).message}`;
      this.problem({ code: 'file-unwritable', message }, 'warning');
    }
  }

  async flush(): Promise<void> {
    await Promise.all([this.log.flush(), this.#result.flush()]);
  }
}
