import { type Mark, YamlError } from './characters.ts';
import { readDirectives } from './directives.ts';
import type { MappingNode, SequenceNode, YamlNode } from './nodes.ts';
import { Scanner } from './scanner.ts';
import type { Sign, Token } from './tokens.ts';

/** `another`: where a second document begins. */
export type Document = { root: YamlNode | undefined; another: Mark | undefined };

/** What was read of a document before it turned out not to be YAML: nodes whose end was not reached are `open`. */
export type PartialDocument = Document & { error?: YamlError; open: ReadonlySet<YamlNode> };

/**
 * The first document of a YAML text as libyaml 0.2.5 reads it; `root` is undefined where there is none. What follows it is not
 * read. Takes time and memory in proportion to the text. Behaviour: `yaml/libyaml: src/parser.c`.
 *
 * @throws {YamlError}
 */
export function parseYaml(bytes: Uint8Array): Document {
  return new Parser(bytes).parse();
}

/** The same, with what came before the first error, for readers that judge while they read. */
export function parseYamlPartly(bytes: Uint8Array): PartialDocument {
  const parser = new Parser(bytes);
  try {
    return { ...parser.parse(), open: new Set(parser.open) };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return { root: parser.root, another: undefined, error, open: new Set(parser.open) };
  }
}

/** Nothing that is read from the tree goes as deep; what is deeper is left out. */
const DEEPEST = 10_000;

const NO_PROPERTIES = { anchor: undefined, tag: undefined };

/** Reads on from the tokens that follow; what comes after it is on the stack. */
type State = () => void;

const DOCUMENT_SIGNS = [
  'version',
  'tag-directive',
  'document-start',
  'document-end',
  'stream-end',
] as const;

class Parser {
  readonly #scanner: Scanner;
  #handles: ReadonlyMap<string, string> = new Map();
  readonly #states: State[] = [];
  readonly #open: (SequenceNode | MappingNode)[] = [];
  #root: YamlNode | undefined;

  constructor(bytes: Uint8Array) {
    this.#scanner = new Scanner(bytes);
  }

  get root(): YamlNode | undefined {
    return this.#root;
  }

  /** Collections that are read, outermost first. */
  get open(): readonly YamlNode[] {
    return this.#open;
  }

