import { inflateRawSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { blockSize, deflateAtOnce, deflateBlock, windowSize } from '../../src/bundle/deflate.ts';
import { noise } from './temp-tree.ts';

const text = Buffer.from(Array.from({ length: 80_000 }, (_, i) => `line ${i * i}`).join('\n'));

test.each([0, 1, blockSize - 1, blockSize, blockSize + 1, 3 * blockSize, 3 * blockSize + 7])(
  '%d bytes give the same blocks in one thread as in the pool, and are read back',
  async (size) => {
    for (const file of [text.subarray(0, size), Buffer.from(noise(size))]) {
      const atOnce = Buffer.concat(deflateAtOnce(file));
      expect(atOnce.equals(await inPool(file))).toBe(true);
      expect(inflateRawSync(atOnce).equals(file)).toBe(true);
    }
  },
);

async function inPool(file: Buffer): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let at = 0; at === 0 || at < file.length; at += blockSize) {
    const before = at === 0 ? undefined : file.subarray(at - windowSize, at);
    const last = at + blockSize >= file.length;
    pieces.push(...(await deflateBlock(file.subarray(at, at + blockSize), { before, last })));
  }
  return Buffer.concat(pieces);
}
