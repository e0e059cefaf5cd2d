import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { quoted } from '../words/quoted.ts';
import { pathText } from './path-text.ts';

/** A key of a mapping and its value, as they stand in the text. */
export type Entry = { key: Node; value: Node | null };
export type Complain = (node: Node | null, message: string, hint?: string) => void;
/** What a node comes to once its aliases are expanded. */
type Expanded = { value: unknown; size: number; depth: number };

/** Aliases can make a short text stand for a huge one ("billion laughs"): more than this is refused. */
const mostExpanded = 100_000;
const deepest = 200;
const nothing: Expanded = { value: undefined, size: 1, depth: 1 };

/** Turns nodes into plain data in the order of the text, and remembers which node every piece came from. */
export class Reader {
  readonly #complain: Complain;
  readonly #anchors = new Map<string, Node>();
  readonly #aliases = new Map<Node, Node>();
  readonly #done = new Map<Node, Expanded>();
  readonly #entries = new Map<YAMLMap, Map<string, Entry>>();
  /** Of what is read now. */
  readonly #path: PropertyKey[] = [];
  #expanded = 0;

  constructor(complain: Complain) {
    this.#complain = complain;
  }

  read(node: Node | null): Expanded {
    if (node === null) return { value: null, size: 1, depth: 1 };
    if (isAlias(node)) return this.#readAlias(node, node.source);
    if ('anchor' in node && node.anchor) this.#anchors.set(node.anchor, node);
    const result = isMap(node)
      ? this.#readMap(node)
      : isSeq(node)
        ? this.#readList(node.items as Node[])
        : { ...nothing, value: isScalar(node) ? this.#readScalar(node) : undefined };
    this.#done.set(node, result);
    return result;
  }

  /** The node an alias stands for, any other node itself. */
  resolve(node: Node | null | undefined): Node | undefined {
    return isAlias(node) ? this.#aliases.get(node) : (node ?? undefined);
  }

  /** The entry of a mapping, merged ones too, or the item of a list. */
  child(parent: Node | null | undefined, key: PropertyKey): Entry | undefined {
    const node = this.resolve(parent);
    if (isMap(node)) return this.#entries.get(node)?.get(String(key));
    if (!isSeq(node) || typeof key !== 'number') return undefined;
    const item = node.items[key] as Node | undefined;
    return item && { key: item, value: item };
  }

  /** No path, argument or environment variable can hold NUL; S3 takes no key with it. */
  #readScalar(node: Scalar): unknown {
    if (typeof node.value === 'string' && node.value.includes('\0'))
      this.#complain(
        node,
        `${this.#where()}has a NUL character, which no name or command may have`,
      );
    return node.value;
  }

  #readAlias(alias: Node, name: string): Expanded {
    const target = this.#anchors.get(name);
    const result = target && this.#done.get(target);
    if (!target) {
      const hint = `write "&${name}" before what it stands for`;
      this.#complain(alias, `"*${name}" refers to an anchor that is not above it`, hint);
      return nothing;
    }
    if (!result) {
      this.#complain(alias, `"*${name}" refers to something that it is itself a part of`);
      return nothing;
    }
    if (this.#tooMuch(result.depth > deepest ? mostExpanded + 1 : result.size, alias))
      return nothing;
    this.#aliases.set(alias, target);
    return result;
  }

  #readList(items: readonly Node[]): Expanded {
    const parts = items.map((item, index) => this.#readAt(index, item));
    const values = parts.map((part) => part.value);
    return total(values, parts);
  }

  #readMap(map: YAMLMap): Expanded {
    const found = new Map<string, Entry>();
    const merges: Entry[] = [];
    const values: Record<string, unknown> = {};
    const parts: Expanded[] = [];
    this.#entries.set(map, found);
    for (const { key, value } of map.items as Pair<Node, Node | null>[]) {
      const name = this.#readKey(key);
      const read = this.#readAt(name ?? '', value);
      if (name === undefined) continue;
      if (name === '<<' && isScalar(key) && key.type === 'PLAIN') merges.push({ key, value });
      else if (found.has(name))
        this.#complain(key, `${this.#where()}${quoted(name)} appears twice`, 'keep one of the two');
      else {
        found.set(name, { key, value });
        values[name] = read.value;
        parts.push(read);
      }
    }
    for (const merge of merges) this.#merge(merge, found, values, parts);
    return total(values, parts);
  }

  #readAt(key: PropertyKey, value: Node | null): Expanded {
    this.#path.push(key);
    const read = this.read(value);
    this.#path.pop();
    return read;
  }

  #where(): string {
    return this.#path.length === 0 ? '' : `${pathText(this.#path)}: `;
  }

  #readKey(key: Node | null): string | undefined {
    if (key) this.read(key);
    const node = this.resolve(key);
    if (!isScalar(node)) {
      this.#complain(key, 'a key must be text');
      return undefined;
    }
    const name = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
    // An object would take it for its prototype.
    if (name !== '' && name !== '__proto__') return name;
    this.#complain(key, `a key cannot be ${quoted(name)}`);
    return undefined;
  }

  /** `<<: *name` and `<<: [*one, *two]`: what is written out wins, then what is named first. */
  #merge(
    { key, value }: Entry,
    found: Map<string, Entry>,
    values: Record<string, unknown>,
    parts: Expanded[],
  ): void {
    const list = this.resolve(value);
    for (const item of isSeq(list) ? (list.items as Node[]) : [value]) {
      const from = this.resolve(item);
      if (!isMap(from)) {
        const said = isAlias(item) && !from;
        if (!said) this.#complain(item ?? key, '"<<" takes a mapping to merge, or a list of them');
        continue;
      }
      const data = this.#done.get(from)?.value as Record<string, unknown> | undefined;
      for (const [name, entry] of this.#entries.get(from) ?? []) {
        // Counted also where it is overridden: it takes time anyway.
        if (this.#tooMuch(1, key)) return;
        if (found.has(name)) continue;
        found.set(name, entry);
        values[name] = data?.[name];
        parts.push((entry.value && this.#done.get(entry.value)) ?? nothing);
      }
    }
  }

  #tooMuch(size: number, node: Node): boolean {
    const before = this.#expanded;
    this.#expanded += size;
    if (before <= mostExpanded && this.#expanded > mostExpanded)
      this.#complain(node, 'the aliases of the file expand to more than any configuration needs');
    return this.#expanded > mostExpanded;
  }
}

function total(value: unknown, parts: readonly Expanded[]): Expanded {
  return {
    value,
    size: parts.reduce((sum, part) => sum + part.size, 1),
    depth: parts.reduce((most, part) => Math.max(most, part.depth), 0) + 1,
  };
}
