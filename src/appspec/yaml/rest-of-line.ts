import { isBlank, isBreakOrEnd, type Mark } from './characters.ts';
import type { Cursor } from './cursor.ts';

const HASH = 0x23;

/** Over spaces, a comment and the line break; anything else is an error. */
export function skipRestOfLine(cursor: Cursor, context: string, start: Mark): void {
  cursor.skipWhile(isBlank);
  if (cursor.peek() === HASH) cursor.skipWhile((point) => !isBreakOrEnd(point));
  if (!isBreakOrEnd(cursor.peek())) {
    throw cursor.error('did not find expected comment or line break', context, start);
  }
  cursor.skipBreak();
}
