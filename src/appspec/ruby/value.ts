/** Where something stands in a file: line and column from 1, columns in characters. */
export type Position = { line: number; column: number };

/** What Ruby makes of a piece of YAML. `at` is where it is written. */
export type Value = { at: Position } & (
  | { kind: 'nil' }
  | { kind: 'boolean'; value: boolean }
  /** `written`: as it is in the file, where that is without quotes. */
  | { kind: 'integer'; value: bigint; written: string }
  | { kind: 'float'; value: number; written: string }
  | { kind: 'string'; value: string }
  | { kind: 'symbol'; value: string }
  | ListValue
  | MapValue
);

type ListValue = { kind: 'list'; items: Value[]; at: Position };

export type MapValue = {
  kind: 'map';
  /** In the order of first appearance. */
  entries: Map<string, { key: Value; value: Value }>;
  /** Keys that came again, with the one before: the first of them, and how many there are in all. */
  repeated: { first: { key: Value; before: Value }[]; count: number };
  at: Position;
};

/** Everything but nil and false. */
export function isTruthy(value: Value | undefined): value is Value {
  if (value === undefined || value.kind === 'nil') return false;
  return value.kind !== 'boolean' || value.value;
}

/** Equal for keys that are one key to a Ruby Hash. */
export function keyOf(value: Value): string {
  return value.kind === 'string' ? `"${value.value}` : inspect(value);
}

/** The value under a key that is text. */
export function entry(map: MapValue, key: string): Value | undefined {
  return map.entries.get(`"${key}`)?.value;
}

export function className(value: Value): string {
  switch (value.kind) {
    case 'nil':
      return 'NilClass';
    case 'boolean':
      return value.value ? 'TrueClass' : 'FalseClass';
    case 'list':
      return 'Array';
    case 'map':
      return 'Hash';
    default:
      return value.kind.charAt(0).toUpperCase() + value.kind.slice(1);
  }
}

/** Ruby's `to_s`. */
export function toText(value: Value): string {
  if (value.kind === 'string' || value.kind === 'symbol') return value.value;
  return value.kind === 'nil' ? '' : inspect(value);
}

/** Symbols that Ruby shows without quotes: names and operators. */
const SYMBOL =
  /^(?:(?:@@?|\$)?[A-Za-z_\P{ASCII}][\w\P{ASCII}]*|[A-Za-z_\P{ASCII}][\w\P{ASCII}]*[?!=]|[-+]@?|\*\*?|[/%~^&|`]|<=>|===?|=~|![=~]?|<[<=]?|>[>=]?|\[\]=?)$/u;

/** Ruby's `inspect`, as of Ruby 3.1. */
export function inspect(value: Value): string {
  switch (value.kind) {
    case 'nil':
      return 'nil';
    case 'boolean':
      return String(value.value);
    case 'integer':
      return value.value.toString();
    case 'float':
      return floatText(value.value);
    case 'string':
      return quote(value.value);
    case 'symbol':
      return `:${SYMBOL.test(value.value) ? value.value : quote(value.value)}`;
    case 'list':
      return `[${value.items.map(inspect).join(', ')}]`;
    case 'map':
      return `{${[...value.entries.values()].map(pairText).join(', ')}}`;
  }
}

function pairText({ key, value }: { key: Value; value: Value }): string {
  return `${inspect(key)}=>${inspect(value)}`;
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 16) {
    const plain =
      exponent < 0
        ? value.toFixed(digits.replace(/[-.]/g, '').length - 1 - exponent)
        : value.toString();
    return plain.includes('.') ? plain : `${plain}.0`;
  }
  const sign = exponent < 0 ? '-' : '+';
  const mantissa = digits.includes('.') ? digits : `${digits}.0`;
  return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

const NAMED: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\f': '\\f',
  '\v': '\\v',
  '\b': '\\b',
  '\x07': '\\a',
  '\x1b': '\\e',
};

export function quote(text: string): string {
  const escaped = text.replace(/["\\]|#(?=[{$@])|[\p{Cc}\p{Cn}\p{Zl}\p{Zp}]/gu, (character) => {
    if (character === '#') return '\\#';
    const named = NAMED[character];
    if (named) return named;
    const point = character.codePointAt(0) as number;
    const hex = point.toString(16).toUpperCase();
    if (point > 0xffff) return `\\u{${hex}}`;
    return `\\u${hex.padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
