import type { Mark } from './characters.ts';
import type { Cursor } from './cursor.ts';

/** Where a key without `?` may have begun, and the number of its first token. */
export type SimpleKey = { required: boolean; token: number; mark: Mark };

/** How long such a key may be, in characters: `yaml/libyaml: src/scanner.c`. */
const LONGEST = 1024;

/** At most one possible key on each level of flow collections; the lowest is that of the block around them. */
export class SimpleKeys {
  readonly #levels: (SimpleKey | undefined)[] = [undefined];
  /** No level below this one holds a possible key: they only ever get one while they are the highest. */
  #lowest = 0;

  enter(): void {
    this.#levels.push(undefined);
  }

  leave(): void {
    this.#levels.pop();
    this.#lowest = Math.min(this.#lowest, this.#levels.length - 1);
  }

  save(cursor: Cursor, key: SimpleKey): void {
    this.remove(cursor);
    this.#levels[this.#levels.length - 1] = key;
  }

  /** On the highest level. Throws where it had to be a key. */
  remove(cursor: Cursor): void {
    const key = this.take();
    if (key?.required) throw expectedColon(cursor, key);
  }

  /** Off the highest level. */
  take(): SimpleKey | undefined {
    const key = this.#levels.at(-1);
    this.#levels[this.#levels.length - 1] = undefined;
    return key;
  }

  /** Forgets keys that would go over more than a line, or be too long. Keys on lower levels begin earlier. */
  expire(cursor: Cursor): void {
    for (let key = this.#first(); key; key = this.#first()) {
      if (key.mark.line === cursor.line + 1 && key.mark.index + LONGEST >= cursor.index) return;
      if (key.required) throw expectedColon(cursor, key);
      this.#levels[this.#lowest] = undefined;
    }
  }

  /** Keys are in the order of their tokens, and tokens before a possible key's have all been taken. */
  hasTokenAt(number: number): boolean {
    return this.#first()?.token === number;
  }

  #first(): SimpleKey | undefined {
    while (this.#lowest < this.#levels.length - 1 && !this.#levels[this.#lowest]) this.#lowest++;
    return this.#levels[this.#lowest];
  }
}

function expectedColon(cursor: Cursor, key: SimpleKey) {
  return cursor.error("could not find expected ':'", 'while scanning a simple key', key.mark);
}
