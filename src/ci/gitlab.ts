import { resolve } from 'node:path';
import type { Block } from '../report/block.ts';
import type { DestinationView } from '../report/destination-view.ts';
import type { Facts } from '../report/facts.ts';
import { finalLines } from '../report/final.ts';
import { junit } from '../report/junit.ts';
import { outputsOf } from '../report/outputs.ts';
import { annotationsReport, dotenv, dotenvName } from './gitlab-reports.ts';
import { LogHost } from './log-host.ts';
import type { HostPorts } from './ports.ts';

const CLEAR = '\u001b[0K';

/** GitLab CI: sections in the log, and files that the job hands over as reports. */
export class GitlabHost extends LogHost {
  readonly name = 'gitlab';
  readonly #outputs = new Map<string, string>();
  #sections = 0;

  constructor(ports: HostPorts) {
    super(ports, { ci: true });
  }

  override output(name: string, value: string): void {
    this.#outputs.set(dotenvName(name), this.jobLog.scrubber.hide(value));
  }

  /** A section's duration is that of the destination, not of the printing. */
  ended({ destination, title, failed, lines }: Block, view: DestinationView): void {
    this.#sections += 1;
    const name = `fanout_${this.#sections}_${destination.replace(/[^\w.-]+/g, '_')}`;
    const options = failed ? '' : '[collapsed=true]';
    const [start, end] = [view.startedAt ?? view.endedAt ?? 0, view.endedAt ?? 0].map((at) =>
      Math.floor(at / 1000),
    );
    const { log } = this.jobLog;
    log.line(`${CLEAR}section_start:${start}:${name}${options}\r${CLEAR}${title}`);
    for (const { destination: _, ...line } of lines) this.jobLog.line(line);
    log.line(`${CLEAR}section_end:${end}:${name}\r${CLEAR}`);
  }

  finished(facts: Facts): void {
    for (const line of finalLines(facts)) this.jobLog.line(line);
    for (const [name, value] of Object.entries(outputsOf(facts))) this.output(name, value);
  }

  protected override closing(facts: Facts): void {
    if (this.#outputs.size > 0) {
      const { text, leftOut } = dotenv(this.#outputs);
      this.#write('outputs.env', text);
      for (const message of leftOut)
        this.jobLog.problem({ code: 'output-left-out', message }, 'warning');
    }
    const annotations = annotationsReport([...this.logWriter.views.values()]);
    if (annotations) this.#write('annotations.json', annotations);
    if (facts.finished) this.#write('junit.xml', junit(facts), this.ports.junit);
  }

  /** Into a folder of ours, where the job takes its reports from, unless a path was chosen. */
  #write(name: string, content: string, chosen?: string): void {
    const ours = resolve(this.ports.env.CI_PROJECT_DIR || '.', '.fanout', name);
    const path = chosen ?? ours;
    this.jobLog.report(path, content, path === ours ? 'ours' : 'chosen');
  }
}
