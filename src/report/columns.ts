import { type Problem, saidOf } from '../problem.ts';
import { cleanLine } from '../words/printable.ts';
import { padTo, width } from '../words/width.ts';

/** A terminal of usual width; CI logs have more room. */
export const pageWidth = 100;
const longestCell = 48;

/** Rows of a table, the first of which are its headings; columns without anything in them are left out. */
export function aligned([headings = [], ...rows]: readonly (readonly string[])[]): string[] {
  const cleaned = rows.map((row) => row.map((cell) => cleanLine(cell, longestCell)));
  const used = headings.map((_, column) => cleaned.some((row) => row[column]));
  const shown = [headings, ...cleaned].map((row) => row.filter((_, column) => used[column]));
  const widths = (shown[0] ?? []).map((_, column) =>
    Math.max(...shown.map((row) => width(row[column] ?? ''))),
  );
  return shown.map((row) =>
    row
      .map((cell, column) => padTo(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** A text from outside, broken at its spaces; lines after the first are indented by 2 more, or as it is told. */
export function paragraph(
  text: string,
  indent: number,
  columns = pageWidth,
  hanging = indent + 2,
): string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let empty = true;
  for (const word of cleanLine(text).split(' ')) {
    if (!empty && width(line) + 1 + width(word) > columns) {
      lines.push(line);
      line = `${' '.repeat(hanging)}${word}`;
    } else line = empty ? line + word : `${line} ${word}`;
    empty = false;
  }
  return [...lines, line];
}

/** `2026-11-23 02:14`, in UTC. */
export function minuteOf(time: Date | string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return String(time);
  return date.toISOString().slice(0, 16).replace('T', ' ');
}

/** A problem and what to do about it, as one text. */
export function problemText(
  problem: Pick<Problem, 'message' | 'hint'> & { destination?: string | undefined },
): string {
  const said = saidOf(problem);
  return problem.hint === undefined ? said : `${said} (${problem.hint})`;
}
