import { lstatSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { NewFile } from '../init/repository.ts';
import { makeFolders } from '../make-folders.ts';
import { type Problem, UsageError } from '../problem.ts';

/** What became of files that were to be written. */
export type NewFiles = { written: string[]; kept: string[] };

/**
 * Writes files that are not there yet, in their order. Whatever is there stays as it is. Nothing is written where one
 * of them cannot be: a folder that is a file, or a link that leads out.
 */
export function writeNewFiles(folder: string, files: readonly NewFile[]): NewFiles {
  const problems = files.flatMap(({ path }) => obstacle(folder, path));
  if (problems.length > 0) throw new UsageError(problems);
  const result: NewFiles = { written: [], kept: [] };
  for (const { path, text, executable } of files) {
    const target = join(folder, path);
    try {
      makeFolders(dirname(target));
      writeFileSync(target, text, { flag: 'wx', mode: executable ? 0o755 : 0o644 });
      result.written.push(path);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') result.kept.push(path);
      else throw new UsageError([unwritable(path, message, result.written)], { cause: error });
    }
  }
  return result;
}

function unwritable(path: string, reason: string, written: readonly string[]): Problem {
  const message = `cannot write "${path}": ${reason}`;
  if (written.length === 0) return { code: 'file-unwritable', message };
  const hint = `the ${written.length} files before it are written; run the same command again to continue`;
  return { code: 'file-unwritable', message, hint };
}

/** What is in the way of a file: above it something that is not a folder of this repository, or a folder in its place. */
function obstacle(folder: string, path: string): Problem[] {
  const parts = path.split('/');
  for (const [index] of parts.entries()) {
    const part = parts.slice(0, index + 1).join('/');
    const kind = kindOf(join(folder, part));
    if (kind === 'nothing') return [];
    const reason =
      index === parts.length - 1
        ? inPlace[kind]
        : aboveIt(part, kind) ||
          (!isWithin(folder, part) && `"${part}" is a link that leads out of the repository`);
    if (reason)
      return [
        {
          code: 'file-unwritable',
          message: `cannot write "${path}": ${reason}`,
          hint: 'move it away, and run this again',
        },
      ];
  }
  return [];
}

type Kind = 'nothing' | 'folder' | 'file' | 'dead link';

/** What in a file's place cannot stay; a file that is there is kept. */
const inPlace: Readonly<Record<Exclude<Kind, 'nothing'>, string | undefined>> = {
  folder: 'it is a folder',
  file: undefined,
  'dead link': 'it is a link that leads nowhere',
};

function aboveIt(part: string, kind: Exclude<Kind, 'nothing'>): string | undefined {
  if (kind === 'folder') return undefined;
  return kind === 'file' ? `"${part}" is a file` : `"${part}" is a link that leads nowhere`;
}

function kindOf(path: string): Kind {
  try {
    const found = lstatSync(path);
    if (found.isSymbolicLink()) return kindOfLink(path);
    return found.isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'nothing' : 'file';
  }
}

function kindOfLink(path: string): Kind {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'dead link';
  }
}

function isWithin(folder: string, part: string): boolean {
  const root = realpathSync(folder);
  return `${realpathSync(join(folder, part))}${sep}`.startsWith(
    root.endsWith(sep) ? root : root + sep,
  );
}
