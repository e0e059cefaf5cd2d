import { readSourceLines, type SourceLines } from './source-lines.ts';
import { unpackStretches } from './stretches.ts';

/** A stack with files and lines of `src` in place of those of the bundle: `at readConfiguration (src/cli/project.ts:12)`. */
export function sourceStack(stack: string): string {
  const lines = readSourceLines();
  return stack.replace(
    /(?:file:\/\/)?[^\s()]*?([\w-]+\.cjs):(\d+):\d+/g,
    (place, file: string, line: string) => placeOf(lines, file, Number(line)) ?? place,
  );
}

function placeOf(
  { files, rows: all }: SourceLines,
  file: string,
  line: number,
): string | undefined {
  const packed = Object.hasOwn(all, file) ? all[file] : undefined;
  const found = unpackStretches(packed ?? '').find(
    (stretch) => line >= stretch.line && line < stretch.line + stretch.count,
  );
  return found && `${files[found.file]}:${found.source + line - found.line}`;
}
