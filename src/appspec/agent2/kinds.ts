import type { Position } from '../ruby/value.ts';
import type { AliasNode, MappingNode, ScalarNode, SequenceNode, YamlNode } from '../yaml/nodes.ts';
import {
  isEmptyCollection,
  isNull,
  readBool,
  readFloat,
  readUnsigned,
  unexpectedScalar,
} from './core-scalar.ts';
import { type Document, placeOf } from './document.ts';
import { debugText } from './rust-text.ts';

/** One place that does not have the kind it should: what it is about, and serde's words. */
export type Mismatch = { about: About; message: string; at: Position };
export type About =
  | 'syntax'
  | 'root'
  | 'version'
  | 'os'
  | 'hooks'
  | 'scripts'
  | 'timeout'
  | 'sudo'
  | 'files'
  | 'permissions'
  | 'except'
  | 'type'
  | 'acls'
  | 'context'
  | 'text'
  | 'repeated'
  | 'documents';

/** A value of the kind that was asked for, and where it is written. */
export type Read<T> = { value: T; at: Position };
/** How a field is read; undefined where it has another kind. */
export type Reader<T> = (node: YamlNode, path: string, about: About) => Read<T> | undefined;

/** Reading cannot go on. */
class Stop extends Error {}

/** Of serde_yaml: `src/de.rs`, recursion_check and jump. */
const DEEPEST = 128;
/** More than any file a host could read in reasonable time. */
const MOST_STEPS = 1_000_000;
const U32 = 2n ** 32n;

/**
 * Reads a document by the kinds its fields have, as serde_yaml 0.9.34 does, in the order of the file. Where a
 * kind is wrong that reader stops; this one notes it and reads on.
 */
export class Kinds {
  readonly mismatches: Mismatch[] = [];
  /** Where `<<` is a key that is not known, and what another reader would merge is passed over. */
  readonly merges: Position[] = [];
  readonly #document: Document;
  #depth = 0;
  #steps = 0;

  constructor(document: Document) {
    this.#document = document;
  }

  /** The top level; undefined where there is nothing to read. */
  read<T>(read: (root: YamlNode) => T): T | undefined {
    const { root, end, another } = this.#document;
    try {
      if (!root && end) throw this.#stop();
      const result = read(root ?? NOTHING);
      if (end) throw this.#stop();
      if (another) {
        const message =
          'deserializing from YAML containing more than one document is not supported';
        this.#note('documents', message, another);
      }
      return result;
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      return undefined;
    }
  }

