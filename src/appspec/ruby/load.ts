import type { MappingNode, SequenceNode, YamlNode } from '../yaml/nodes.ts';
import { RubyError } from './errors.ts';
import { loadScalar } from './load-scalar.ts';
import { disallowed, STRING_TAG, YAML_TAG } from './string-tag.ts';
import {
  className,
  inspect,
  keyOf,
  type MapValue,
  type Position,
  toText,
  type Value,
} from './value.ts';

/** Measured: Ruby 3.1 runs out of stack between 500 and 1,300 levels, depending on what is nested in what. */
const DEEPEST = 1000;

/**
 * What `YAML.load` of Psych 4 makes of a document: no aliases, no classes beyond the plain ones and Symbol.
 * Behaviour: `ruby/psych: lib/psych/visitors/to_ruby.rb`, `lib/psych.rb: self.load`.
 *
 * @throws {RubyError}
 */
export function loadYaml(node: YamlNode, depth = 0): Value {
  const { at } = node;
  if (depth > DEEPEST) throw new RubyError('SystemStackError', 'stack level too deep', at);
  switch (node.kind) {
    case 'alias':
      throw new RubyError('Psych::BadAlias', `Unknown alias: ${node.name}`, at);
    case 'scalar':
      return loadScalar(node);
    case 'sequence':
      return loadSequence(node, at, depth);
    case 'mapping':
      return loadMapping(node, at, depth);
  }
}

function loadSequence(node: SequenceNode, at: Position, depth: number): Value {
  if (node.tag === '!omap' || node.tag === `${YAML_TAG}omap`) return loadOmap(node, at, depth);
  const named = /^!(?:seq|ruby\/array):(.*)$/.exec(node.tag ?? '');
  if (named) throw refusedClass(named[1], at);
  return { kind: 'list', items: node.items.map((item) => loadYaml(item, depth + 1)), at };
}

/** `!!omap` of a list: the first and last part of each item become key and value. */
function loadOmap(node: SequenceNode, at: Position, depth: number): Value {
  const map = emptyMap(at);
  for (const item of node.items) {
    const parts = item.kind === 'mapping' || item.kind === 'sequence' ? item.items : [];
    const [first, last] = [parts[0], parts.at(-1)];
    if (!first || !last) {
      const message = "undefined method `visit_NilClass' for #<Psych::Visitors::NoAliasRuby>";
      throw new RubyError('NoMethodError', message, item.at);
    }
    const key = loadYaml(first, depth + 1);
    put(map, key, loadYaml(last, depth + 1));
  }
  return map;
}

function refusedClass(name: string | undefined, at: Position): RubyError {
  if (name) return disallowed(name, at);
  return new RubyError('NoMethodError', "undefined method `allocate' for nil:NilClass", at);
}

/** Tags whose mappings Ruby would make an object of; the class it then refuses, where the tag itself does not name it. */
const REFUSED_MAPPINGS: readonly [RegExp, string][] = [
  [/^!ruby\/struct:?(.*)?$/, 'Struct'],
  [/^!ruby\/object:?(?!Hash$)(.*)?$/, 'Object'],
  [/^!ruby\/range$/, 'Range'],
  [/^(?:!set|tag:yaml\.org,2002:set)$/, 'Psych::Set'],
  [/^(?:!omap|tag:yaml\.org,2002:omap)$/, 'Psych::Omap'],
];
const NAMED_MAPPINGS =
  /^!(?:ruby\/array|map|ruby\/hash|ruby\/marshalable|ruby\/hash-with-ivars):(.*)$/;

