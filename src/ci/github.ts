import { appendFileSync } from 'node:fs';
import { type Problem, saidOf } from '../problem.ts';
import type { RunEvent } from '../release/events.ts';
import type { Block } from '../report/block.ts';
import { causeLines } from '../report/cause-lines.ts';
import type { CollapsedCause } from '../report/causes.ts';
import type { Facts } from '../report/facts.ts';
import { causesIn, finalLines } from '../report/final.ts';
import type { Line } from '../report/line.ts';
import { outputsOf } from '../report/outputs.ts';
import { summary } from '../report/summary.ts';
import { clean, cleanLine } from '../words/printable.ts';
import { list } from '../words/quantities.ts';
import { type Annotation, Annotations } from './annotations.ts';
import { command, fence, fileEntry } from './github-commands.ts';
import { requestIdToken } from './id-token.ts';
import { LogHost } from './log-host.ts';
import type { HostPorts } from './ports.ts';

/** GitHub Actions; Gitea and Forgejo, which speak the same commands. */
export class GithubHost extends LogHost {
  readonly name = 'github';
  readonly #annotations = new Annotations();
  #causes: CollapsedCause[] | undefined;

  constructor(ports: HostPorts) {
    super(ports, { ci: true });
  }

  override problems(problems: readonly Problem[], level: 'error' | 'warning'): void {
    for (const problem of problems) this.#problem(this.scrub(problem), level);
  }

  /** Folded: the runner prints annotations in the log too. */
  annotate(problems: readonly Problem[], level: 'error' | 'warning'): void {
    this.#folded(() => {
      for (const problem of problems.map((each) => this.scrub(each)))
        this.#annotate(level, { ...annotationOf(problem), message: messageOf(problem) });
    });
  }

  /** The runner shows its own kind of these only where the whole job is looked into. */
  override debug(text: string): void {
    const asked = this.ports.env.RUNNER_DEBUG === '1';
    const safe = clean(this.jobLog.scrubber.hideIn(text), 10_000).join('\n');
    if (asked) this.jobLog.log.line(command('debug', safe));
    else super.debug(text);
  }

  summary(markdown: string): void {
    this.#append('GITHUB_STEP_SUMMARY', this.jobLog.scrubber.hide(markdown));
  }

  override output(name: string, value: string): void {
    this.#append('GITHUB_OUTPUT', fileEntry(name, this.jobLog.scrubber.hide(value)));
  }

  override saveState(name: string, value: string): void {
    this.#append('GITHUB_STATE', fileEntry(name, this.jobLog.scrubber.hide(value)));
  }

  /** What uploads it is a step of the job: an action of its own. */
  keepPage(path: string): void {
    this.output('page', path);
  }

  async idToken(audience: string): Promise<string> {
    const token = await requestIdToken(audience, this.ports);
    this.mask(token);
    return token;
  }

  protected override closing(facts: Facts): void {
    for (const each of this.#annotations.rest()) this.jobLog.log.line(each);
    if (facts.finished) this.summary(summary(facts, this.#causes));
    super.closing(facts);
  }

  /** The runner prints warnings in the log itself. */
  event(event: RunEvent): boolean {
    if (event.kind !== 'notice' || event.level !== 'warning') return false;
    const { problem } = event;
    const message = messageOf(problem);
    return this.#annotate('warning', { ...annotationOf(problem), message });
  }

  ended({ title, lines }: Block): void {
    if (lines.length === 0) return;
    this.jobLog.log.line(command('group', title));
    for (const { destination: _, ...line } of lines) this.jobLog.line(line);
    this.jobLog.log.line(command('endgroup', ''));
  }

  finished(facts: Facts): void {
    const causes = causesIn(facts);
    this.#causes = causes;
    // The causes follow in full.
    if (causes.length > 0)
      this.#folded(() => {
        for (const cause of causes) this.#annotateCause(cause);
      });
    this.#fenced(finalLines(facts, causes));
    for (const [name, value] of Object.entries(outputsOf(facts))) this.output(name, value);
  }

  /** Writes lines; between the first and the last that came from an instance no command is taken. */
  #fenced(lines: readonly Line[]): void {
    const first = lines.findIndex((line) => line.foreign);
    const last = lines.findLastIndex((line) => line.foreign);
    const { open, close } = fence();
    for (const [index, line] of lines.entries()) {
      if (index === first) this.jobLog.log.line(open);
      this.jobLog.line(line);
      if (index === last) this.jobLog.log.line(close);
    }
  }

  #folded(annotate: () => void): void {
    this.jobLog.log.line(command('group', 'annotations'));
    annotate();
    this.jobLog.log.line(command('endgroup', ''));
  }

  #annotateCause(cause: CollapsedCause): void {
    const lines = causeLines(cause, { lines: 10, characters: 1500 });
    const message = lines.map(({ text }) => text.trimStart()).join('\n');
    const where = cause.places.map(({ destination }) => destination);
    const title = cleanLine(`${list(where, 2)}: ${cause.title}`);
    this.#annotate(cause.failed ? 'error' : 'warning', { title, message });
  }

  #problem(problem: Problem, level: 'error' | 'warning'): void {
    const annotation = { ...annotationOf(problem), message: messageOf(problem) };
    if (!this.#annotate(level, annotation)) this.jobLog.problem(problem, level);
  }

  #annotate(level: 'error' | 'warning', annotation: Annotation): boolean {
    const text = this.#annotations.add(level, annotation);
    if (text !== undefined) this.jobLog.log.line(text);
    return text !== undefined;
  }

  #append(variable: string, text: string): void {
    const file = this.ports.env[variable];
    if (!file) return;
    try {
      appendFileSync(file, text);
    } catch (error) {
      const message = `cannot write to ${variable}: ${(error as Error).message}`;
      this.#problem({ code: 'file-unwritable', message }, 'warning');
    }
  }
}

function annotationOf({ file, line, column }: Problem): Omit<Annotation, 'message'> {
  return { file: file === undefined ? undefined : cleanLine(file), line, col: column };
}

function messageOf(problem: Problem): string {
  const said = saidOf(problem);
  return clean(problem.hint === undefined ? said : `${said}\n${problem.hint}`, 2000).join('\n');
}
