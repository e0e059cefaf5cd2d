import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Buffers } from './buffers.ts';
import { type ByteSource, EndOfBytes, slicesOf } from './byte-source.ts';

/** Bytes that are read only once: a piece is in memory while it is under way. */
export function streamSource(chunks: AsyncIterable<Uint8Array>, buffers: Buffers): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]();
  const hash = createHash('sha256');
  let whole = 0;
  let rest: Uint8Array = new Uint8Array();

  async function fill(buffer: Buffer): Promise<void> {
    for (let filled = 0; filled < buffer.length; ) {
      if (rest.length === 0) {
        const { done, value } = await iterator.next();
        if (done) throw new EndOfBytes();
        rest = value;
      }
      const some = rest.subarray(0, buffer.length - filled);
      buffer.set(some, filled);
      filled += some.length;
      rest = rest.subarray(some.length);
    }
  }

  return {
    async take(size, signal) {
      const buffer = await buffers.take(signal);
      const bytes = buffer.subarray(0, size);
      try {
        await fill(bytes);
      } catch (error) {
        buffers.give(buffer);
        throw error;
      }
      hash.update(bytes);
      whole = crc32(bytes, whole);
      return {
        size,
        crc32: crc32(bytes),
        slices: () => slicesOf(bytes),
        giveBack: () => buffers.give(buffer),
      };
    },
    sums: () => ({ sha256: hash.digest('hex'), crc32: whole }),
    async close() {
      await iterator.return?.();
    },
  };
}
