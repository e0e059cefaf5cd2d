import { closeSync, constants, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../problem.ts';
import { eventLine } from '../report/events.ts';
import type { RunEvent } from './events.ts';

/** Takes a run's events as they happen, so that a killed run can be found again. */
export type Notes = { write(event: RunEvent): void; close(): void };

/**
 * Opens a file of events, one JSON object a line. Written synchronously: what is to be known after a
 * kill must be on disk before the call to AWS goes out. Only the user may read it, and a link in its
 * place is refused, for the folder may be one that others can write to.
 */
export function openNotes(path: string, mode: 'anew' | 'append' = 'anew'): Notes {
  mkdirSync(dirname(path), { recursive: true });
  const file = openFile(path, mode);
  return {
    write: (event) => void writeSync(file, eventLine(event)),
    close: () => closeSync(file),
  };
}

function openFile(path: string, mode: 'anew' | 'append'): number {
  const { O_WRONLY, O_CREAT, O_TRUNC, O_APPEND, O_NOFOLLOW = 0 } = constants;
  const how = mode === 'anew' ? O_TRUNC : O_APPEND;
  try {
    return openSync(path, O_WRONLY | O_CREAT | how | O_NOFOLLOW, 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ELOOP' ? 'it is a symbolic link' : (error as Error).message;
    throw new UsageError([{ message: `cannot write "${path}": ${why}` }], { cause: error });
  }
}
