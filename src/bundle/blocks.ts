import type { ReadableAt } from './zip-source.ts';

/** Bytes. */
const SIZE = 128 * 1024;
const MOST = 16;

/** Reads a file that does not change in whole blocks and keeps the last ones: for many small files of one zip, read one by one. */
export function inBlocks(file: ReadableAt): ReadableAt {
  const blocks = new Map<number, Promise<Buffer>>();
  const blockAt = (number: number): Promise<Buffer> => {
    const block = blocks.get(number) ?? readBlock(file, number * SIZE);
    // The last of the map is the one that was asked for last.
    blocks.delete(number);
    blocks.set(number, block);
    const [oldest] = blocks.keys();
    if (blocks.size > MOST && oldest !== undefined) blocks.delete(oldest);
    return block;
  };
  return {
    async read(buffer, offset, length, position) {
      if (length >= SIZE) return file.read(buffer, offset, length, position);
      const block = await blockAt(Math.floor(position / SIZE));
      const from = position % SIZE;
      return { bytesRead: block.copy(buffer, offset, from, Math.min(block.length, from + length)) };
    },
    close: () => file.close(),
  };
}

async function readBlock(file: ReadableAt, position: number): Promise<Buffer> {
  const block = Buffer.allocUnsafe(SIZE);
  let length = 0;
  while (length < SIZE) {
    const { bytesRead } = await file.read(block, length, SIZE - length, position + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return block.subarray(0, length);
}
