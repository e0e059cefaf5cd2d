import { END, isBlank, isBreak, isSpaceOrEnd, type Mark } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { readEscape } from './escapes.ts';

const TAB = 0x09;
const HASH = 0x23;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const SINGLE = 0x27;
/** `,[]{}` */
const FLOW = new Set([0x2c, 0x5b, 0x5d, 0x7b, 0x7d]);
const QUESTION = 0x3f;

/** A scalar without quotes; `indent` is that of the block around it, from 0. `brokeLine`: line breaks follow it. */
export function readPlain(
  cursor: Cursor,
  indent: number,
  inFlow: boolean,
): { text: string; brokeLine: boolean } {
  const start = cursor.mark();
  let text = '';
  let gap: Gap = NO_GAP;
  while (!cursor.documentMarker() && cursor.peek() !== HASH) {
    const from = cursor.index;
    skipPlainWord(cursor, inFlow, start);
    if (cursor.index > from) {
      text += gap.text + cursor.since(from);
      gap = NO_GAP;
    }
    if (!isBlank(cursor.peek()) && !isBreak(cursor.peek())) break;
    gap = readGap(cursor, false, () => {
      if (cursor.column <= indent) {
        const problem = 'found a tab character that violates indentation';
        throw cursor.error(problem, 'while scanning a plain scalar', start);
      }
    });
    if (!inFlow && cursor.column <= indent) break;
  }
  return { text, brokeLine: gap.broke };
}

function skipPlainWord(cursor: Cursor, inFlow: boolean, start: Mark): void {
  for (;;) {
    const point = cursor.peek();
    if (isSpaceOrEnd(point) || (inFlow && FLOW.has(point))) return;
    if (point === COLON) {
      const next = cursor.peek(1);
      if (inFlow && (FLOW.has(next) || next === QUESTION)) {
        throw cursor.error("found unexpected ':'", 'while scanning a plain scalar', start);
      }
      if (isSpaceOrEnd(next)) return;
    }
    cursor.skip();
  }
}

/** A scalar in quotes. */
export function readQuoted(cursor: Cursor): string {
  const start = cursor.mark();
  const quote = cursor.peek();
  const parts: string[] = [];
  cursor.skip();
  for (;;) {
    if (cursor.documentMarker()) {
      const problem = 'found unexpected document indicator';
      throw cursor.error(problem, 'while scanning a quoted scalar', start);
    }
    if (cursor.peek() === END) {
      const problem = 'found unexpected end of stream';
      throw cursor.error(problem, 'while scanning a quoted scalar', start);
    }
    const escapedBreak = readQuotedWord(cursor, quote, start, parts);
    if (cursor.peek() === quote) break;
    parts.push(readGap(cursor, escapedBreak).text);
  }
  cursor.skip();
  return parts.join('');
}

/** Up to a space, a line break or the closing quote; whether it ended in a backslash and a line break. */
function readQuotedWord(cursor: Cursor, quote: number, start: Mark, parts: string[]): boolean {
  let from = cursor.index;
  for (;;) {
    const point = cursor.peek();
    const isQuote = point === quote;
    const isEscape = quote === SINGLE ? isQuote && cursor.peek(1) === SINGLE : point === BACKSLASH;
    if (isSpaceOrEnd(point) || (isQuote && !isEscape)) {
      parts.push(cursor.since(from));
      return false;
    }
    if (!isEscape) {
      cursor.skip();
      continue;
    }
    parts.push(cursor.since(from));
    if (isQuote) {
      cursor.skip(2);
      parts.push("'");
    } else if (isBreak(cursor.peek(1))) {
      cursor.skip();
      cursor.skipBreak();
      return true;
    } else {
      parts.push(readEscape(cursor, start));
    }
    from = cursor.index;
  }
}

type Gap = { text: string; broke: boolean };

const NO_GAP: Gap = { text: '', broke: false };

/** Blanks and line breaks between two words, folded. `broke`: an escaped line break came before them. */
function readGap(cursor: Cursor, broke: boolean, onIndentingTab?: () => void): Gap {
  const from = cursor.index;
  if (!broke) cursor.skipWhile(isBlank);
  if (!broke && !isBreak(cursor.peek())) return { text: cursor.since(from), broke: false };
  const first = broke ? '' : cursor.skipBreak();
  const rest: string[] = [];
  for (;;) {
    const point = cursor.peek();
    if (isBlank(point)) {
      if (point === TAB) onIndentingTab?.();
      cursor.skip();
    } else if (isBreak(point)) {
      rest.push(cursor.skipBreak());
    } else {
      break;
    }
  }
  if (first !== '\n') return { text: first + rest.join(''), broke: true };
  return { text: rest.join('') || ' ', broke: true };
}
