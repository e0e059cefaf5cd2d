/** What Psych's scanner makes of a scalar without quotes. `class`: it would be an object of a class that `YAML.load` refuses. */
export type Scalar =
  | { kind: 'nil' }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'integer'; value: bigint }
  | { kind: 'float'; value: number }
  | { kind: 'string' }
  | { kind: 'symbol'; value: string }
  | { kind: 'class'; name: 'Date' | 'Time' }
  | { kind: 'invalid'; error: 'ArgumentError'; message: string };

/** Text that is not a number, date or symbol: a letter or one of these signs first, or after one other character. */
const WORD = /^[^\d.:-]?[\p{Alphabetic}_\s!@#$%^&*(){}<>|/\\~;=]+/u;
const TIME =
  /^-?\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?$/;
const DATE = /^\d{4}-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)$/;
const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(\.[0-9_]*)?$/;
const FLOAT = /^[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?$/;
const INTEGER = /^[-+]?(?:0b[01_,]+|0[0-7_,]+|0|[1-9](?:[0-9]|,[0-9]|_[0-9])*|0x[0-9a-fA-F_,]+)$/;

/**
 * Resolves a plain scalar as Psych 4 (Ruby 3.1) does, which follows neither YAML 1.2 nor quite YAML 1.1: `0644` is 420, `1:00` is 3600,
 * `3,600` is 3600, `1e3` is text. Order and patterns: `ruby/psych: lib/psych/scalar_scanner.rb`.
 */
export function resolveScalar(text: string): Scalar {
  if (text === '') return { kind: 'nil' };
  if (text.includes('\n') || WORD.test(text)) return resolveWord(text);
  if (TIME.test(text)) return { kind: 'class', name: 'Time' };
  if (DATE.test(text)) return { kind: 'class', name: 'Date' };
  if (/^\+?\.inf$/i.test(text)) return { kind: 'float', value: Number.POSITIVE_INFINITY };
  if (/^-\.inf$/i.test(text)) return { kind: 'float', value: Number.NEGATIVE_INFINITY };
  if (/^\.nan$/i.test(text)) return { kind: 'float', value: Number.NaN };
  if (/^:./u.test(text)) return { kind: 'symbol', value: symbolName(text) };
  const sexagesimal = SEXAGESIMAL.exec(text);
  if (sexagesimal) return resolveSexagesimal(text, sexagesimal[1] !== undefined);
  if (FLOAT.test(text)) return resolveFloat(text);
  if (INTEGER.test(text)) return resolveInteger(text.replace(/[,_]/g, ''));
  return STRING;
}

const STRING: Scalar = { kind: 'string' };

/** Ruby's `^` and `$` stand at every line feed, and without regard to case its `s` and `ff` are also `ſ` and `ﬀ`. */
function resolveWord(text: string): Scalar {
  if (text.length > 10 || !/(?:^|\n)[ytonf~]/i.test(text)) return STRING;
  if ([...text].length > 5) return STRING;
  const folded = text.toLowerCase().replaceAll('ſ', 's').replaceAll('ﬀ', 'ff');
  const lines = folded.split('\n');
  if (lines.some((line) => line !== '' && !/^[ytonf~]/.test(line))) return STRING;
  if (text === '~' || lines.includes('null')) return { kind: 'nil' };
  if (lines.some((line) => ['yes', 'true', 'on'].includes(line))) {
    return { kind: 'boolean', value: true };
  }
  if (lines.some((line) => ['no', 'false', 'off'].includes(line))) {
    return { kind: 'boolean', value: false };
  }
  return STRING;
}

function symbolName(text: string): string {
  const quoted = /^:(["'])(.*)\1/.exec(text);
  return quoted ? (quoted[2] as string).replace(/^:/, '') : text.slice(1);
}

/** `h:m` and `h:m:s`, also where `m:s` was meant. */
function resolveSexagesimal(text: string, isFloat: boolean): Scalar {
  const parts = text.split(':');
  if (isFloat) {
    const value = parts.reduce(
      (sum, part, at) => sum + leadingFloat(part) * 60 ** Math.abs(at - 2),
      0,
    );
    return { kind: 'float', value };
  }
  const value = parts.reduce(
    (sum, part, at) => sum + leadingInteger(part) * 60n ** BigInt(Math.abs(at - 2)),
    0n,
  );
  return { kind: 'integer', value };
}

function resolveFloat(text: string): Scalar {
  if (/^[-+]?\.$/.test(text)) return STRING;
  const plain = text.replace(/[,_]/g, '').replace(/\.(?=[eE]|$)/g, '');
  const value = strictFloat(plain);
  return value === undefined ? invalid('Float', plain) : { kind: 'float', value };
}

function resolveInteger(plain: string): Scalar {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/.exec(plain) ?? [];
  if (/^0[bx]$/.test(digits)) return invalid('Integer', plain);
  const magnitude = BigInt(/^0[0-7]/.test(digits) ? `0o${digits}` : digits);
  return { kind: 'integer', value: sign === '-' ? -magnitude : magnitude };
}

function invalid(type: 'Float' | 'Integer', text: string): Scalar {
  const message = `invalid value for ${type}(): "${text}"`;
  return { kind: 'invalid', error: 'ArgumentError', message };
}

/** Ruby's `Float(text)`; undefined where that raises. */
export function strictFloat(text: string): number | undefined {
  const plain = text.trim();
  if (
    /^[-+]?(?:\d+(?:_\d+)*)?(?:\.\d+(?:_\d+)*)?(?:(?<=\d)[eE][-+]?\d+(?:_\d+)*)?$/.test(plain) &&
    /\d/.test(plain)
  ) {
    return Number(plain.replaceAll('_', ''));
  }
  const hex = /^([-+]?)(0[xX][0-9a-fA-F]+(?:_[0-9a-fA-F]+)*)$/.exec(plain);
  if (!hex) return undefined;
  const magnitude = Number((hex[2] as string).replaceAll('_', ''));
  return hex[1] === '-' ? -magnitude : magnitude;
}

/** Ruby's `to_i`: the number a text begins with, else 0. */
export function leadingInteger(text: string): bigint {
  const match = /^[\s\0]*([-+]?)(?:0[dD](?=\d))?(\d+(?:_\d+)*)/.exec(text);
  if (!match) return 0n;
  const magnitude = BigInt((match[2] as string).replaceAll('_', ''));
  return match[1] === '-' ? -magnitude : magnitude;
}

function leadingFloat(text: string): number {
  const match = /^[-+]?\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?/.exec(text);
  return match ? Number(match[0].replaceAll('_', '')) : 0;
}
