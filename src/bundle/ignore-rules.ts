import { constants } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ignore from 'ignore';
import { UsageError } from '../problem.ts';

const ignoreFile = '.codedeployignore';

const noFollow = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

/** What is left out of a bundle. */
export type IgnoreRules = {
  /** The pattern that leaves this path out, if any. `path` is relative to the source, with `/`. */
  leftOutBy(path: string, kind: 'file' | 'directory' | 'link'): string | undefined;
};

/** The rules of `.codedeployignore` at the source's root, then `exclude`: gitignore syntax, case-sensitive everywhere. */
export async function readIgnoreRules(
  root: string,
  { exclude, shownAs }: { exclude: readonly string[]; shownAs: string },
): Promise<IgnoreRules> {
  const rules = ignore({ ignorecase: false });
  const text = await readIgnoreFile(join(root, ignoreFile), `${shownAs}/${ignoreFile}`);
  rules.add(text);
  rules.add(exclude);
  // The library keeps an answer for each path.
  const isEmpty = text === '' && exclude.length === 0;
  return {
    leftOutBy(path, kind) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (name === '.git' || path === ignoreFile) return name;
      if (isEmpty) return undefined;
      const result = rules.test(kind === 'directory' ? `${path}/` : path);
      return result.ignored ? (result.rule?.pattern ?? '') : undefined;
    },
  };
}

const reasons: Record<string, string> = {
  ELOOP: 'is a symbolic link, which is not followed',
  ENOTSUP: 'is not a file',
};

function notAFile(): Error {
  return Object.assign(new Error('it is not a file'), { code: 'ENOTSUP' });
}

async function readIgnoreFile(path: string, shownAs: string): Promise<string> {
  try {
    // The open of a pipe would wait for somebody who writes.
    const stats = await lstat(path);
    if (!stats.isFile() && !stats.isSymbolicLink()) throw notAFile();
    // A link is not followed (ELOOP), as nowhere in the source: it could lead out of it.
    return (await readFile(path, { encoding: 'utf8', flag: noFollow })).replace(/^\ufeff/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return '';
    const why = reasons[code ?? ''] ?? 'cannot be read';
    throw new UsageError(
      [{ code: 'file-unreadable', message: `"${ignoreFile}" ${why} (${code})`, file: shownAs }],
      {
        cause: error,
      },
    );
  }
}
