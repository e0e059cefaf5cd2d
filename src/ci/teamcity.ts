import { type Problem, saidOf } from '../problem.ts';
import type { RunEvent } from '../release/events.ts';
import type { Block } from '../report/block.ts';
import type { DestinationView } from '../report/destination-view.ts';
import type { Facts } from '../report/facts.ts';
import { finalLines } from '../report/final.ts';
import type { Line, Tone } from '../report/line.ts';
import { isFailure } from '../report/outcomes.ts';
import { outputsOf } from '../report/outputs.ts';
import { type Level, problemLines } from '../report/problem-lines.ts';
import { clean } from '../words/printable.ts';
import { LogHost } from './log-host.ts';
import type { HostPorts } from './ports.ts';
import { serviceMessage } from './service-message.ts';
import { buildProblem, endMessages, type Message } from './teamcity-end.ts';

/** TeamCity: everything is a service message on stdout, each destination in its own flow. */
export class TeamcityHost extends LogHost {
  readonly name = 'teamcity';
  readonly #open = new Set<string>();
  #wave: string | undefined;

  constructor(ports: HostPorts) {
    super(ports, { ci: true });
  }

  override problems(problems: readonly Problem[], level: 'error' | 'warning'): void {
    for (const problem of problems) this.#problem(this.scrub(problem), level);
  }

  annotate(problems: readonly Problem[], level: 'error' | 'warning'): void {
    if (level === 'warning') return;
    for (const problem of problems.map((each) => this.scrub(each))) this.#buildProblem(problem);
  }

  override print(text: string): void {
    const lines = clean(this.jobLog.scrubber.hideIn(text), 10_000);
    this.#send('message', { text: lines.join('\n') });
  }

  override output(name: string, value: string): void {
    const parameter = `codedeploy.${name.replaceAll('-', '.')}`;
    this.#send('setParameter', { name: parameter, value: this.jobLog.scrubber.hide(value) });
  }

  /** https://www.jetbrains.com/help/teamcity/service-messages.html#Publishing+Artifacts+While+the+Build+is+Still+in+Progress */
  keepPage(path: string): void {
    this.#send('publishArtifacts', `${path} => fanout`);
    this.output('page', path);
  }

  event(event: RunEvent, view: DestinationView | undefined): boolean {
    if (event.kind === 'wave-finished' || event.kind === 'run-finished') this.#closeWave();
    if (event.kind === 'wave-started') {
      this.#wave = `wave ${event.wave}`;
      this.#send('blockOpened', { name: this.#wave });
      this.#send('progressMessage', this.#progress(`wave ${event.index} of ${event.of}`));
    }
    if (view && opens(event)) this.#openBlock(view.label.id);
    return event.kind === 'wave-finished';
  }

  override lines(lines: readonly Line[]): void {
    this.#messages(lines);
  }

  ended({ destination, lines }: Block): void {
    if (this.#open.has(destination)) {
      this.#messages(lines);
      this.#open.delete(destination);
      this.#send('blockClosed', { name: destination, flowId: destination });
    }
    this.#send('progressMessage', this.#progress('deploying'));
  }

  finished(facts: Facts): void {
    this.#messages(finalLines(facts));
    for (const message of endMessages(facts)) this.#send(...message);
    for (const [name, value] of Object.entries(outputsOf(facts))) this.output(name, value);
  }

  #progress(text: string): string {
    const views = [...this.logWriter.views.values()];
    const done = views.filter(({ state }) => state === 'done').length;
    return `${text}: ${done} of ${views.length} destinations done`;
  }

  #closeWave(): void {
    if (this.#wave !== undefined) this.#send('blockClosed', { name: this.#wave });
    this.#wave = undefined;
  }

  #openBlock(destination: string): void {
    if (this.#open.has(destination)) return;
    this.#open.add(destination);
    this.#send('blockOpened', { name: destination, flowId: destination });
  }

  #problem(problem: Problem, level: Level): void {
    this.#messages(problemLines(problem, level));
    if (level === 'error') this.#buildProblem(problem);
  }

  #buildProblem(problem: Problem): void {
    const lines = problemLines(problem, 'error').map(({ text }) => text.trim());
    this.#send(...buildProblem(lines.join('; '), `problem ${saidOf(problem)}`));
  }

  /** Lines of one kind go together: each message costs as much again as its text. */
  #messages(lines: readonly Line[]): void {
    let from = 0;
    for (const [index, line] of lines.entries()) {
      const next = lines[index + 1];
      if (next && statuses[next.tone] === statuses[line.tone]) continue;
      const text = lines.slice(from, index + 1).map((each) => each.text);
      const attributes = { status: statuses[line.tone], flowId: line.destination };
      this.#send('message', { text: text.join('\n'), ...attributes });
      from = index + 1;
    }
  }

  #send(...[name, attributes]: Message): void {
    this.jobLog.log.line(serviceMessage(name, attributes));
  }
}

/** A destination may end again: what succeeded can fail while its wave bakes. */
function opens(event: RunEvent): boolean {
  if (event.kind === 'finished') return isFailure(event.result.outcome);
  return ['waiting', 'creating', 'created', 'rolling-back'].includes(event.kind);
}

/** Not ERROR: a server can be set to fail a build that succeeded for it. */
const statuses: { [T in Tone]: string | undefined } = {
  plain: undefined,
  good: undefined,
  dim: undefined,
  strong: undefined,
  warn: 'WARNING',
  bad: 'FAILURE',
};
