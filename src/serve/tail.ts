import { type FileHandle, open } from 'node:fs/promises';
import type { Clock } from '../clock.ts';

export type Tailed = {
  /** Lines that were added, whole ones only. */
  lines(lines: string[]): void;
  /** Another file is in its place, or it was begun again: what was told before is of another run. */
  anew(): void;
  /** Why nothing can be read; undefined once something can. */
  fault(why: string | undefined): void;
};

const EVERY = 200;
const PIECE = 4 * 1024 * 1024;
/** Beyond this a file of events is of no run that a page could show. */
const MOST = 256 * 1024 * 1024;
const HEAD = 512;

type Known = { ino: number; offset: number; rest: Buffer; head: Buffer };
const nothing: Buffer = Buffer.alloc(0);

/** Follows a file that another process writes, until the signal. It need not be there yet. */
export async function tail(
  path: string,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
  told: Tailed,
): Promise<void> {
  let known: Known = { ino: 0, offset: 0, rest: nothing, head: nothing };
  let fault: string | undefined;
  const say = (why: string | undefined) => {
    if (why !== fault) told.fault(why);
    fault = why;
  };
  while (!signal.aborted) {
    let isMore = false;
    try {
      isMore = await readOn();
      say(undefined);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      say(code === 'ENOENT' ? `${path} is not there yet` : `${path} cannot be read: ${message}`);
    }
    if (!isMore) await clock.sleep(EVERY, signal).catch(() => undefined);
  }

  async function readOn(): Promise<boolean> {
    const file = await open(path, 'r');
    try {
      const { ino, size } = await file.stat();
      if (size > MOST) throw new RangeError(`it has ${size} bytes; ${MOST} are the most`);
      if (known.ino !== ino || size < known.offset || !(await isAsItWas(file, known.head))) {
        if (known.ino !== 0) told.anew();
        known = { ino, offset: 0, rest: nothing, head: nothing };
      }
      if (size === known.offset) return false;
      const piece = await readAt(file, known.offset, Math.min(PIECE, size - known.offset));
      known.offset += piece.length;
      if (known.head.length < HEAD)
        known.head = await readAt(file, 0, Math.min(HEAD, known.offset));
      const bytes = Buffer.concat([known.rest, piece]);
      const end = bytes.lastIndexOf('\n') + 1;
      known.rest = bytes.subarray(end);
      const lines = bytes.subarray(0, end).toString('utf8').split('\n');
      told.lines(lines.filter((line) => line.trim() !== ''));
      return known.offset < size;
    } finally {
      await file.close();
    }
  }
}

/** A run that starts again in the same file may be longer already than the one before was. */
async function isAsItWas(file: FileHandle, head: Buffer): Promise<boolean> {
  return head.length === 0 || (await readAt(file, 0, head.length)).equals(head);
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}
