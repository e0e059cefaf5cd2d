import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  openSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { defined } from '../../defined.ts';
import { makeFolders } from '../../make-folders.ts';
import { UsageError } from '../../problem.ts';
import { eventLine } from '../../report/event-json.ts';
import type { RunEvent } from '../events.ts';
import { isUnfinished } from './at-work.ts';
import { nameAside, readLeftOver, refuseForeign } from './read-notes.ts';

/** Takes a run's events as they happen, so that a killed run can be found again. */
export type Notes = { write(event: RunEvent): void; close(): void };

/**
 * Opens a file of events, one JSON object a line. Written synchronously: what is to be known after a
 * kill must be on disk before the call to AWS goes out. Only the user may read it, and a link in its
 * place is refused, for the folder may be one that others can write to.
 */
export function openNotes(path: string, mode: 'anew' | 'append' = 'anew'): Notes {
  const file = openFile(path, mode);
  return {
    write: (event) => void writeSync(file, eventLine(event)),
    close: () => closeSync(file),
  };
}

/**
 * Opens the notes of a run that begins, in the folder that is kept for them. Those of a run that has not
 * come to its end are kept beside them: `aside` is where they are then.
 */
export function openRunNotes(path: string): Notes & { aside?: string } {
  makeNotesFolder(dirname(path));
  const aside = moveAside(path);
  const file = openFile(path, 'anew');
  // By it `finish` sees whether the run is still at work.
  const self = `${JSON.stringify({ kind: 'process', host: hostname(), pid: process.pid })}\n`;
  try {
    writeSync(file, self);
  } catch (error) {
    closeSync(file);
    throw unwritable(path, error);
  }
  return {
    write: (event) => void writeSync(file, eventLine(event)),
    close: () => closeSync(file),
    ...defined({ aside }),
  };
}

function moveAside(path: string): string | undefined {
  const before = readLeftOver(path);
  if (!before || !isUnfinished(before)) return undefined;
  const aside = join(dirname(path), nameAside(before));
  try {
    renameSync(path, aside);
  } catch (error) {
    throw unwritable(aside, error);
  }
  return aside;
}

/** For the user alone; a link in its place is refused. */
export function makeNotesFolder(path: string): void {
  try {
    makeFolders(path, 0o700);
  } catch (error) {
    const message = `cannot keep notes in "${path}": ${(error as Error).message}`;
    throw new UsageError([{ code: 'file-unwritable', message }], { cause: error });
  }
  refuseForeign(path);
  ignoreItself(path);
}

/** Notes and bundles are nobody's to commit. */
function ignoreItself(folder: string): void {
  try {
    writeFileSync(join(folder, '.gitignore'), '*\n', { flag: 'wx' });
  } catch {
    // It is there already, or the notes themselves will tell that nothing can be written.
  }
}

function openFile(path: string, mode: 'anew' | 'append'): number {
  const { O_WRONLY, O_CREAT, O_APPEND, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  let file: number | undefined;
  try {
    makeFolders(dirname(path));
    // A pipe in its place must not keep us waiting.
    file = openSync(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK, 0o600);
    if (!fstatSync(file).isFile()) throw new Error('it is not a file');
    fchmodSync(file, 0o600);
    if (mode === 'anew') ftruncateSync(file);
    return file;
  } catch (error) {
    if (file !== undefined) closeSync(file);
    throw unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): UsageError {
  const { code } = error as NodeJS.ErrnoException;
  const why = code === 'ELOOP' ? 'it is a symbolic link' : (error as Error).message;
  const message = `cannot write "${path}": ${why}`;
  return new UsageError([{ code: 'file-unwritable', message }], { cause: error });
}
