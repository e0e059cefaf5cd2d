import type { ScalarNode } from '../yaml/nodes.ts';
import { debugText, pointedFloat } from './rust-text.ts';

const CORE = 'tag:yaml.org,2002:';

function isNullWord(text: string): boolean {
  return text === '~' || text === 'null' || text === 'Null' || text === 'NULL';
}

/** No value to a field that may be absent. */
export function isNull({ plain, tag, text }: ScalarNode): boolean {
  if (!plain) return false;
  if (tag !== undefined) return tag === `${CORE}null` && isNullWord(text);
  return text === '' || isNullWord(text);
}

/** The one value that a plain scalar is to a collection: an empty one. */
export function isEmptyCollection({ plain, text }: ScalarNode): boolean {
  return plain && text === '';
}

export function readBool({ plain, text }: ScalarNode): boolean | undefined {
  return plain ? boolOf(text) : undefined;
}

function boolOf(text: string): boolean | undefined {
  if (text === 'true' || text === 'True' || text === 'TRUE') return true;
  return text === 'false' || text === 'False' || text === 'FALSE' ? false : undefined;
}

const UNSIGNED_64 = 2n ** 64n;
const SIGNED_64 = 2n ** 63n;

/** Up to 64 bits: `60`, `+60`, `0x3C`, `0o74`, `0b11`; not `060`. */
export function readUnsigned({ plain, text }: ScalarNode): bigint | undefined {
  const value = plain ? unsignedOf(text) : undefined;
  return value !== undefined && value < UNSIGNED_64 ? value : undefined;
}

function unsignedOf(text: string): bigint | undefined {
  return magnitude(text.replace(/^\+/, ''));
}

function magnitude(text: string): bigint | undefined {
  const isNumber = /^(?:0x[0-9A-Fa-f]+|0o[0-7]+|0b[01]+|0|[1-9][0-9]*)$/.test(text);
  return isNumber ? BigInt(text) : undefined;
}

/** Any float but infinities and no number in words; `.inf` and `.nan` count. */
export function readFloat({ plain, text }: ScalarNode): number | undefined {
  return plain ? floatOf(text) : undefined;
}

function floatOf(text: string): number | undefined {
  if (/^\+?\.(?:inf|Inf|INF)$/.test(text)) return Number.POSITIVE_INFINITY;
  if (/^-\.(?:inf|Inf|INF)$/.test(text)) return Number.NEGATIVE_INFINITY;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return Number.NaN;
  if (!/^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * What serde says of a scalar where something else was expected.
 * Source: `dtolnay/serde-yaml: src/de.rs`, visit_scalar, in 0.9.34.
 */
export function unexpectedScalar(node: ScalarNode, expected: string): string {
  const { text, tag, plain } = node;
  if (tag === `${CORE}bool`) {
    const value = boolOf(text);
    return value === undefined
      ? noValue(text, 'a boolean')
      : noType(`boolean \`${value}\``, expected);
  }
  if (tag === `${CORE}int`) {
    const value = integerText(text);
    return value === undefined ? noValue(text, 'an integer') : noType(value, expected);
  }
  if (tag === `${CORE}float`) {
    const value = floatOf(text);
    return value === undefined
      ? noValue(text, 'a float')
      : noType(`floating point \`${pointedFloat(value)}\``, expected);
  }
  if (tag === `${CORE}null`) {
    return isNullWord(text) ? noType('unit value', expected) : noValue(text, 'null');
  }
  const isResolved = plain && (tag === undefined || tag.startsWith('!'));
  return noType(isResolved ? kindOf(text) : `string ${debugText(text)}`, expected);
}

/** YAML 1.2's core kinds, a plain scalar's. */
function kindOf(text: string): string {
  if (text === '' || isNullWord(text)) return 'unit value';
  const bool = boolOf(text);
  if (bool !== undefined) return `boolean \`${bool}\``;
  const integer = integerText(text);
  if (integer !== undefined) return integer;
  const float = /^[-+]?0[0-9]+$/.test(text) ? undefined : floatOf(text);
  if (float !== undefined) return `floating point \`${pointedFloat(float)}\``;
  return `string ${debugText(text)}`;
}

function integerText(text: string): string | undefined {
  const unsigned = unsignedOf(text);
  if (unsigned !== undefined) return wideInteger(unsigned, unsigned < UNSIGNED_64, 'u128');
  const rest = text.startsWith('-') ? magnitude(text.slice(1)) : undefined;
  return rest === undefined ? undefined : wideInteger(-rest, rest <= SIGNED_64, 'i128');
}

function wideInteger(value: bigint, fits: boolean, type: string): string | undefined {
  if (fits) return `integer \`${value}\``;
  const limit = type === 'u128' ? 2n ** 128n : 2n ** 127n + 1n;
  return (value < 0n ? -value : value) < limit ? `integer \`${value}\` as ${type}` : undefined;
}

function noType(found: string, expected: string): string {
  return `invalid type: ${found}, expected ${expected}`;
}

function noValue(text: string, expected: string): string {
  return `invalid value: string ${debugText(text)}, expected ${expected}`;
}
