import { lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeFolders } from '../make-folders.ts';

/**
 * Writes a file whole or not at all; a link in its place is replaced, not followed. Where nobody chose the folder, a link in the
 * folder's place is refused: the checkout may be of a branch that nobody has reviewed.
 */
export function writeReportFile(path: string, content: string, folder: 'chosen' | 'ours'): void {
  makeFolders(dirname(path));
  if (folder === 'ours' && lstatSync(dirname(path)).isSymbolicLink()) {
    throw new Error(`"${dirname(path)}" is a symbolic link`);
  }
  const temporary = join(dirname(path), `.${basename(path)}.${crypto.randomUUID()}`);
  try {
    writeFileSync(temporary, content, { flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
