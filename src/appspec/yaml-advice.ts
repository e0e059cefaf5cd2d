import type { Position } from './ruby/value.ts';

/** Where a mistake of YAML is, and what to do; libyaml tells where reading stopped. */
export function yamlAdvice(
  message: string,
  stopped: Position,
  began: Position | undefined,
  text: string,
): { at: Position; hint?: string } {
  const lines = text.split(/\r\n|[\n\r]/);
  if (/could not find expected ':'/.test(message) && began) return noColon(began, lines);
  if (/unexpected end of stream|unexpected document indicator/.test(message) && began) {
    return { at: began, hint: 'the quote that begins here has no end' };
  }
  if (/mapping values are not allowed/.test(message)) return deeper(stopped, lines);
  if (!/did not find expected (?:key|'-' indicator)/.test(message)) return { at: stopped };
  const columns = columnsAbove(stopped.line, lines);
  const first = indentOf(lines[stopped.line - 1] ?? '') + 1;
  if (first !== stopped.column || columns.length === 0 || columns.includes(first)) {
    return { at: stopped };
  }
  const hint = `line ${stopped.line} begins in column ${first}, and nothing above it does; begin it in column ${nearestOf(columns, first).join(' or ')}`;
  return { at: stopped, hint };
}

function noColon(began: Position, lines: readonly string[]): { at: Position; hint?: string } {
  const line = (lines[began.line - 1] ?? '').trim();
  const [, word] = /^(?:- )?(\w+)(?: .*)?$/.exec(line) ?? [];
  if (word === undefined) return { at: began };
  return { at: began, hint: `a colon and a space are missing after "${word}"` };
}

/** A line that YAML takes for more of the value above it. */
function deeper(stopped: Position, lines: readonly string[]): { at: Position; hint?: string } {
  let above = stopped.line - 1;
  while (above > 0 && isEmpty(lines[above - 1] ?? '')) above--;
  const [own, before] = [lines[stopped.line - 1] ?? '', lines[above - 1] ?? ''];
  if (above === 0) return { at: stopped };
  if (/^\s*-[^\s-]/.test(before)) {
    const column = indentOf(before) + 1;
    const hint = `a space is missing after the "-" in line ${above}`;
    return { at: { line: above, column }, hint };
  }
  const column = keyColumn(before);
  if (indentOf(own) + 1 <= column || !/:\s+\S/.test(before)) return { at: stopped };
  const at = { line: stopped.line, column: indentOf(own) + 1 };
  const hint = `line ${at.line} is indented deeper than line ${above}, and counts as more of its value; begin it in column ${column}`;
  return { at, hint };
}

/** Columns in which something begins that a line could go on with. */
function columnsAbove(line: number, lines: readonly string[]): number[] {
  const found: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let at = line - 2; at >= 0 && least > 1; at--) {
    const text = lines[at] ?? '';
    if (isEmpty(text)) continue;
    const columns = [keyColumn(text), indentOf(text) + 1];
    for (const column of columns) {
      if (column >= least || found.includes(column)) continue;
      found.push(column);
      least = column;
    }
  }
  return found;
}

function nearestOf(columns: readonly number[], column: number): number[] {
  const below = Math.max(...columns.filter((each) => each < column));
  const above = Math.min(...columns.filter((each) => each > column));
  return [below, above].filter(Number.isFinite);
}

function isEmpty(line: string): boolean {
  return /^\s*(?:#.*)?$/.test(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Of the key, behind a dash. */
function keyColumn(line: string): number {
  return (/^\s*(?:-\s+)*/.exec(line)?.[0].length ?? 0) + 1;
}
