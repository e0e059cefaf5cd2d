import { END, isBlank, isBreak, isBreakOrEnd, isDigit, type Mark } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { skipRestOfLine } from './rest-of-line.ts';

const TAB = 0x09;
const SPACE = 0x20;
const ZERO = 0x30;
const PLUS = 0x2b;
const MINUS = 0x2d;
const PIPE = 0x7c;

/** A literal (`|`) or folded (`>`) scalar; `parent` is the indent of the block around it. */
export function readBlock(cursor: Cursor, parent: number): string {
  const start = cursor.mark();
  const literal = cursor.peek() === PIPE;
  cursor.skip();
  const { chomp, increment } = readBlockHeader(cursor, start);
  const given = increment === 0 ? 0 : Math.max(parent, 0) + increment;
  let breaks = readBlockBreaks(cursor, given, parent, start);
  const { indent } = breaks;
  const parts: string[] = [];
  let lineBreak = '';
  let blankBefore = false;
  while (cursor.column === indent && cursor.peek() !== END) {
    const blank = isBlank(cursor.peek());
    if (!literal && lineBreak === '\n' && !blankBefore && !blank) {
      if (breaks.text === '') parts.push(' ');
    } else {
      parts.push(lineBreak);
    }
    parts.push(breaks.text);
    blankBefore = blank;
    const from = cursor.index;
    cursor.skipWhile((point) => !isBreakOrEnd(point));
    parts.push(cursor.since(from));
    lineBreak = cursor.skipBreak();
    breaks = readBlockBreaks(cursor, indent, parent, start);
  }
  if (chomp !== 'strip') parts.push(lineBreak);
  if (chomp === 'keep') parts.push(breaks.text);
  return parts.join('');
}

type BlockHeader = { chomp: 'clip' | 'strip' | 'keep'; increment: number };

function readBlockHeader(cursor: Cursor, start: Mark): BlockHeader {
  const context = 'while scanning a block scalar';
  const header: BlockHeader = { chomp: 'clip', increment: 0 };
  let [chompSeen, incrementSeen] = [false, false];
  for (;;) {
    const point = cursor.peek();
    if (!chompSeen && (point === PLUS || point === MINUS)) {
      header.chomp = point === PLUS ? 'keep' : 'strip';
      chompSeen = true;
    } else if (!incrementSeen && isDigit(point)) {
      if (point === ZERO) {
        throw cursor.error('found an indentation indicator equal to 0', context, start);
      }
      header.increment = point - ZERO;
      incrementSeen = true;
    } else {
      break;
    }
    cursor.skip();
  }
  skipRestOfLine(cursor, context, start);
  return header;
}

type BlockBreaks = { text: string; indent: number };

/** Empty lines and the indentation of the next one. An `indent` of 0 is found out here. */
function readBlockBreaks(cursor: Cursor, indent: number, parent: number, start: Mark): BlockBreaks {
  let deepest = 0;
  const text: string[] = [];
  for (;;) {
    const isOpen = () => indent === 0 || cursor.column < indent;
    while (isOpen() && cursor.peek() === SPACE) cursor.skip();
    deepest = Math.max(deepest, cursor.column);
    if (isOpen() && cursor.peek() === TAB) {
      const problem = 'found a tab character where an indentation space is expected';
      throw cursor.error(problem, 'while scanning a block scalar', start);
    }
    if (!isBreak(cursor.peek())) break;
    text.push(cursor.skipBreak());
  }
  return { text: text.join(''), indent: indent || Math.max(deepest, parent + 1, 1) };
}
