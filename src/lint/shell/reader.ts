import { NotUnderstood } from './syntax.ts';

type HereDocument = { end: string; tabs: boolean; line: number };

/** Where a parser is in the text of a script. */
export class Reader {
  readonly text: string;
  readonly #firstLine: number;
  #line: number;
  #counted = 0;
  at = 0;
  readonly #waiting: HereDocument[] = [];
  readonly unended: { word: string; line: number }[] = [];
  readonly comments: number[] = [];

  constructor(text: string, firstLine = 1) {
    this.text = text;
    this.#firstLine = firstLine;
    this.#line = firstLine;
  }

  get next(): string {
    return this.text[this.at] ?? '';
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  get line(): number {
    if (this.at < this.#counted) {
      this.#counted = 0;
      this.#line = this.#firstLine;
    }
    for (; this.#counted < this.at; this.#counted++) {
      if (this.text[this.#counted] === '\n') this.#line++;
    }
    return this.#line;
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  /** Takes it where it stands here. */
  take(text: string): boolean {
    if (!this.startsWith(text)) return false;
    this.at += text.length;
    return true;
  }

  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0];
  }

  /** Up to and with the next of a character. */
  through(character: string): string {
    const end = this.text.indexOf(character, this.at);
    if (end < 0) throw new NotUnderstood(`no ${character}`);
    const found = this.text.slice(this.at, end);
    this.at = end + 1;
    return found;
  }

  /** Blanks, continued lines and comments. */
  skipBlanks(): void {
    let isContinued = false;
    for (;;) {
      if (this.next === ' ' || this.next === '\t' || this.next === '\r') this.at++;
      else if (this.startsWith('\\\n') || this.startsWith('\\\r\n')) {
        isContinued = true;
        this.at += this.startsWith('\\\n') ? 2 : 3;
      } else break;
    }
    if (this.next !== '#') return;
    const end = this.text.indexOf('\n', this.at);
    if (isContinued && this.match(/[^\n]*\n(?:[ \t]+[^\s#]|-)/y) !== undefined) {
      this.comments.push(this.line);
    }
    this.at = end < 0 ? this.text.length : end;
  }

  /** Also the ends of lines, and the here-documents behind them. */
  skipLines(): void {
    for (this.skipBlanks(); this.next === '\n'; this.skipBlanks()) this.endLine();
  }

  endLine(): void {
    this.at++;
    for (const document of this.#waiting.splice(0)) this.#skipDocument(document);
  }

  expectDocument(end: string, tabs: boolean): void {
    this.#waiting.push({ end, tabs, line: this.line });
  }

  #skipDocument({ end, tabs, line }: HereDocument): void {
    while (!this.isAtEnd) {
      const stop = this.text.indexOf('\n', this.at);
      const raw = this.text.slice(this.at, stop < 0 ? undefined : stop);
      const text = (tabs ? raw.replace(/^\t+/, '') : raw).replace(/\r$/, '');
      this.at = stop < 0 ? this.text.length : stop + 1;
      if (text === end) return;
    }
    this.unended.push({ word: end, line });
  }
}
