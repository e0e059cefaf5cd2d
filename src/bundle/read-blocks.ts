import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { UsageError } from '../problem.ts';
import { locationOf, placeOf, type SourceFile } from './files.ts';
import { quoted } from './names.ts';

/**
 * A file's bytes, one full buffer after the other and at least one; `buffer` gives an empty one of the size asked for.
 * UsageError if the file cannot be read, or is no longer the one that was found.
 *
 * Reads block: as jobs of libuv's pool they would wait behind deflate, which keeps its four threads busy, and packing
 * takes twice as long.
 */
export function* readBlocks(
  file: SourceFile,
  { blockSize, buffer }: { blockSize: number; buffer: (size: number) => Buffer },
): Generator<Buffer> {
  const descriptor = openFile(file);
  try {
    let left = file.size;
    do {
      const block = buffer(Math.min(blockSize, left));
      const length = fill(block, descriptor, file);
      left -= length;
      if (length < block.length || (left === 0 && !isSame(descriptor, file))) throw changed(file);
      yield block;
    } while (left > 0);
  } finally {
    closeSync(descriptor);
  }
}

export function changed(file: SourceFile): UsageError {
  const { shownAs } = placeOf(file);
  const message = `file ${quoted(shownAs)} changed while it was packaged`;
  const hint = 'is the build still writing, or another job using this folder?';
  return new UsageError([{ code: 'bundle-changed', message, file: shownAs, hint }]);
}

function openFile(file: SourceFile): number {
  try {
    return openSync(locationOf(file), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT' || code === 'ELOOP' ? changed(file) : unreadable(file, error);
  }
}

function unreadable(file: SourceFile, cause: unknown): UsageError {
  const { shownAs } = placeOf(file);
  const { code } = cause as NodeJS.ErrnoException;
  const message = `file ${quoted(shownAs)} cannot be read: ${code}`;
  return new UsageError([{ code: 'not-packable', message, file: shownAs }], { cause });
}

function isSame(descriptor: number, { size, mtimeMs, dev, ino }: SourceFile): boolean {
  const now = fstatSync(descriptor);
  return now.size === size && now.mtimeMs === mtimeMs && now.dev === dev && now.ino === ino;
}

function fill(block: Buffer, descriptor: number, file: SourceFile): number {
  let length = 0;
  try {
    while (length < block.length) {
      const read = readSync(descriptor, block, length, block.length - length, null);
      if (read === 0) break;
      length += read;
    }
  } catch (error) {
    throw unreadable(file, error);
  }
  return length;
}
