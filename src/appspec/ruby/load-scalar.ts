import type { ScalarNode } from '../yaml/nodes.ts';
import { RubyError } from './errors.ts';
import { resolveScalar, strictFloat } from './scalar.ts';
import { disallowed, STRING_TAG, YAML_TAG } from './string-tag.ts';
import { type Position, quote, toText, type Value } from './value.ts';

/** A scalar as Psych makes it of its text and tag. */
export function loadScalar(node: ScalarNode): Value {
  const { text, tag, at } = node;
  if (node.quoted) return { kind: 'string', value: text, at };
  if (tag === undefined) return plainValue(text, at);
  if (tag === '!binary' || tag === `${YAML_TAG}binary`) {
    return { kind: 'string', value: decodeBase64(text), at };
  }
  const string = STRING_TAG.exec(tag);
  if (string || tag === `${YAML_TAG}str`) {
    if (string?.[1]) throw disallowed(string[1], at);
    return { kind: 'string', value: text, at };
  }
  const refused = REFUSED_SCALARS[tag];
  if (refused) throw disallowed(refused, at);
  if (tag === '!ruby/class' || tag === '!ruby/module') {
    if (text === '') return { kind: 'nil', at };
    throw disallowed(text, at);
  }
  if (tag === '!ruby/encoding') {
    throw new RubyError('ArgumentError', `unknown encoding name - ${text}`, at);
  }
  if (tag === `${YAML_TAG}float` || tag === '!float') return loadFloat(text, at);
  if (/^!ruby\/sym(?:bol)?:?/.test(tag)) return { kind: 'symbol', value: text, at };
  return plainValue(text, at);
}

const REFUSED_SCALARS: Readonly<Record<string, string>> = {
  '!ruby/object:BigDecimal': 'BigDecimal',
  '!ruby/object:DateTime': 'DateTime',
  '!ruby/object:Complex': 'Complex',
  '!ruby/object:Rational': 'Rational',
  '!ruby/regexp': 'Regexp',
  '!ruby/range': 'Range',
};

function plainValue(text: string, at: Position): Value {
  const scalar = resolveScalar(text);
  switch (scalar.kind) {
    case 'string':
      return { kind: 'string', value: text, at };
    case 'class':
      throw disallowed(scalar.name, at);
    case 'invalid':
      throw new RubyError(scalar.error, scalar.message, at);
    case 'integer':
      return { kind: 'integer', value: scalar.value, written: text, at };
    case 'float':
      return { kind: 'float', value: scalar.value, written: text, at };
    case 'nil':
      return { kind: 'nil', at };
    case 'boolean':
      return { kind: 'boolean', value: scalar.value, at };
    case 'symbol':
      return { kind: 'symbol', value: scalar.value, at };
  }
}

/** `!!float`: Ruby's `Float()` of what the text is without the tag. */
function loadFloat(text: string, at: Position): Value {
  const value = plainValue(text, at);
  if (value.kind === 'float') return value;
  if (value.kind === 'integer') {
    return { kind: 'float', value: Number(value.value), written: text, at };
  }
  if (value.kind !== 'string') {
    const what = value.kind === 'symbol' ? 'Symbol' : value.kind === 'nil' ? 'nil' : toText(value);
    throw new RubyError('TypeError', `can't convert ${what} into Float`, at);
  }
  const number = strictFloat(text);
  if (number === undefined) {
    throw new RubyError('ArgumentError', `invalid value for Float(): ${quoteAscii(text)}`, at);
  }
  return { kind: 'float', value: number, written: text, at };
}

/** Ruby's `inspect` of a text that takes it for bytes. */
function quoteAscii(text: string): string {
  return quote(text).replace(/\P{ASCII}/gu, (character) =>
    [...new TextEncoder().encode(character)]
      .map((byte) => `\\x${byte.toString(16).toUpperCase()}`)
      .join(''),
  );
}

/** Ruby's `unpack('m')`, which passes over what is not base64. */
function decodeBase64(text: string): string {
  const body = text.split('=')[0]?.replace(/[^A-Za-z0-9+/]/g, '') ?? '';
  const binary = atob(body.length % 4 === 1 ? body.slice(0, -1) : body);
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
