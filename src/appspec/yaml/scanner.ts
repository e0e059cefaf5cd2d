import { readAnchor, readDirective, readTag } from './anchors-and-tags.ts';
import { readBlock } from './block-scalar.ts';
import { BOM, isBreak, isBreakOrEnd, type Mark } from './characters.ts';
import { Cursor } from './cursor.ts';
import { kindAt } from './kinds.ts';
import { readPlain, readQuoted } from './scalars.ts';
import { SimpleKeys } from './simple-keys.ts';
import { type Content, type Sign, type Token, TokenQueue } from './tokens.ts';

/**
 * Cuts a YAML text into tokens as libyaml 0.2.5 does: the same tokens, the same errors, found in the same order.
 * Linear where libyaml is quadratic (deep flow collections). Behaviour: `yaml/libyaml: src/scanner.c`.
 */
export class Scanner {
  readonly #cursor: Cursor;
  readonly #tokens = new TokenQueue();
  readonly #keys = new SimpleKeys();
  #flowLevel = 0;
  #indent = -1;
  readonly #indents: number[] = [];
  /** Whether a key of a mapping, or an entry of a block sequence, may begin here. */
  #keyAllowed = true;

  constructor(bytes: Uint8Array) {
    this.#cursor = new Cursor(bytes);
  }

  /** The next token, which stays. */
  peek(): Token {
    while (this.#tokens.isEmpty || this.#headMayBecomeKey()) this.#fetch();
    return this.#tokens.head;
  }

  /** The next token, which is taken. */
  take(): Token {
    const token = this.peek();
    this.#tokens.drop();
    return token;
  }

  #headMayBecomeKey(): boolean {
    this.#keys.expire(this.#cursor);
    return this.#keys.hasTokenAt(this.#tokens.headNumber);
  }

  #fetch(): void {
    this.#skipToToken();
    this.#keys.expire(this.#cursor);
    this.#unroll(this.#cursor.column);
    const kind = kindAt(this.#cursor, this.#flowLevel > 0);
    switch (kind) {
      case 'stream-end':
        this.#fetchStreamEnd();
        break;
      case 'directive':
        this.#fetchDirective();
        break;
      case 'document-start':
      case 'document-end':
        this.#fetchDocumentMarker(kind);
        break;
      case 'flow-sequence-start':
      case 'flow-mapping-start':
        this.#fetchFlowStart(kind);
        break;
      case 'flow-sequence-end':
      case 'flow-mapping-end':
        this.#fetchFlowEnd(kind);
        break;
      case 'flow-entry':
        this.#fetchFlowEntry();
        break;
      case 'block-entry':
        this.#fetchBlockEntry();
        break;
      case 'key':
        this.#fetchKey();
        break;
      case 'value':
        this.#fetchValue();
        break;
      case 'alias':
      case 'anchor':
      case 'tag':
        this.#fetchName(kind);
        break;
      case 'block':
        this.#fetchBlockScalar();
        break;
      case 'quoted':
        this.#fetchQuoted();
        break;
      case 'plain':
        this.#fetchPlain();
    }
  }

  /** Over spaces, comments and line breaks. A tab may not stand where a key could. */
  #skipToToken(): void {
    const cursor = this.#cursor;
    for (;;) {
      if (cursor.column === 0 && cursor.peek() === BOM) cursor.skip();
      const tabs = this.#flowLevel > 0 || !this.#keyAllowed;
      cursor.skipWhile((point) => point === 0x20 || (tabs && point === 0x09));
      if (cursor.peek() === 0x23 /* # */) cursor.skipWhile((point) => !isBreakOrEnd(point));
      if (!isBreak(cursor.peek())) return;
      cursor.skipBreak();
      if (this.#flowLevel === 0) this.#keyAllowed = true;
    }
  }

