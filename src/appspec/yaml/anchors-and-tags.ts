import { isBlank, isDigit, isNameCharacter, isSpaceOrEnd, type Mark } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { hexDigit } from './escapes.ts';
import { skipRestOfLine } from './rest-of-line.ts';

const BANG = 0x21;
const PERCENT = 0x25;
const COMMA = 0x2c;
const DOT = 0x2e;
const LESS = 0x3c;
const GREATER = 0x3e;
const AFTER_ANCHOR = new Set([...'?:,]}%@`'].map((character) => character.charCodeAt(0)));
const IN_URI = new Set([...";/?:@&=+$.%!~*'()"].map((character) => character.charCodeAt(0)));
const IN_VERBATIM_URI = new Set([...',[]'].map((character) => character.charCodeAt(0)));

/** The name after `&` or `*`. */
export function readAnchor(cursor: Cursor, context: string): string {
  const start = cursor.mark();
  cursor.skip();
  const from = cursor.index;
  cursor.skipWhile(isNameCharacter);
  const next = cursor.peek();
  if (cursor.index === from || !(isSpaceOrEnd(next) || AFTER_ANCHOR.has(next))) {
    throw cursor.error('did not find expected alphabetic or numeric character', context, start);
  }
  return cursor.since(from);
}

/** `!suffix`, `!handle!suffix` or `!<uri>`; an empty handle means that the suffix is the whole tag. */
export type Tag = { handle: string; suffix: string };

export function readTag(cursor: Cursor, inFlow: boolean): Tag {
  const start = cursor.mark();
  const tag = cursor.peek(1) === LESS ? readVerbatim(cursor, start) : readShorthand(cursor, start);
  const next = cursor.peek();
  if (!isSpaceOrEnd(next) && !(inFlow && next === COMMA)) {
    throw cursor.error(EXPECTED_SPACE, 'while scanning a tag', start);
  }
  return tag;
}

const EXPECTED_SPACE = 'did not find expected whitespace or line break';

function readVerbatim(cursor: Cursor, start: Mark): Tag {
  cursor.skip(2);
  const suffix = readUri(cursor, { start, head: '', verbatim: true, directive: false });
  if (cursor.peek() !== GREATER) {
    throw cursor.error("did not find the expected '>'", 'while scanning a tag', start);
  }
  cursor.skip();
  return { handle: '', suffix };
}

function readShorthand(cursor: Cursor, start: Mark): Tag {
  const handle = readHandle(cursor, start, false);
  const isHandle = handle.length > 1 && handle.endsWith('!');
  const head = isHandle ? '' : handle;
  const suffix = readUri(cursor, { start, head, verbatim: false, directive: false });
  if (isHandle) return { handle, suffix };
  return suffix === '' ? { handle: '', suffix: '!' } : { handle: '!', suffix };
}

function readHandle(cursor: Cursor, start: Mark, directive: boolean): string {
  if (cursor.peek() !== BANG) {
    const context = directive ? 'while scanning a tag directive' : 'while scanning a tag';
    throw cursor.error("did not find expected '!'", context, start);
  }
  const from = cursor.index;
  cursor.skip();
  cursor.skipWhile(isNameCharacter);
  if (cursor.peek() === BANG) {
    cursor.skip();
  } else if (directive && cursor.index > from + 1) {
    throw cursor.error("did not find expected '!'", 'while parsing a tag directive', start);
  }
  return cursor.since(from);
}

type UriOptions = { start: Mark; head: string; verbatim: boolean; directive: boolean };

/** `head` is what has been read of it already; its leading `!` is left out. */
function readUri(cursor: Cursor, { start, head, verbatim, directive }: UriOptions): string {
  const context = directive ? 'while parsing a %TAG directive' : 'while parsing a tag';
  let uri = head.slice(1);
  const from = cursor.index;
  for (;;) {
    const point = cursor.peek();
    if (point === PERCENT) {
      uri += readUriEscapes(cursor, context, start);
    } else if (
      isNameCharacter(point) ||
      IN_URI.has(point) ||
      (verbatim && IN_VERBATIM_URI.has(point))
    ) {
      uri += String.fromCodePoint(point);
      cursor.skip();
    } else {
      break;
    }
  }
  if (cursor.index === from && head === '') {
    throw cursor.error('did not find expected tag URI', context, start);
  }
  return uri;
}

