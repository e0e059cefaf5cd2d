import { END, isBlank, isSpaceOrEnd } from './characters.ts';
import type { Cursor } from './cursor.ts';
import type { Sign } from './tokens.ts';

export type Kind = Sign | 'directive' | 'alias' | 'anchor' | 'tag' | 'block' | 'quoted' | 'plain';

/** By their first character. */
const KINDS = new Map<number, Kind>(
  Object.entries({
    '[': 'flow-sequence-start',
    '{': 'flow-mapping-start',
    ']': 'flow-sequence-end',
    '}': 'flow-mapping-end',
    ',': 'flow-entry',
    '-': 'block-entry',
    '?': 'key',
    ':': 'value',
    '*': 'alias',
    '&': 'anchor',
    '!': 'tag',
    '|': 'block',
    '>': 'block',
    "'": 'quoted',
    '"': 'quoted',
  } as const).map(([sign, kind]) => [sign.charCodeAt(0), kind]),
);

const CANNOT_START = new Set([...'-?:,[]{}#&*!|>\'"%@`'].map((sign) => sign.charCodeAt(0)));
const PERCENT = 0x25;
const DASH = 0x2d;
const QUESTION = 0x3f;
const COLON = 0x3a;

/** What begins at the cursor. */
export function kindAt(cursor: Cursor, inFlow: boolean): Kind {
  const point = cursor.peek();
  if (point === END) return 'stream-end';
  if (cursor.column === 0 && point === PERCENT) return 'directive';
  const marker = cursor.documentMarker();
  if (marker) return `document-${marker}`;
  const kind = KINDS.get(point);
  if (kind && isIndicator(kind, inFlow, cursor)) return kind;
  if (isPlainStart(point, inFlow, cursor)) return 'plain';
  const problem = 'found character that cannot start any token';
  throw cursor.error(problem, 'while scanning for the next token');
}

function isIndicator(kind: Kind, inFlow: boolean, cursor: Cursor): boolean {
  if (kind === 'block') return !inFlow;
  if (kind !== 'block-entry' && kind !== 'key' && kind !== 'value') return true;
  return isSpaceOrEnd(cursor.peek(1)) || (inFlow && kind !== 'block-entry');
}

function isPlainStart(point: number, inFlow: boolean, cursor: Cursor): boolean {
  const next = cursor.peek(1);
  if (point === DASH) return !isBlank(next);
  if (point === QUESTION || point === COLON) return !inFlow && !isSpaceOrEnd(next);
  return !isSpaceOrEnd(point) && !CANNOT_START.has(point);
}
