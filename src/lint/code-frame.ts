import { inert } from '../words/printable.ts';
import { width } from '../words/width.ts';

const BEFORE = 2;
const AFTER = 1;
/** Longer lines are shown around the place. */
const WIDEST = 100;
/** No one reads a line like that. */
const LONGEST = 10_000;

export type Place = { line?: number | undefined; column?: number | undefined };

/**
 * The lines around a place, with a caret below it. The text may be hostile: what cannot be seen is written out, and nothing in it
 * reaches a terminal or a CI system as a command.
 */
export function codeFrame(lines: readonly string[], { line, column }: Place): string[] {
  if (line === undefined || line < 1 || line > lines.length) return [];
  const first = Math.max(1, line - BEFORE);
  const last = Math.min(lines.length, line + AFTER);
  const digits = String(last).length;
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const isPlace = number === line;
    const { shown, caret } = part(lines[number - 1] ?? '', isPlace ? column : undefined);
    const label = `${isPlace ? '>' : ' '} ${String(number).padStart(digits)} |`;
    frame.push(inert(`${label} ${shown}`).trimEnd());
    if (isPlace && column !== undefined) {
      frame.push(`  ${' '.repeat(digits)} | ${' '.repeat(caret)}^`);
    }
  }
  return frame;
}

/** As YAML counts lines. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|[\n\r\u0085\u2028\u2029]/);
}

/** A part of a line that holds the column, and how far into it the column is, in cells of a terminal. */
function part(line: string, column = 1): { shown: string; caret: number } {
  if (line.length > LONGEST) return { shown: `(${line.length} characters)`, caret: 0 };
  const characters = [...line];
  const at = Math.min(column - 1, characters.length);
  const from = Math.max(0, Math.min(at - WIDEST / 2, characters.length - WIDEST));
  const near = characters.slice(from, from + WIDEST).map(visible);
  const before = `${from > 0 ? '…' : ''}${near.slice(0, at - from).join('')}`;
  const after = near.slice(at - from).join('');
  const end = from + WIDEST < characters.length ? '…' : '';
  return { shown: before + after + end, caret: width(before) };
}

const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;

function visible(character: string): string {
  if (character === '\t') return '    ';
  if (!INVISIBLE.test(character)) return character;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length <= 2 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex.padStart(4, '0')}}`;
}
