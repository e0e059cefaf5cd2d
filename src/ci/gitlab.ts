import { basename, dirname, join, relative, resolve } from 'node:path';
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
  readonly pageFolder: string;
  readonly #outputs = new Map<string, string>();
  #page: string | undefined;
  #sections = 0;

  constructor(ports: HostPorts) {
    super(ports, { ci: true });
    this.pageFolder = resolve(ports.env.CI_PROJECT_DIR || '.', '.fanout');
  }

  /** The component's job hands over what is in that folder, and the job's page leads to it. */
  keepPage(path: string): void {
    this.output('page', relative(dirname(this.pageFolder), path));
    if (dirname(path) === this.pageFolder) this.#page = basename(path);
  }

  override output(name: string, value: string): void {
    this.#outputs.set(dotenvName(name), this.jobLog.scrubber.hide(value));
  }

  /** A section's duration is that of the destination, not of the printing. */
  ended({ destination, title, lines }: Block, view: DestinationView): void {
    if (lines.length === 0) return;
    this.#sections += 1;
    const name = `fanout_${this.#sections}_${destination.replace(/[^\w.-]+/g, '_')}`;
    const [start, end] = [view.startedAt ?? view.endedAt ?? 0, view.endedAt ?? 0].map((at) =>
      Math.floor(at / 1000),
    );
    const { log } = this.jobLog;
    log.line(`${CLEAR}section_start:${start}:${name}[collapsed=true]\r${CLEAR}${title}`);
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
    const annotations = annotationsReport(
      [...this.logWriter.views.values()],
      this.#page === undefined ? undefined : this.#artifact(this.#page),
    );
    if (annotations) this.#write('annotations.json', annotations);
    if (facts.finished) this.#write('junit.xml', junit(facts), this.ports.junit);
  }

  /** https://docs.gitlab.com/ci/jobs/job_artifacts/: a file of a job's artifacts has a page of its own. */
  #artifact(name: string): string | undefined {
    const job = this.ports.env.CI_JOB_URL;
    return job && `${job}/artifacts/file/.fanout/${encodeURIComponent(name)}`;
  }

  /** Into a folder of ours, where the job takes its reports from, unless a path was chosen. */
  #write(name: string, content: string, chosen?: string): void {
    const ours = join(this.pageFolder, name);
    const path = chosen ?? ours;
    this.jobLog.report(path, content, path === ours ? 'ours' : 'chosen');
  }
}
