import type { Directive, Tag } from './anchors-and-tags.ts';
import type { Mark } from './characters.ts';

export type Sign =
  | 'stream-end'
  | 'document-start'
  | 'document-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'block-entry'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'flow-entry'
  | 'key'
  | 'value';

export type Content =
  | { type: Sign }
  | { type: 'scalar'; text: string; plain: boolean }
  | { type: 'anchor'; name: string }
  | { type: 'alias'; name: string }
  | ({ type: 'tag' } & Tag)
  | Directive;

export type Token = Content & { start: Mark };

/** Tokens between scanner and parser. Each has a number; a mapping's first tokens are put in before its first key's. */
export class TokenQueue {
  #tokens: Token[] = [];
  #head = 0;
  #taken = 0;

  get isEmpty(): boolean {
    return this.#head === this.#tokens.length;
  }

  get head(): Token {
    return this.#tokens[this.#head] as Token;
  }

  get headNumber(): number {
    return this.#taken;
  }

  get nextNumber(): number {
    return this.#taken + this.#tokens.length - this.#head;
  }

  push(token: Token): void {
    this.#tokens.push(token);
  }

  /** Before the token of that number; without one, at the end. */
  insert(token: Token, before?: number): void {
    if (before === undefined) this.#tokens.push(token);
    else this.#tokens.splice(this.#head + before - this.#taken, 0, token);
  }

  drop(): void {
    this.#head++;
    this.#taken++;
    if (this.#head < 1024 || this.#head * 2 < this.#tokens.length) return;
    this.#tokens = this.#tokens.slice(this.#head);
    this.#head = 0;
  }
}
