import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { UsageError } from '../problem.ts';
import type { SourceFile } from './files.ts';
import { quoted } from './names.ts';

/** A file's bytes, `size` at a time, at least one block. UsageError if it cannot be read, or is no longer the one found. */
export async function* readBlocks(file: SourceFile, size: number): AsyncGenerator<Buffer> {
  const handle = await openFile(file);
  try {
    let left = file.stats.size;
    do {
      const block = Buffer.allocUnsafeSlow(Math.min(size, left));
      const length = await readFully(handle, block);
      left -= length;
      if (length < block.length || (left === 0 && !(await unchanged(handle, file)))) {
        throw changed(file);
      }
      yield block;
    } while (left > 0);
  } finally {
    await handle.close();
  }
}

export function changed({ shownAs }: SourceFile): UsageError {
  const message = `file ${quoted(shownAs)} changed while it was packaged`;
  return new UsageError([
    {
      message,
      file: shownAs,
      hint: 'is the build still writing, or another job using this folder?',
    },
  ]);
}

async function openFile(file: SourceFile): Promise<FileHandle> {
  try {
    return await open(file.location, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ELOOP') throw changed(file);
    const message = `file ${quoted(file.shownAs)} cannot be read: ${code}`;
    throw new UsageError([{ message, file: file.shownAs }], { cause: error });
  }
}

async function unchanged(handle: FileHandle, { stats }: SourceFile): Promise<boolean> {
  const now = await handle.stat();
  return (
    now.isFile() &&
    now.dev === stats.dev &&
    now.ino === stats.ino &&
    now.size === stats.size &&
    now.mtimeMs === stats.mtimeMs
  );
}

async function readFully(handle: FileHandle, into: Buffer): Promise<number> {
  let length = 0;
  while (length < into.length) {
    const { bytesRead } = await handle.read(into, length, into.length - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}