/** One character, written as the octets of its UTF-8 in hexadecimal. */
function readUriEscapes(cursor: Cursor, context: string, start: Mark): string {
  const octets: number[] = [];
  let width = 0;
  do {
    const [high, low] = [hexDigit(cursor.peek(1)), hexDigit(cursor.peek(2))];
    if (cursor.peek() !== PERCENT || high < 0 || low < 0) {
      throw cursor.error('did not find URI escaped octet', context, start);
    }
    const octet = high * 16 + low;
    if (octets.length === 0) {
      width =
        octet < 0x80 ? 1 : ([2, 3, 4].find((bytes) => octet >> (7 - bytes) === LEADS[bytes]) ?? 0);
      if (width === 0) {
        throw cursor.error('found an incorrect leading UTF-8 octet', context, start);
      }
    } else if ((octet & 0xc0) !== 0x80) {
      throw cursor.error('found an incorrect trailing UTF-8 octet', context, start);
    }
    octets.push(octet);
    cursor.skip(3);
  } while (octets.length < width);
  return new TextDecoder().decode(Uint8Array.from(octets));
}

/** What the first octet of so many begins with, in bits. */
const LEADS: Readonly<Record<number, number>> = { 2: 0b110, 3: 0b1110, 4: 0b11110 };

export type Directive =
  | { type: 'version'; major: number; minor: number }
  | { type: 'tag-directive'; handle: string; prefix: string };

/** A line that begins with `%`. */
export function readDirective(cursor: Cursor): Directive {
  const start = cursor.mark();
  const context = 'while scanning a directive';
  cursor.skip();
  const from = cursor.index;
  cursor.skipWhile(isNameCharacter);
  const name = cursor.since(from);
  if (name === '') throw cursor.error('could not find expected directive name', context, start);
  if (!isSpaceOrEnd(cursor.peek())) {
    throw cursor.error('found unexpected non-alphabetical character', context, start);
  }
  if (name !== 'YAML' && name !== 'TAG') {
    throw cursor.error('found unknown directive name', context, start);
  }
  const directive = name === 'YAML' ? readVersion(cursor, start) : readTagPrefix(cursor, start);
  skipRestOfLine(cursor, context, start);
  return directive;
}

function readVersion(cursor: Cursor, start: Mark): Directive {
  cursor.skipWhile(isBlank);
  const major = readVersionNumber(cursor, start);
  if (cursor.peek() !== DOT) {
    const problem = "did not find expected digit or '.' character";
    throw cursor.error(problem, 'while scanning a %YAML directive', start);
  }
  cursor.skip();
  return { type: 'version', major, minor: readVersionNumber(cursor, start) };
}

function readVersionNumber(cursor: Cursor, start: Mark): number {
  const context = 'while scanning a %YAML directive';
  const from = cursor.index;
  while (isDigit(cursor.peek())) {
    if (cursor.index - from === 9) {
      throw cursor.error('found extremely long version number', context, start);
    }
    cursor.skip();
  }
  if (cursor.index === from) {
    throw cursor.error('did not find expected version number', context, start);
  }
  return Number(cursor.since(from));
}

function readTagPrefix(cursor: Cursor, start: Mark): Directive {
  const context = 'while scanning a %TAG directive';
  cursor.skipWhile(isBlank);
  const handle = readHandle(cursor, start, true);
  if (!isBlank(cursor.peek())) {
    throw cursor.error('did not find expected whitespace', context, start);
  }
  cursor.skipWhile(isBlank);
  const prefix = readUri(cursor, { start, head: '', verbatim: true, directive: true });
  if (!isSpaceOrEnd(cursor.peek())) throw cursor.error(EXPECTED_SPACE, context, start);
  return { type: 'tag-directive', handle, prefix };
}