  #stop(): Stop {
    const { end } = this.#document;
    this.#note('syntax', end?.message ?? 'EOF while parsing a value', end?.at ?? START);
    return new Stop();
  }

  #note(about: About, message: string, at: Position): undefined {
    this.mismatches.push({ about, message, at: { line: at.line, column: at.column } });
    return undefined;
  }

  #wrong(about: About, problem: string, path: string, node: YamlNode): undefined {
    const message = `${at(path)}${problem}${placeOf(node.start)}`;
    return this.#note(about, message, node.at);
  }

  #unexpected(about: About, expected: string, path: string, node: Exclude<YamlNode, AliasNode>) {
    const found = node.kind === 'sequence' ? 'sequence' : 'map';
    const problem =
      node.kind === 'scalar'
        ? unexpectedScalar(node, expected)
        : `invalid type: ${found}, expected ${expected}`;
    this.#wrong(about, problem, path, node);
    this.#skip(node);
    return undefined;
  }

  /** What an alias stands for. */
  #follow(node: YamlNode): Exclude<YamlNode, AliasNode> {
    if (++this.#steps > MOST_STEPS) {
      this.#note('syntax', 'repetition limit exceeded', node.at);
      throw new Stop();
    }
    if (node.kind !== 'alias') return node;
    const target = this.#document.targets.get(node);
    if (!target || this.#document.broken.has(node)) throw this.#stop();
    return this.#follow(target);
  }

  /** Over a value that nobody asks for. */
  #skip(node: YamlNode): void {
    if (this.#document.broken.has(node)) throw this.#stop();
  }

  #inside<T>(node: SequenceNode | MappingNode, work: () => T): T {
    if (this.#depth === DEEPEST) {
      this.#note('syntax', `recursion limit exceeded${placeOf(node.start)}`, node.at);
      throw new Stop();
    }
    this.#depth++;
    const result = work();
    this.#skip(node);
    this.#depth--;
    return result;
  }

  /** Whatever a scalar says. */
  readonly text: Reader<string> = (node, path, about) => {
    const found = this.#follow(node);
    if (found.kind !== 'scalar') return this.#unexpected(about, 'a string', path, found);
    return { value: found.text, at: found.at };
  };

  readonly bool: Reader<boolean> = (node, path, about) =>
    this.#scalar(node, readBool, 'a boolean', path, about);

  readonly float: Reader<number> = (node, path, about) =>
    this.#scalar(node, readFloat, 'f64', path, about);

  readonly u32: Reader<number> = (node, path, about) => {
    const read = this.#scalar(node, readUnsigned, 'u32', path, about);
    if (!read) return undefined;
    if (read.value < U32) return { value: Number(read.value), at: read.at };
    const problem = `invalid value: integer \`${read.value}\`, expected u32`;
    return this.#wrong(about, problem, path, this.#follow(node));
  };

  #scalar<T>(
    node: YamlNode,
    read: (scalar: ScalarNode) => T | undefined,
    expected: string,
    path: string,
    about: About,
  ): Read<T> | undefined {
    const found = this.#follow(node);
    const value = found.kind === 'scalar' ? read(found) : undefined;
    if (value === undefined) return this.#unexpected(about, expected, path, found);
    return { value, at: found.at };
  }

  /** A value that may be null. */
  optional<T>(read: Reader<T>): Reader<T | undefined> {
    return (node, path, about) => {
      const found = this.#follow(node);
      if (found.kind !== 'scalar') return read(node, path, about);
      if (found.plain && found.tag === 'tag:yaml.org,2002:null' && !isNull(found)) {
        const problem = `invalid value: string ${debugText(found.text)}, expected null`;
        return this.#wrong(about, problem, path, found);
      }
      return isNull(found) ? { value: undefined, at: found.at } : read(node, path, about);
    };
  }

  list<T>(read: Reader<T>, aboutItems?: About): Reader<Read<T>[]> {
    return (node, path, about) => {
      const found = this.#follow(node);
      if (found.kind === 'scalar' && isEmptyCollection(found)) return { value: [], at: found.at };
      if (found.kind !== 'sequence') return this.#unexpected(about, 'a sequence', path, found);
      const value = this.#inside(found, () =>
        found.items.flatMap(
          (item, index) => read(item, `${path}[${index}]`, aboutItems ?? about) ?? [],
        ),
      );
      return { value, at: found.at };
    };
  }

  /** Keys that are any text; of one that comes again the last value holds. */
  map<T>(read: Reader<T>, aboutValues: About): Reader<Map<string, Read<T>>> {
    return (node, path, about) => {
      const found = this.#follow(node);
      const value = new Map<string, Read<T>>();
      if (found.kind === 'scalar' && isEmptyCollection(found)) return { value, at: found.at };
      if (found.kind !== 'mapping') return this.#unexpected(about, 'a map', path, found);
      this.#inside(found, () => {
        for (const [key, inner] of pairs(found)) {
          const name = this.text(key, path, about);
          if (!inner) throw this.#stop();
          if (!name) this.#skip(inner);
          const read1 = name && read(inner, join(path, key), aboutValues);
          if (name && read1) value.set(name.value, read1);
        }
      });
      return { value, at: found.at };
    };
  }

  /** A mapping of known keys, each once; others are passed over. */
  struct<F extends Fields>(type: string, fields: F, required: string[] = []): Reader<Struct<F>> {
    return (node, path, about) => {
      const found = this.#follow(node);
      const values: Record<string, unknown> = {};
      const wrong = new Set<string>();
      const seen = new Set<string>();
      const isEmpty = found.kind === 'scalar' && isEmptyCollection(found);
      if (!isEmpty && found.kind !== 'mapping') {
        return this.#unexpected(about, `struct ${type}`, path, found);
      }
      const readField = (key: YamlNode, inner: YamlNode | undefined) => {
        const name = this.#fieldName(key, path, about);
        if (!inner) throw this.#stop();
        const field = name === undefined || !Object.hasOwn(fields, name) ? undefined : fields[name];
        if (name === '<<' && inner.kind === 'mapping') this.merges.push(key.at);
        if (name === undefined || !field) return this.#skip(inner);
        if (seen.has(name)) {
          const problem = `duplicate field \`${name}\``;
          this.#note('repeated', `${at(path)}${problem}${placeOf(found.start)}`, key.at);
          return this.#skip(inner);
        }
        seen.add(name);
        const read = field.read(inner, join(path, key), field.about);
        if (read) values[name] = read;
        else wrong.add(name);
      };
      if (found.kind === 'mapping') {
        this.#inside(found, () => {
          for (const [key, inner] of pairs(found)) readField(key, inner);
        });
      }
      for (const name of required.filter((each) => !seen.has(each))) {
        const missing = fields[name]?.about ?? about;
        this.#wrong(missing, `missing field \`${name}\``, path, found);
      }
      return { value: { fields: values as StructFields<F>, wrong, at: found.at }, at: found.at };
    };
  }

  #fieldName(key: YamlNode, path: string, about: About): string | undefined {
    const found = this.#follow(key);
    if (found.kind === 'scalar') return found.text;
    return this.#unexpected(about, 'field identifier', path, found);
  }
}

/** Known keys, with how each is read. */
type Fields = Readonly<Record<string, { read: Reader<unknown>; about: About }>>;
type StructFields<F extends Fields> = {
  [K in keyof F]?: F[K]['read'] extends Reader<infer T> ? Read<T> : never;
};
/** `wrong`: fields that are there and have another kind. */
export type Struct<F extends Fields> = {
  fields: StructFields<F>;
  wrong: ReadonlySet<string>;
  at: Position;
};

function pairs(node: MappingNode): [YamlNode, YamlNode | undefined][] {
  const found: [YamlNode, YamlNode | undefined][] = [];
  for (let index = 0; index < node.items.length; index += 2) {
    found.push([node.items[index] as YamlNode, node.items[index + 1]]);
  }
  return found;
}

function at(path: string): string {
  return path === '' ? '' : `${path}: `;
}

const START = { index: 0, line: 1, column: 1 };
/** A file with comments only is an empty mapping. */
const NOTHING: ScalarNode = {
  kind: 'scalar',
  text: '',
  quoted: false,
  plain: true,
  anchor: undefined,
  tag: undefined,
  at: START,
  start: START,
};

function join(path: string, key: YamlNode): string {
  const name = key.kind === 'scalar' ? key.text : '?';
  return path === '' ? name : `${path}.${name}`;
}
