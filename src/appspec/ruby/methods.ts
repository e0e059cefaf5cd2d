import { noIndexByText, noMethod, RubyError } from './errors.ts';
import { leadingInteger } from './scalar.ts';
import { className, entry, toText, type Value } from './value.ts';

/** Ruby's `value['key']`; undefined for nil. A text that has the key in it gives the key. */
export function fetch(value: Value, key: string): Value | undefined {
  switch (value.kind) {
    case 'map':
      return present(entry(value, key));
    case 'string':
    case 'symbol':
      return value.value.includes(key) ? { kind: 'string', value: key, at: value.at } : undefined;
    case 'list':
    case 'integer':
      throw noIndexByText(value);
    default:
      throw noMethod('[]', value);
  }
}

/** The value, unless it is nil. */
export function present(value: Value | undefined): Value | undefined {
  return value?.kind === 'nil' ? undefined : value;
}

/** Ruby's `value.each`: a map gives lists of key and value. */
export function each(value: Value): Value[] {
  if (value.kind === 'list') return value.items;
  if (value.kind !== 'map') throw noMethod('each', value);
  return [...value.entries.values()].map(({ key, value: inner }) => ({
    kind: 'list',
    items: [key, inner],
    at: key.at,
  }));
}

/** Ruby's `value.to_i`. */
export function toInteger(value: Value): bigint {
  switch (value.kind) {
    case 'integer':
      return value.value;
    case 'float':
      if (!Number.isFinite(value.value)) {
        throw new RubyError('FloatDomainError', toText(value), value.at);
      }
      return BigInt(Math.trunc(value.value));
    case 'string':
      return leadingInteger(value.value);
    case 'nil':
      return 0n;
    default:
      throw noMethod('to_i', value);
  }
}

/** Ruby's `text.strip`. */
export function strip(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && isStripped(text.charCodeAt(from))) from++;
  while (to > from && isStripped(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

/** NUL, tab to carriage return, space. */
function isStripped(code: number): boolean {
  return code === 0 || (code >= 0x09 && code <= 0x0d) || code === 0x20;
}

/** Ruby's `text.split(separator, 2)`. */
export function splitOnce(text: string, separator: string): string[] {
  if (text === '') return [];
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** What Ruby raises where a path should be text. */
export function noPath(value: Value): RubyError {
  const what = value.kind === 'boolean' || value.kind === 'nil' ? toText(value) : className(value);
  const message = `no implicit conversion of ${what || 'nil'} into String`;
  return new RubyError('TypeError', message, value.at);
}
