import type { Problem } from '../problem.ts';
import type { Block } from '../report/block.ts';
import type { Facts } from '../report/facts.ts';
import { finalLines } from '../report/final.ts';
import type { Line } from '../report/line.ts';
import { problemLines } from '../report/problem-lines.ts';
import { liveRows } from '../report/rows.ts';
import { clean } from '../words/printable.ts';
import { clip } from '../words/width.ts';
import type { HostName } from './host.ts';
import { LiveArea } from './live-area.ts';
import { LogHost } from './log-host.ts';
import type { HostPorts, Output } from './ports.ts';

/** How often the times in the rows are brought up to date while nothing else changes. */
const TICK_MS = 1000;

/** A shell: live rows on a terminal, plain lines into a pipe, a file, or a CI system that is not known. */
export class TerminalHost extends LogHost {
  readonly name: HostName;
  readonly draw?: (text: string) => void;
  readonly #output: Output;
  readonly #area: LiveArea | undefined;
  readonly #unicode: boolean;
  readonly #redraw = () => this.#draw();
  #next: NodeJS.Immediate | undefined;
  #ticks: NodeJS.Timeout | undefined;
  #text = '';
  #ended = false;

  constructor(ports: HostPorts, name: HostName = 'terminal') {
    super(ports, { ci: name !== 'terminal' });
    this.name = name;
    this.#output = ports.json ? ports.stderr : ports.stdout;
    this.#unicode = name !== 'terminal' || drawsUnicode(ports.env);
    const live =
      name === 'terminal' && this.#output.isTTY && ports.env.TERM !== 'dumb' && !ports.env.CI;
    this.#area = live ? new LiveArea(this.jobLog.log, this.#output) : undefined;
    if (live) this.#output.on('resize', this.#redraw);
    if (live) this.draw = (text) => this.#drawText(text);
  }

  override problems(problems: readonly Problem[], level: 'error' | 'warning'): void {
    this.#write(problems.flatMap((problem) => problemLines(this.scrub(problem), level)));
  }

  override print(text: string): void {
    const lines = clean(this.jobLog.scrubber.hideIn(text), 10_000);
    this.#write(lines.map((each) => ({ text: each, tone: 'plain' })));
  }

  override result(text: string): void {
    this.#clear();
    super.result(text);
  }

  protected override closing(facts: Facts): void {
    this.#ended = true;
    this.#clear();
    if (this.#text !== '') this.print(this.#text);
    this.#output.off('resize', this.#redraw);
    super.closing(facts);
  }

  /** On a terminal the rows tell what goes well. */
  override lines(lines: readonly Line[]): void {
    const isNews = ({ destination, tone }: Line) =>
      !destination || tone === 'bad' || tone === 'warn';
    this.#write(this.#area ? lines.filter(isNews) : lines);
  }

  /** The line before says what became of it. */
  ended({ failed, lines }: Block): void {
    if (failed && lines.length > 0)
      this.#write([...lines.map(indented), { text: '', tone: 'plain' }]);
  }

  finished(facts: Facts): void {
    this.#clear();
    this.#write(finalLines(facts));
  }

  /** Everything that is heard at once is drawn at once. */
  changed(): void {
    if (!this.#area) return;
    this.#next ??= setImmediate(this.#redraw);
    this.#ticks ??= setInterval(this.#redraw, TICK_MS).unref();
  }

  #draw(): void {
    this.#next = undefined;
    if (!this.#area || this.#ended || this.logWriter.facts.finished) return;
    const { columns, height } = this.#area;
    const views = [...this.logWriter.views.values()];
    const screen = {
      columns,
      rows: height - 2,
      unicode: this.#unicode,
      style: this.jobLog.style,
    };
    this.#area.draw(liveRows(views, this.ports.clock.now(), screen));
  }

  #drawText(text: string): void {
    if (!this.#area || this.#ended) return;
    this.#text = text;
    const { columns, height } = this.#area;
    const rows = clean(this.jobLog.scrubber.hideIn(text), 10_000);
    const room = height - 2;
    const shown = rows.length > room ? rows.slice(0, room - 1) : rows;
    const left = rows.length - shown.length;
    const last = left > 0 ? [`and ${left} more lines`] : [];
    const mark = this.#unicode ? '…' : '~';
    this.#area.draw([...shown, ...last].map((row) => clip(row, columns - 1, mark)));
  }

  #clear(): void {
    clearImmediate(this.#next);
    clearInterval(this.#ticks);
    this.#next = undefined;
    this.#ticks = undefined;
    this.#area?.end();
  }

  #write(lines: readonly Line[]): void {
    const formatted = lines.map((line) => this.jobLog.format(line));
    // The one sign of ours that not every terminal has.
    const texts = this.#unicode ? formatted : formatted.map((text) => text.replaceAll('…', '...'));
    if (this.#area) this.#area.above(texts);
    else for (const text of texts) this.jobLog.log.line(text);
  }
}

/** Inside of its block a line need not name its destination. */
function indented({ destination: _, ...line }: Line): Line {
  return { ...line, text: line.text === '' ? '' : `  ${line.text}` };
}

/** Whether the locale says UTF-8; on Windows, whether the terminal is one of the newer kind. */
function drawsUnicode(env: HostPorts['env']): boolean {
  if (process.platform === 'win32') return Boolean(env.WT_SESSION || env.TERM_PROGRAM);
  return /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '');
}
