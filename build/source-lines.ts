import { SourceMap, type SourceMapPayload } from 'node:module';
import type { OutputChunk, Plugin } from 'rolldown';
import { packStretches, type Stretch } from '../src/stretches.ts';

/** What the bundle requires for the table; {@link sourceLinesText} is its text. */
export const sourceLinesId = 'fanout:source-lines';

/** Has `src/source-lines.ts` take its table from the bundle. */
export function sourceLines(): Plugin {
  return {
    name: 'source-lines',
    resolveId: (id) => (id === sourceLinesId ? { id, external: true } : undefined),
    transform(code, id) {
      if (!id.replaceAll('\\', '/').endsWith('/src/source-lines.ts')) return undefined;
      if (!code.includes('export function readSourceLines()'))
        throw new Error(`"${id}" has changed`);
      // Read when it is asked for: a start needs none of it.
      return `export function readSourceLines() { return require("${sourceLinesId}"); }`;
    },
  };
}

/** Where a chunk's code stands: after so many lines of a file of `dist/`. */
export type Placed = { file: string; chunk: OutputChunk; offset: number };

/** A module with a row for each stretch of lines in a file of `dist/` that follow one another in `src` as well. */
export function sourceLinesText(placed: readonly Placed[]): string {
  const files: string[] = [];
  const rows: Record<string, Stretch[]> = {};
  for (const { file, chunk, offset } of placed) {
    rows[file] ??= [];
    rows[file].push(...rowsOf(chunk, files, offset));
  }
  const packed = Object.entries(rows).map(([name, of]) => [name, packStretches(of)] as const);
  return `module.exports = ${JSON.stringify({ files, rows: Object.fromEntries(packed) })};`;
}

function rowsOf({ code, map }: OutputChunk, files: string[], offset: number): Stretch[] {
  // A chunk of what Node has has none.
  if (!map) return [];
  const found = new SourceMap(map as unknown as SourceMapPayload);
  const rows: Stretch[] = [];
  for (const [index, text] of code.split('\n').entries()) {
    // A keyword such as `else` has no place of its own in the map: then the line's last entry tells.
    const entry = [text.search(/\S|$/), text.length]
      .map((column) => found.findEntry(index, column))
      .find((one) => 'originalSource' in one && one.generatedLine === index);
    if (!entry || !('originalSource' in entry)) continue;
    const [name] = /(?<=^|\/)src\/.*$/.exec(entry.originalSource) ?? [];
    if (name === undefined || entry.originalSource.includes('node_modules')) continue;
    const file = files.includes(name) ? files.indexOf(name) : files.push(name) - 1;
    const [line, source] = [index + 1 + offset, entry.originalLine + 1];
    const last = rows.at(-1);
    const follows =
      last?.file === file && line === last.line + last.count && source === last.source + last.count;
    if (follows) last.count += 1;
    else rows.push({ line, file, source, count: 1 });
  }
  return rows;
}
