import { readSourceLines, type SourceLines } from './source-lines.ts';
import { unpackStretches } from './stretches.ts';

/** A stack with files and lines of `src` in place of those of the bundle: `at readConfiguration (src/cli/project.ts:12)`. */
export function sourceStack(stack: string): string {
  const lines = readSourceLines();
  return stack.replace(
    /(?:file:\/\/)?[^\s()]*index\.cjs(?:\/([\w.-]+\.js))?:(\d+):\d+/g,
    (place, chunk: string | undefined, line: string) =>
      placeOf(lines, chunk ?? 'index.cjs', Number(line)) ?? place,
  );
}

function placeOf(
  { files, rows: all }: SourceLines,
  chunk: string,
  line: number,
): string | undefined {
  const packed = Object.hasOwn(all, chunk) ? all[chunk] : undefined;
  const found = unpackStretches(packed ?? '').find(
    (stretch) => line >= stretch.line && line < stretch.line + stretch.count,
  );
  return found && `${files[found.file]}:${found.source + line - found.line}`;
}
