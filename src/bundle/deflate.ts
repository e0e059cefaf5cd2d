import { promisify } from 'node:util';
import { constants, deflateRaw } from 'node:zlib';

/** Files are deflated in blocks of this many bytes, each on its own, so that all threads of libuv's pool work at once. */
export const blockSize = 512 * 1024;

// How far deflate looks back.
const windowSize = 32 * 1024;
const deflate = promisify<Buffer, object, Buffer>(deflateRaw);

/**
 * One block of a deflate stream; blocks in a row make the stream of the whole file. It may refer to the end of the block
 * before, so that little is lost against deflating in one go, and ends on a byte, unless it is the last.
 * The result depends on the bytes and on the zlib in Node alone, never on threads or timing.
 */
export function deflateBlock(
  block: Buffer,
  { before, last }: { before: Buffer | undefined; last: boolean },
): Promise<Buffer> {
  return deflate(block, {
    level: 6,
    finishFlush: last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    // Room for a block that does not shrink: more would be a second turn in the thread pool.
    chunkSize: block.length + 1024,
    ...(before && { dictionary: before.subarray(-windowSize) }),
  });
}
