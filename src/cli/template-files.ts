import { join, resolve } from 'node:path';
import { writeReportFile } from '../ci/report-file.ts';
import { type Problem, UsageError } from '../problem.ts';
import { readNamedFile } from '../read-named-file.ts';

/** What became of a file. */
export type Written = { file: string; how: 'written' | 'replaced' | 'as it was' };

/** Writes all or none: where a file is there and differs, only what is asked for replaces it. */
export function writeFiles(
  files: ReadonlyMap<string, string>,
  folder: string,
  { cwd, overwrite }: { cwd: string; overwrite: boolean },
): Written[] {
  const planned = [...files].map(([name, text]) => {
    const file = join(folder, name);
    return { file, text, there: textOf(resolve(cwd, file)) };
  });
  const different = planned.filter(({ text, there }) => there !== undefined && there !== text);
  if (different.length > 0 && !overwrite) throw new UsageError(different.map(refusal));
  return planned.map(({ file, text, there }) => {
    if (there === text) return { file, how: 'as it was' };
    write(resolve(cwd, file), file, text);
    return { file, how: there === undefined ? 'written' : 'replaced' };
  });
}

function refusal({ file }: { file: string }): Problem {
  return {
    code: 'file-exists',
    file,
    message: 'the file already exists, and differs from what would be written',
    hint: 'write to another --out to compare the two, or pass --overwrite',
  };
}

function textOf(path: string): string | undefined {
  try {
    return readNamedFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new UsageError([
      { code: 'file-unreadable', message: `cannot read "${path}": ${message}` },
    ]);
  }
}

function write(path: string, file: string, text: string): void {
  try {
    writeReportFile(path, text, 'chosen');
  } catch (error) {
    const message = `cannot write "${file}": ${(error as Error).message}`;
    throw new UsageError([{ code: 'file-unwritable', message }]);
  }
}