function loadMapping(node: MappingNode, at: Position, depth: number): Value {
  const { tag } = node;
  if (tag === undefined) return loadHash(node, at, depth);
  for (const [pattern, fallback] of REFUSED_MAPPINGS) {
    const match = pattern.exec(tag);
    if (match) throw disallowed(match[1] || fallback, at);
  }
  const named = NAMED_MAPPINGS.exec(tag);
  if (named) throw refusedClass(named[1], at);
  const string = STRING_TAG.exec(tag);
  if (string?.[1]) throw disallowed(string[1], at);
  if (string || tag === `${YAML_TAG}str`) return loadStringMapping(node, at, depth);
  const map = loadHash(node, at, depth);
  if (/^!ruby\/exception:?/.test(tag)) {
    throw disallowed(tag.replace(/^!ruby\/exception:?/, '') || 'Exception', at);
  }
  return map;
}

/** `!!str` of a mapping: the text is under `str`, and everything else becomes an instance variable of it. */
function loadStringMapping(node: MappingNode, at: Position, depth: number): Value {
  let text: Value = { kind: 'nil', at };
  const variables = emptyMap(at);
  for (let index = 0; index + 1 < node.items.length; index += 2) {
    const key = loadYaml(node.items[index] as YamlNode, depth + 1);
    const value = loadYaml(node.items[index + 1] as YamlNode, depth + 1);
    if (key.kind === 'string' && key.value === 'str') text = value;
    else put(variables, key, value);
  }
  for (const { key } of variables.entries.values()) {
    const name = `@${toText(key).replace(/^@/, '')}`;
    if (!/^@[A-Za-z_\P{ASCII}][\w\P{ASCII}]*$/u.test(name)) {
      const message = `\`${name}' is not allowed as an instance variable name`;
      throw new RubyError('NameError', message, key.at);
    }
    if (text.kind === 'string' || text.kind === 'list' || text.kind === 'map') continue;
    const message = `can't modify frozen ${className(text)}: ${inspect(text)}`;
    throw new RubyError('FrozenError', message, key.at);
  }
  return text;
}

function loadHash(node: MappingNode, at: Position, depth: number): MapValue {
  const map = emptyMap(at);
  for (let index = 0; index + 1 < node.items.length; index += 2) {
    const keyNode = node.items[index] as YamlNode;
    const valueNode = node.items[index + 1] as YamlNode;
    const key = loadYaml(keyNode, depth + 1);
    const value = loadYaml(valueNode, depth + 1);
    const isMerge = key.kind === 'string' && key.value === '<<' && !isTagged(keyNode);
    if (!isMerge || !merge(map, valueNode, value)) put(map, key, value);
  }
  return map;
}

function isTagged(node: YamlNode): boolean {
  return node.kind !== 'alias' && node.tag === `${YAML_TAG}str`;
}

/** `<<` with mappings written in place; with anything else it is a key like any other. */
function merge(map: MapValue, node: YamlNode, value: Value): boolean {
  if (node.kind === 'mapping' && value.kind === 'map') {
    for (const { key, value: inner } of value.entries.values()) put(map, key, inner);
    return true;
  }
  if (node.kind !== 'sequence' || value.kind !== 'list') return false;
  if (!value.items.every((item) => item.kind === 'map')) return false;
  const merged = emptyMap(value.at);
  for (const item of value.items.toReversed()) {
    if (item.kind === 'map')
      for (const each of item.entries.values()) put(merged, each.key, each.value);
  }
  for (const { key, value: inner } of merged.entries.values()) put(map, key, inner);
  return true;
}

function emptyMap(at: Position): MapValue {
  return { kind: 'map', entries: new Map(), repeated: { first: [], count: 0 }, at };
}

/** More than anyone reads. */
const MOST_REPEATED = 500;

/** As in Ruby, a key that comes again keeps its place and gets another value. */
function put(map: MapValue, key: Value, value: Value): void {
  const name = keyOf(key);
  const before = map.entries.get(name);
  if (!before) {
    map.entries.set(name, { key, value });
    return;
  }
  const { repeated } = map;
  repeated.count += 1;
  if (repeated.first.length < MOST_REPEATED) repeated.first.push({ key, before: before.key });
  before.key = key;
  before.value = value;
}
