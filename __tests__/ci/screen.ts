import { width } from '../../src/words/width.ts';

/** What can be seen of a terminal so many columns wide that was sent some text: just what the live rows make use of. */
export class Screen {
  lines: string[] = [''];
  cursorHidden = false;
  readonly #columns: number;
  #row = 0;

  constructor(columns: number) {
    this.#columns = columns;
  }

  feed(text: string): this {
    const esc = String.fromCharCode(27);
    const parts =
      text.match(new RegExp(`${esc}\\[[?\\d]*[A-Za-z]|\\r|\\n|[^${esc}\\r\\n]+`, 'g')) ?? [];
    for (const part of parts) {
      if (part === '\n') this.#down();
      else if (part === '\r') continue;
      else if (part.startsWith(esc)) this.#control(part.slice(2));
      else this.#write(part);
    }
    return this;
  }

  #control(code: string): void {
    if (code.endsWith('A')) this.#row -= Number(code.slice(0, -1));
    else if (code === '0J') this.lines = [...this.lines.slice(0, this.#row), ''];
    else if (code === '?25l') this.cursorHidden = true;
    else if (code === '?25h') this.cursorHidden = false;
    else if (!code.endsWith('m')) throw new Error(`unknown control sequence "${code}"`);
    if (this.#row < 0) throw new Error('the cursor left the screen');
  }

  #write(text: string): void {
    for (const character of text) {
      if (width(`${this.lines[this.#row]}${character}`) > this.#columns) this.#down();
      this.lines[this.#row] += character;
    }
  }

  #down(): void {
    this.#row += 1;
    this.lines[this.#row] ??= '';
  }
}
