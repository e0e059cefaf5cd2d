/**
 * Code points that terminals draw two columns wide (East Asian Width W and F, with the gaps between blocks closed):
 * https://www.unicode.org/Public/UCD/latest/ucd/EastAsianWidth.txt
 */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];

/** How many columns of a terminal a text takes. */
export function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

/** Padded with spaces to so many columns. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

/** Cut to so many columns; what was cut ends in `mark`. */
export function clip(text: string, columns: number, mark = '…'): string {
  if (width(text) <= columns) return text;
  let result = '';
  let left = columns - width(mark);
  for (const character of text) {
    left -= widthOf(character);
    if (left < 0) break;
    result += character;
  }
  return columns < width(mark) ? '' : result + mark;
}

function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (/\p{M}/u.test(character)) return 0;
  return wide.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}
