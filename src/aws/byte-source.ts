import { open, stat } from 'node:fs/promises';

/** Bytes read once, from first to last. */
export type ByteSource = {
  /** Fills the whole buffer with the next bytes; rejects where there are fewer. */
  fill(buffer: Buffer): Promise<void>;
  close(): Promise<void>;
};

/** The file is not open while its bytes are on their way: whoever waits for the network may never go on. */
export function fileSource(path: string): ByteSource {
  let from = 0;
  return {
    async fill(buffer) {
      const file = await open(path);
      try {
        for (let filled = 0; filled < buffer.length; ) {
          const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, from);
          if (bytesRead === 0) throw new EndOfBytes();
          filled += bytesRead;
          from += bytesRead;
        }
      } finally {
        await file.close();
      }
    },
    close: async () => undefined,
  };
}

export function streamSource(chunks: AsyncIterable<Uint8Array>): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array();
  return {
    async fill(buffer) {
      let filled = 0;
      while (filled < buffer.length) {
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
    },
    async close() {
      await iterator.return?.();
    },
  };
}

/** A file piece by piece, likewise. */
export async function* fileChunks(path: string): AsyncGenerator<Uint8Array> {
  const { fill } = fileSource(path);
  let { size: left } = await stat(path);
  while (left > 0) {
    const chunk = Buffer.allocUnsafe(Math.min(left, chunkSize));
    await fill(chunk);
    left -= chunk.length;
    yield chunk;
  }
}

const chunkSize = 256 * 1024;

/** There are fewer bytes than there should be. */
export class EndOfBytes extends Error {
  constructor() {
    super('the bytes ended early');
    this.name = 'EndOfBytes';
  }
}
