import { join } from 'node:path';
import type { Problem } from '../problem.ts';
import type { RunEvent } from '../release/events.ts';
import type { Block } from '../report/block.ts';
import type { DestinationView } from '../report/destination-view.ts';
import type { Facts } from '../report/facts.ts';
import { finalLines } from '../report/final.ts';
import { junit } from '../report/junit.ts';
import type { Line } from '../report/line.ts';
import { outputsOf } from '../report/outputs.ts';
import { annotationsReport, dotenv, dotenvName } from './gitlab-reports.ts';
import type { Host } from './host.ts';
import { Journal } from './journal.ts';
import { writeOrWarn } from './junit-file.ts';
import { Narrator, type Paper } from './narrator.ts';
import type { HostPorts } from './ports.ts';

const CLEAR = '\u001b[0K';

/** GitLab CI: sections in the log, and files that the job hands over as reports. */
export class GitlabHost implements Host, Paper {
  readonly name = 'gitlab';
  readonly #ports: HostPorts;
  readonly #journal: Journal;
  readonly #narrator: Narrator;
  readonly #outputs = new Map<string, string>();
  #sections = 0;
  #closed = false;

  constructor(ports: HostPorts) {
    this.#ports = ports;
    this.#journal = new Journal(ports, { ci: true });
    this.#narrator = new Narrator(this, ports.clock, this.#journal.log);
  }

  mask(secret: string): void {
    this.#journal.scrubber.mask(secret);
  }

  scrub<T>(value: T): T {
    return this.#journal.scrubber.scrub(value);
  }

  take(event: RunEvent): void {
    this.#narrator.take(this.scrub(event));
  }

  problems(problems: readonly Problem[], level: 'error' | 'warning'): void {
    for (const problem of problems) this.#journal.problem(problem, level);
  }

  print(text: string): void {
    this.#journal.print(text);
  }

  debug(text: string): void {
    if (this.#ports.debug) this.#journal.print(text);
  }

  result(text: string): void {
    this.#journal.result(text);
  }

  output(name: string, value: string): void {
    this.#outputs.set(dotenvName(name), this.#journal.scrubber.hide(value));
  }

  saveState(): void {}

  async close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      this.#narrator.stop();
      this.#writeReports();
    }
    await this.#journal.flush();
  }

  lines(lines: readonly Line[]): void {
    for (const line of lines) this.#journal.line(line);
  }

  /** A section's duration is that of the destination, not of the printing. */
  ended({ destination, title, failed, lines }: Block, view: DestinationView): void {
    this.#sections += 1;
    const name = `fanout_${this.#sections}_${destination.replace(/[^\w.-]+/g, '_')}`;
    const options = failed ? '' : '[collapsed=true]';
    const [start, end] = [view.startedAt ?? view.endedAt ?? 0, view.endedAt ?? 0].map((at) =>
      Math.floor(at / 1000),
    );
    const { log } = this.#journal;
    log.line(`${CLEAR}section_start:${start}:${name}${options}\r${CLEAR}${title}`);
    for (const { destination: _, ...line } of lines) this.#journal.line(line);
    log.line(`${CLEAR}section_end:${end}:${name}\r${CLEAR}`);
  }

  finished(facts: Facts): void {
    for (const line of finalLines(facts)) this.#journal.line(line);
    for (const [name, value] of Object.entries(outputsOf(facts))) this.output(name, value);
  }

  #writeReports(): void {
    const { files = {} } = this.#ports;
    const { facts, views } = this.#narrator;
    if (this.#outputs.size > 0) {
      const { text, leftOut } = dotenv(this.#outputs);
      this.#write(files.dotenv, 'outputs.env', text);
      for (const message of leftOut) this.#journal.problem({ message }, 'warning');
    }
    const annotations = annotationsReport([...views.values()]);
    if (annotations) this.#write(files.annotations, 'annotations.json', annotations);
    if (facts.finished) this.#write(files.junit, 'junit.xml', junit(facts));
  }

  #write(chosen: string | undefined, name: string, content: string): void {
    const folder = join(this.#ports.env.CI_PROJECT_DIR || process.cwd(), '.fanout');
    const path = chosen ?? join(folder, name);
    writeOrWarn(path, content, chosen === undefined ? 'ours' : 'chosen', this.#journal);
  }
}