  /** Adds a token for an indicator of so many characters. */
  #pushSign(type: Sign, length = 1): void {
    const start = this.#cursor.mark();
    this.#cursor.skip(length);
    this.#tokens.push({ type, start });
  }

  /** Notes that a key may begin here; the mark of this place. */
  #saveKey(): Mark {
    const cursor = this.#cursor;
    const mark = cursor.mark();
    if (this.#keyAllowed) {
      const required = this.#flowLevel === 0 && this.#indent === cursor.column;
      this.#keys.save(cursor, { required, token: this.#tokens.nextNumber, mark });
    }
    return mark;
  }

  /** A deeper column begins a block collection, whose token goes where the key's tokens begin. */
  #roll(type: 'block-sequence-start' | 'block-mapping-start', mark: Mark, token?: number): void {
    const column = mark.column - 1;
    if (this.#flowLevel > 0 || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    this.#tokens.insert({ type, start: mark }, token);
  }

  #unroll(column: number): void {
    while (this.#flowLevel === 0 && this.#indent > column) {
      const mark = this.#cursor.mark();
      this.#tokens.push({ type: 'block-end', start: mark });
      this.#indent = this.#indents.pop() ?? -1;
    }
  }

  #fetchStreamEnd(): void {
    const cursor = this.#cursor;
    if (cursor.column !== 0) {
      cursor.column = 0;
      cursor.line++;
    }
    this.#resetForMarker();
    const mark = cursor.mark();
    this.#tokens.push({ type: 'stream-end', start: mark });
  }

  #fetchDirective(): void {
    this.#resetForMarker();
    const start = this.#cursor.mark();
    const directive = readDirective(this.#cursor);
    this.#tokens.push({ ...directive, start });
  }

  #fetchDocumentMarker(type: 'document-start' | 'document-end'): void {
    this.#resetForMarker();
    this.#pushSign(type, 3);
  }

  #resetForMarker(): void {
    this.#unroll(-1);
    this.#keys.remove(this.#cursor);
    this.#keyAllowed = false;
  }

  #fetchFlowStart(type: 'flow-sequence-start' | 'flow-mapping-start'): void {
    this.#saveKey();
    this.#keys.enter();
    this.#flowLevel++;
    this.#keyAllowed = true;
    this.#pushSign(type);
  }

  #fetchFlowEnd(type: 'flow-sequence-end' | 'flow-mapping-end'): void {
    this.#keys.remove(this.#cursor);
    if (this.#flowLevel > 0) {
      this.#flowLevel--;
      this.#keys.leave();
    }
    this.#keyAllowed = false;
    this.#pushSign(type);
  }

  #fetchFlowEntry(): void {
    this.#keys.remove(this.#cursor);
    this.#keyAllowed = true;
    this.#pushSign('flow-entry');
  }

  /** In a flow collection a `- ` is wrong; the parser says so, as it knows the collection. */
  #fetchBlockEntry(): void {
    if (this.#flowLevel === 0) {
      if (!this.#keyAllowed) {
        throw this.#cursor.error('block sequence entries are not allowed in this context');
      }
      this.#roll('block-sequence-start', this.#cursor.mark());
    }
    this.#keys.remove(this.#cursor);
    this.#keyAllowed = true;
    this.#pushSign('block-entry');
  }

  #fetchKey(): void {
    if (this.#flowLevel === 0) {
      if (!this.#keyAllowed) {
        throw this.#cursor.error('mapping keys are not allowed in this context');
      }
      this.#roll('block-mapping-start', this.#cursor.mark());
    }
    this.#keys.remove(this.#cursor);
    this.#keyAllowed = this.#flowLevel === 0;
    this.#pushSign('key');
  }

  #fetchValue(): void {
    const key = this.#keys.take();
    if (key) {
      this.#tokens.insert({ type: 'key', start: key.mark }, key.token);
      this.#roll('block-mapping-start', key.mark, key.token);
      this.#keyAllowed = false;
    } else {
      if (this.#flowLevel === 0) {
        if (!this.#keyAllowed) {
          throw this.#cursor.error('mapping values are not allowed in this context');
        }
        this.#roll('block-mapping-start', this.#cursor.mark());
      }
      this.#keyAllowed = this.#flowLevel === 0;
    }
    this.#pushSign('value');
  }

  #fetchName(type: 'alias' | 'anchor' | 'tag'): void {
    const start = this.#saveKey();
    this.#keyAllowed = false;
    const content: Content =
      type === 'tag'
        ? { type, ...readTag(this.#cursor, this.#flowLevel > 0) }
        : { type, name: readAnchor(this.#cursor, `while scanning an ${type}`) };
    this.#tokens.push({ ...content, start });
  }

  #fetchBlockScalar(): void {
    this.#keys.remove(this.#cursor);
    this.#keyAllowed = true;
    const start = this.#cursor.mark();
    const text = readBlock(this.#cursor, this.#indent);
    this.#tokens.push({ type: 'scalar', text, plain: false, start });
  }

  #fetchQuoted(): void {
    const start = this.#saveKey();
    this.#keyAllowed = false;
    const text = readQuoted(this.#cursor);
    this.#tokens.push({ type: 'scalar', text, plain: false, start });
  }

  #fetchPlain(): void {
    const start = this.#saveKey();
    this.#keyAllowed = false;
    const { text, brokeLine } = readPlain(this.#cursor, this.#indent, this.#flowLevel > 0);
    if (brokeLine) this.#keyAllowed = true;
    this.#tokens.push({ type: 'scalar', text, plain: true, start });
  }
}
