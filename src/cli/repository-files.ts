import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { defined } from '../defined.ts';
import type { Repository } from '../init/repository.ts';
import { UsageError } from '../problem.ts';
import { readNamedFile } from '../read-named-file.ts';
import { quoted } from '../words/quoted.ts';

/** What tools put there, and what is deep, decides nothing. */
const LEFT_OUT = new Set(['.git', 'node_modules', 'vendor', 'venv', '.venv', 'target', '.fanout']);
const DEPTH = 8;
const MOST = 20_000;
const LARGEST = 1024 * 1024;

/** Reads a folder as far as `init` has to know it. Throws a {@link UsageError} where it is none, or cannot be read. */
export function repositoryAt(folder: string, named: string): Repository {
  const files: string[] = [];
  try {
    if (!statSync(folder).isDirectory()) {
      const message = `${quoted(named)} is not a folder`;
      const hint = 'name the folder of the repository';
      throw new UsageError([{ code: 'file-unreadable', message, hint }]);
    }
    walk(folder, '', 0, files);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code, message: reason } = error as NodeJS.ErrnoException;
    const message =
      code === 'ENOENT'
        ? `there is no folder ${quoted(named)}`
        : `cannot read the folder ${quoted(named)}: ${reason}`;
    throw new UsageError([{ code: 'file-unreadable', message }], { cause: error });
  }
  return {
    name: basename(folder),
    ...defined({ inside: insideOf(folder) }),
    files,
    read: (path) => textOf(join(folder, path)),
  };
}

function insideOf(folder: string): string | undefined {
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(join(above, '.git')))
      return relative(above, folder).replaceAll('\\', '/') || undefined;
    if (dirname(above) === above) return undefined;
  }
}

function walk(folder: string, below: string, depth: number, files: string[]): void {
  if (depth > DEPTH || files.length > MOST) return;
  for (const entry of entriesOf(join(folder, below), depth)) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isFile() || isLinkToFile(entry, join(folder, path))) files.push(path);
    else if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) walk(folder, path, depth + 1, files);
  }
}

function isLinkToFile(entry: Dirent, path: string): boolean {
  try {
    return entry.isSymbolicLink() && statSync(path).isFile();
  } catch {
    return false;
  }
}

/** A folder within that may not be read is left out. */
function entriesOf(folder: string, depth: number): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((one, other) =>
      one.name < other.name ? -1 : 1,
    );
  } catch (error) {
    if (depth === 0) throw error;
    return [];
  }
}

function textOf(path: string): string | undefined {
  try {
    return readNamedFile(path, { most: LARGEST });
  } catch {
    return undefined;
  }
}
