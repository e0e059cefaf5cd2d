import type { SourceEntry } from './files.ts';

/** Entries in order, some at a time. */
export type Rows = Iterable<readonly SourceEntry[]> | AsyncIterable<readonly SourceEntry[]>;

/** Entries for one who takes them while more are found. */
export class EntryStream implements AsyncIterable<readonly SourceEntry[]> {
  #waiting: SourceEntry[] = [];
  #ended: { error?: unknown } | undefined;
  #wake: () => void = () => undefined;

  add(entries: readonly SourceEntry[]): void {
    for (const entry of entries) this.#waiting.push(entry);
    if (entries.length > 0) this.#wake();
  }

  end(): void {
    this.#ended = {};
    this.#wake();
  }

  /** What is still to be taken is not worth it. */
  fail(error: unknown): void {
    this.#ended = { error };
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly SourceEntry[]> {
    for (;;) {
      if (this.#ended && 'error' in this.#ended) throw this.#ended.error;
      const row = this.#waiting;
      this.#waiting = [];
      if (row.length > 0) yield row;
      else if (this.#ended) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

/** Takes the first of the entries, until they are `enough` or all; `all` has them once more, and the others. */
export async function lookAhead(
  rows: Rows,
  enough: (seen: readonly SourceEntry[]) => boolean,
): Promise<{ seen: SourceEntry[]; all: AsyncIterable<readonly SourceEntry[]> }> {
  const seen: SourceEntry[] = [];
  const others = eachOf(rows);
  while (!enough(seen)) {
    const { value, done } = await others.next();
    if (done) break;
    for (const entry of value) seen.push(entry);
  }
  async function* all() {
    yield seen;
    yield* others;
  }
  return { seen, all: all() };
}

async function* eachOf(rows: Rows): AsyncGenerator<readonly SourceEntry[]> {
  yield* rows;
}
