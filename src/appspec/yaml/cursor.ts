import { CR, isBreak, isSpaceOrEnd, LF, type Mark, Text, YamlError } from './characters.ts';

const DASH = 0x2d;
const DOT = 0x2e;

/** A place that moves over a text and knows its line and column. */
export class Cursor {
  readonly text: Text;
  index = 0;
  /** From 0, as is `column`: it is compared with indents. */
  line = 0;
  column = 0;

  constructor(bytes: Uint8Array) {
    this.text = new Text(bytes);
  }

  peek(offset = 0): number {
    return this.text.at(this.index + offset);
  }

  mark(): Mark {
    return { index: this.index, line: this.line + 1, column: this.column + 1 };
  }

  /** Over characters that are no line breaks. */
  skip(count = 1): void {
    this.index += count;
    this.column += count;
  }

  skipWhile(accept: (point: number) => boolean): void {
    while (accept(this.peek())) this.skip();
  }

  /** Over one line break, if there is one; its text, with every kind that ends a line in a text file as a line feed. */
  skipBreak(): string {
    const point = this.peek();
    if (!isBreak(point)) return '';
    this.index += point === CR && this.peek(1) === LF ? 2 : 1;
    this.column = 0;
    this.line++;
    return point === 0x2028 || point === 0x2029 ? String.fromCodePoint(point) : '\n';
  }

  /** What is between an earlier place and this one. */
  since(index: number): string {
    return this.text.slice(index, this.index);
  }

  /** `---` or `...` at the start of a line. */
  documentMarker(): 'start' | 'end' | undefined {
    const first = this.peek();
    if (this.column !== 0 || (first !== DASH && first !== DOT)) return undefined;
    if (this.peek(1) !== first || this.peek(2) !== first) return undefined;
    if (!isSpaceOrEnd(this.peek(3))) return undefined;
    return first === DASH ? 'start' : 'end';
  }

  /** An error at this place, in something that began at `start`. */
  error(problem: string, context?: string, start: Mark = this.mark()): YamlError {
    return new YamlError(problem, this.mark(), { ...(context && { text: context }), mark: start });
  }
}
