import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { Buffers } from './buffers.ts';
import { type ByteSource, EndOfBytes, slicesOf } from './byte-source.ts';

/**
 * A file's bytes, of which little is in memory: a piece is read once when it is taken, to know its checksums, and again whenever
 * it is sent. What is sent are the bytes that were taken, or `changed` is thrown before the last of them.
 *
 * The file is not open while its bytes are on their way: whoever waits for the network may never go on.
 */
export function fileSource(
  path: string,
  buffers: Buffers,
  changed: (cause?: unknown) => Error,
): ByteSource {
  const whole = { sha256: createHash('sha256'), crc32: 0 };
  let taken = 0;

  async function look(from: number, size: number, room: Buffer) {
    const own = createHash('sha256');
    let checksum = 0;
    const file = await open(path);
    try {
      for (let read = 0; read < size; ) {
        const most = Math.min(room.length, size - read);
        const { bytesRead } = await file.read(room, 0, most, from + read);
        if (bytesRead === 0) throw new EndOfBytes();
        const bytes = room.subarray(0, bytesRead);
        for (const hash of [whole.sha256, own]) hash.update(bytes);
        whole.crc32 = crc32(bytes, whole.crc32);
        checksum = crc32(bytes, checksum);
        read += bytesRead;
      }
      return { crc32: checksum, sha256: own.digest('hex') };
    } finally {
      await file.close();
    }
  }

  return {
    async take(size, signal) {
      const room = await buffers.take(signal);
      const from = taken;
      taken += size;
      try {
        const { crc32, sha256 } = await look(from, size, room);
        const slices = () => sentAgain({ path, from, size, sha256, room, changed });
        return { size, crc32, slices, giveBack: () => buffers.give(room) };
      } catch (error) {
        buffers.give(room);
        throw changed(error instanceof EndOfBytes ? undefined : error);
      }
    },
    sums: () => ({ sha256: whole.sha256.digest('hex'), crc32: whole.crc32 }),
    close: async () => undefined,
  };
}

type Sending = {
  path: string;
  from: number;
  size: number;
  sha256: string;
  room: Buffer;
  changed: (cause?: unknown) => Error;
};

/**
 * The halves of the room take turns: while slices of one are handed out, those of the other have left. Between a slice that is
 * handed out and the socket, Node's streams hold no more than three.
 */
function* sentAgain({ path, from, size, sha256, room, changed }: Sending): Generator<Buffer> {
  const hash = createHash('sha256');
  const half = room.length / 2;
  for (let at = 0, turn = 0; at < size; turn = half - turn) {
    const bytes = room.subarray(turn, turn + Math.min(half, size - at));
    try {
      readAt(path, bytes, from + at);
    } catch (error) {
      throw changed(error);
    }
    at += bytes.length;
    hash.update(bytes);
    if (at === size && hash.digest('hex') !== sha256) throw changed();
    yield* slicesOf(bytes);
  }
}

/** Blocks, but for a moment: what is uploaded has just been written or read. */
function readAt(path: string, bytes: Buffer, position: number): void {
  const file = openSync(path, 'r');
  try {
    for (let read = 0; read < bytes.length; ) {
      const some = readSync(file, bytes, read, bytes.length - read, position + read);
      if (some === 0) throw new EndOfBytes();
      read += some;
    }
  } finally {
    closeSync(file);
  }
}
