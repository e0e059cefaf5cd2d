import { NotUnderstood } from './syntax.ts';

type HereDocument = { end: string; tabs: boolean; line: number };

const [TAB, RETURN, SPACE, HASH, BACKSLASH] = [0x09, 0x0d, 0x20, 0x23, 0x5c];

/** Where a parser is in the text of a script. */
export class Reader {
  readonly text: string;
  readonly #firstLine: number;
  #line: number;
  #lineStart = 0;
  #lineEnd: number | undefined;
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

  /** Of the next character; NaN at the end. */
  get code(): number {
    return this.text.charCodeAt(this.at);
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  get line(): number {
    if (this.at < this.#lineStart) {
      this.#line = this.#firstLine;
      this.#lineStart = 0;
      this.#lineEnd = undefined;
    }
    for (;;) {
      this.#lineEnd ??= this.#endOfLine();
      if (this.at <= this.#lineEnd) return this.#line;
      this.#line++;
      this.#lineStart = this.#lineEnd + 1;
      this.#lineEnd = undefined;
    }
  }

  #endOfLine(): number {
    const end = this.text.indexOf('\n', this.#lineStart);
    return end < 0 ? Number.POSITIVE_INFINITY : end;
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
      const { code } = this;
      if (code === SPACE || code === TAB || code === RETURN) this.at++;
      else if (code === BACKSLASH && (this.startsWith('\\\n') || this.startsWith('\\\r\n'))) {
        isContinued = true;
        this.at += this.startsWith('\\\n') ? 2 : 3;
      } else break;
    }
    if (this.code !== HASH) return;
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
    if (this.#waiting.length === 0) return;
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
