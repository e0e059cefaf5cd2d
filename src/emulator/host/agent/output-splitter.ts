import { isUtf8 } from 'node:buffer';

/** What is longer is cut: far above what a report can hold of a line. */
const LIMIT = 1024 * 1024;

/** Whether a line is UTF-8; of one that was cut, the last character may be missing. */
export function isText(line: Buffer): boolean {
  if (line.length < LIMIT) return isUtf8(line);
  return [0, 1, 2, 3].some((cut) => isUtf8(line.subarray(0, line.length - cut)));
}

/** Cuts a stream into lines with their ends, as Ruby's `each_line`. */
export class Lines {
  #open: Buffer[] = [];
  #size = 0;

  *add(chunk: Buffer): Generator<Buffer> {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      this.#keep(chunk.subarray(from, end + 1));
      yield* this.end();
      from = end + 1;
    }
    this.#keep(chunk.subarray(from));
  }

  /** The last line, where it has no end. */
  *end(): Generator<Buffer> {
    const line = Buffer.concat(this.#open);
    this.#open = [];
    this.#size = 0;
    if (line.length > 0) yield line;
  }

  #keep(part: Buffer): void {
    const kept = part.subarray(0, Math.max(0, LIMIT - this.#size));
    this.#size += kept.length;
    if (kept.length > 0) this.#open.push(kept);
  }
}
