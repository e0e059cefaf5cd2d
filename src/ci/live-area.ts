import { width } from '../words/width.ts';
import type { Output } from './ports.ts';
import type { Sink } from './sink.ts';

const ESC = '\u001b[';
const HIDE_CURSOR = `${ESC}?25l`;
const SHOW_CURSOR = `${ESC}?25h`;

/** Rows at the end of a terminal that are drawn again in place, below a log that goes on growing. */
export class LiveArea {
  readonly #sink: Sink;
  readonly #output: Output;
  #drawn: string[] = [];
  #hidden = false;
  readonly #restore = () => this.#showCursor();

  constructor(sink: Sink, output: Output) {
    this.#sink = sink;
    this.#output = output;
  }

  get columns(): number {
    return this.#output.columns || 80;
  }

  get height(): number {
    return this.#output.rows || 24;
  }

  draw(rows: readonly string[]): void {
    this.#replace('', rows);
  }

  /** Adds to the log above the rows. */
  above(lines: readonly string[]): void {
    this.#replace(lines.map((line) => `${line}\n`).join(''), this.#drawn);
  }

  /** Leaves the terminal as it was found; the rows are gone. */
  end(): void {
    this.#replace('', []);
    this.#showCursor();
  }

  #replace(text: string, rows: readonly string[]): void {
    if (text === '' && rows.length === 0 && this.#drawn.length === 0) return;
    const body = rows.map((row) => `${row}\n`).join('');
    this.#hideCursor(rows.length > 0);
    this.#sink.write(`${this.#erase()}${text}${body}`);
    this.#drawn = [...rows];
  }

  /** In a window that has become narrower since, a row takes several lines. */
  #erase(): string {
    const lines = this.#drawn.reduce((sum, row) => {
      return sum + Math.max(1, Math.ceil(width(withoutColour(row)) / this.columns));
    }, 0);
    return lines > 0 ? `${ESC}${lines}A\r${ESC}0J` : '';
  }

  #hideCursor(wanted: boolean): void {
    if (!wanted || this.#hidden) return;
    this.#hidden = true;
    // Also after a second signal, which ends the process at once.
    process.once('exit', this.#restore);
    this.#sink.write(HIDE_CURSOR);
  }

  #showCursor(): void {
    if (!this.#hidden) return;
    this.#hidden = false;
    process.removeListener('exit', this.#restore);
    this.#sink.write(SHOW_CURSOR);
  }
}

function withoutColour(row: string): string {
  return row.replaceAll(colours, '');
}

const colours = new RegExp(`${String.fromCharCode(0x1b)}\\[\\d*m`, 'g');
