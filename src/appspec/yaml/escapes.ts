import type { Mark } from './characters.ts';
import type { Cursor } from './cursor.ts';

/** What follows a backslash in double quotes; YAML 1.1, 5.7. */
const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The character that an escape in double quotes means, `start` being where the quotes began. */
export function readEscape(cursor: Cursor, start: Mark): string {
  const context = 'while parsing a quoted scalar';
  const name = String.fromCodePoint(cursor.peek(1));
  const digits = Object.hasOwn(DIGITS, name) ? DIGITS[name] : undefined;
  const plain = Object.hasOwn(ESCAPES, name) ? ESCAPES[name] : undefined;
  if (digits === undefined && plain === undefined) {
    throw cursor.error('found unknown escape character', context, start);
  }
  cursor.skip(2);
  if (plain !== undefined) return plain;
  let point = 0;
  for (let digit = 0; digit < (digits as number); digit++) {
    const value = hexDigit(cursor.peek(digit));
    if (value < 0) throw cursor.error('did not find expected hexdecimal number', context, start);
    point = point * 16 + value;
  }
  if ((point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff) {
    throw cursor.error('found invalid Unicode character escape code', context, start);
  }
  cursor.skip(digits);
  return String.fromCodePoint(point);
}

/** The value of a hexadecimal digit, or -1. */
export function hexDigit(point: number): number {
  const value = Number.parseInt(String.fromCodePoint(point), 16);
  return Number.isNaN(value) ? -1 : value;
}
