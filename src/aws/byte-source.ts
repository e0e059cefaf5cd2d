import { open } from 'node:fs/promises';

/** Bytes read once, from first to last. */
export type ByteSource = {
  /** Fills the whole buffer with the next bytes; rejects where there are fewer. */
  fill(buffer: Buffer): Promise<void>;
  close(): Promise<void>;
};

export async function fileSource(path: string): Promise<ByteSource> {
  const file = await open(path);
  return {
    async fill(buffer) {
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, null);
        if (bytesRead === 0) throw new EndOfBytes();
        filled += bytesRead;
      }
    },
    close: () => file.close(),
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

/** There are fewer bytes than there should be. */
export class EndOfBytes extends Error {
  constructor() {
    super('the bytes ended early');
    this.name = 'EndOfBytes';
  }
}