  parse(): Document {
    this.#start();
    for (let state = this.#states.pop(); state; state = this.#states.pop()) state();
    if (!this.#root || this.#open.length > 0) return { root: this.#root, another: undefined };
    this.#scanner.peek();
    return { root: this.#root, another: this.#another() };
  }

  /** What is after the first document is never an error to those who want the first. */
  #another(): Mark | undefined {
    try {
      while (this.#takeIf('document-end'));
      const token = this.#scanner.peek();
      return token.type === 'stream-end' ? undefined : token.start;
    } catch (error) {
      if (error instanceof YamlError) return error.mark;
      throw error;
    }
  }

  #is(type: Token['type'], ...others: Token['type'][]): boolean {
    const next = this.#scanner.peek().type;
    return next === type || others.includes(next);
  }

  #takeIf(type: Sign): Token | undefined {
    return this.#is(type) ? this.#scanner.take() : undefined;
  }

  #start(): void {
    if (this.#is('stream-end')) return;
    const explicit = this.#is('version', 'tag-directive', 'document-start');
    this.#handles = readDirectives(this.#scanner);
    if (!explicit) {
      this.#node(true, false);
      return;
    }
    const token = this.#scanner.peek();
    if (token.type !== 'document-start') {
      throw new YamlError('did not find expected <document start>', token.start);
    }
    this.#scanner.take();
    if (this.#is(...DOCUMENT_SIGNS)) this.#empty(this.#scanner.peek().start);
    else this.#node(true, false);
  }

  #add(node: YamlNode): void {
    const parent = this.#open.at(-1);
    if (parent) parent.items.push(node);
    else this.#root = node;
  }

  #empty(at: Mark, start = at): void {
    this.#add({
      kind: 'scalar',
      text: '',
      quoted: false,
      plain: true,
      ...NO_PROPERTIES,
      at,
      start,
    });
  }

  /** To libyaml, an empty value begins behind its sign. */
  #emptyAfter({ index, line, column }: Mark): void {
    this.#empty({ index, line, column }, { index: index + 1, line, column: column + 1 });
  }

  /** Adds a collection and reads its `entries`, which read on until they close it. */
  #enter(node: SequenceNode | MappingNode, entries: State): void {
    this.#add(node);
    this.#open.push(node);
    if (this.#open.length > DEEPEST) this.#states.length = 0;
    else this.#states.push(entries);
  }

  #close(): void {
    this.#open.pop();
  }

  /** An error inside the innermost collection. */
  #errorIn(kind: string, problem: string): YamlError {
    const start = this.#open.at(-1)?.at ?? this.#scanner.peek().start;
    const context = { text: `while parsing a ${kind}`, mark: start };
    return new YamlError(problem, this.#scanner.peek().start, context);
  }

  #node(block: boolean, indentless: boolean): void {
    const first = this.#scanner.peek();
    if (first.type === 'alias') {
      this.#scanner.take();
      this.#add({ kind: 'alias', name: first.name, at: first.start, start: first.start });
      return;
    }
    const { anchor, tag } = this.#properties(first);
    const token = this.#scanner.peek();
    const collection = this.#collectionAt(token.type, block, indentless);
    if (collection) {
      const [kind, entries] = collection;
      // The dash that begins an indentless sequence is also its first entry's; other collections have a token of their own.
      if (token.type !== 'block-entry') this.#scanner.take();
      this.#enter({ kind, items: [], anchor, tag, at: token.start, start: first.start }, entries);
    } else if (token.type === 'scalar') {
      this.#scanner.take();
      const quoted = !token.plain && tag === undefined;
      const { text, plain, start: at } = token;
      this.#add({ kind: 'scalar', text, quoted, plain, anchor, tag, at, start: first.start });
    } else if (anchor !== undefined || tag !== undefined) {
      const at = first.start;
      this.#add({
        kind: 'scalar',
        text: '',
        quoted: false,
        plain: true,
        anchor,
        tag,
        at,
        start: at,
      });
    } else {
      const context = {
        text: `while parsing a ${block ? 'block' : 'flow'} node`,
        mark: token.start,
      };
      throw new YamlError('did not find expected node content', token.start, context);
    }
  }
  #collectionAt(
    type: Token['type'],
    block: boolean,
    indentless: boolean,
  ): ['sequence' | 'mapping', State] | undefined {
    if (type === 'flow-sequence-start') return ['sequence', this.#flowSequenceFirst];
    if (type === 'flow-mapping-start') return ['mapping', this.#flowMappingFirst];
    if (block && type === 'block-sequence-start') return ['sequence', this.#blockEntry];
    if (block && type === 'block-mapping-start') return ['mapping', this.#blockKey];
    if (indentless && type === 'block-entry') return ['sequence', this.#indentlessEntry];
    return undefined;
  }

  /** Anchor and tag, in any order. */
  #properties(first: Token): { anchor: string | undefined; tag: string | undefined } {
    let anchor: string | undefined;
    let tag: (Token & { type: 'tag' }) | undefined;
    for (let token = first; ; token = this.#scanner.peek()) {
      if (token.type === 'anchor' && anchor === undefined) anchor = token.name;
      else if (token.type === 'tag' && !tag) tag = token;
      else break;
      this.#scanner.take();
    }
    return { anchor, tag: tag && this.#resolveTag(tag, first.start) };
  }

  #resolveTag({ handle, suffix, start }: Token & { type: 'tag' }, nodeStart: Mark): string {
    const prefix = handle === '' ? '' : this.#handles.get(handle);
    if (prefix !== undefined) return prefix + suffix;
    const context = { text: 'while parsing a node', mark: nodeStart };
    throw new YamlError('found undefined tag handle', start, context);
  }

  readonly #blockEntry: State = () => {
    const dash = this.#takeIf('block-entry');
    if (dash) {
      this.#states.push(this.#blockEntry);
      if (this.#is('block-entry', 'block-end')) this.#emptyAfter(dash.start);
      else this.#node(true, false);
    } else if (this.#takeIf('block-end')) {
      this.#close();
    } else {
      throw this.#errorIn('block collection', "did not find expected '-' indicator");
    }
  };

  /** Of a sequence that is no deeper than the key it belongs to. */
  readonly #indentlessEntry: State = () => {
    const dash = this.#takeIf('block-entry');
    if (!dash) {
      this.#close();
      return;
    }
    this.#states.push(this.#indentlessEntry);
    if (this.#is('block-entry', 'key', 'value', 'block-end')) this.#emptyAfter(dash.start);
    else this.#node(true, false);
  };

  readonly #blockKey: State = () => {
    const key = this.#takeIf('key');
    if (key) {
      this.#states.push(this.#blockValue);
      this.#blockPart(key.start);
    } else if (this.#takeIf('block-end')) {
      this.#close();
    } else {
      throw this.#errorIn('block mapping', 'did not find expected key');
    }
  };

  readonly #blockValue: State = () => {
    this.#states.push(this.#blockKey);
    const sign = this.#takeIf('value');
    if (sign) this.#blockPart(sign.start);
    else this.#empty(this.#scanner.peek().start);
  };

  #blockPart(at: Mark): void {
    if (this.#is('key', 'value', 'block-end')) this.#emptyAfter(at);
    else this.#node(true, true);
  }

  readonly #flowSequenceFirst: State = () => this.#flowSequenceEntry(true);
  readonly #flowSequenceNext: State = () => this.#flowSequenceEntry(false);

  #flowSequenceEntry(first: boolean): void {
    if (!this.#is('flow-sequence-end')) {
      if (!first && !this.#takeIf('flow-entry')) {
        throw this.#errorIn('flow sequence', "did not find expected ',' or ']'");
      }
      const key = this.#takeIf('key');
      if (key) {
        this.#states.push(this.#flowSequenceNext);
        const at = key.start;
        this.#enter(
          { kind: 'mapping', items: [], ...NO_PROPERTIES, at, start: at },
          this.#flowPairKey,
        );
        return;
      }
      if (!this.#is('flow-sequence-end')) {
        this.#states.push(this.#flowSequenceNext);
        this.#node(false, false);
        return;
      }
    }
    this.#scanner.take();
    this.#close();
  }

  /** `[a: b]`: a mapping of one pair in a flow sequence. */
  readonly #flowPairKey: State = () => {
    this.#states.push(this.#flowPairValue);
    if (this.#is('value', 'flow-entry', 'flow-sequence-end')) {
      // libyaml passes over that token here, so `[? : x]` and `[?]` are errors.
      this.#emptyAfter(this.#scanner.take().start);
    } else {
      this.#node(false, false);
    }
  };

  readonly #flowPairValue: State = () => {
    this.#states.push(this.#flowPairEnd);
    const sign = this.#takeIf('value');
    if (sign && !this.#is('flow-entry', 'flow-sequence-end')) this.#node(false, false);
    else this.#empty(this.#scanner.peek().start);
  };

  readonly #flowPairEnd: State = () => this.#close();

  readonly #flowMappingFirst: State = () => this.#flowMappingKey(true);
  readonly #flowMappingNext: State = () => this.#flowMappingKey(false);

  #flowMappingKey(first: boolean): void {
    if (!this.#is('flow-mapping-end')) {
      if (!first && !this.#takeIf('flow-entry')) {
        throw this.#errorIn('flow mapping', "did not find expected ',' or '}'");
      }
      if (this.#takeIf('key')) {
        this.#states.push(this.#flowMappingValue);
        if (this.#is('value', 'flow-entry', 'flow-mapping-end')) {
          this.#empty(this.#scanner.peek().start);
        } else {
          this.#node(false, false);
        }
        return;
      }
      if (!this.#is('flow-mapping-end')) {
        this.#states.push(this.#flowMappingEmptyValue);
        this.#node(false, false);
        return;
      }
    }
    this.#scanner.take();
    this.#close();
  }

  readonly #flowMappingValue: State = () => {
    this.#states.push(this.#flowMappingNext);
    const sign = this.#takeIf('value');
    if (sign && !this.#is('flow-entry', 'flow-mapping-end')) this.#node(false, false);
    else this.#empty(this.#scanner.peek().start);
  };

  readonly #flowMappingEmptyValue: State = () => {
    this.#states.push(this.#flowMappingNext);
    this.#empty(this.#scanner.peek().start);
  };
}
