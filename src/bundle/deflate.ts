import { constants, createDeflateRaw, deflateRawSync, type ZlibOptions } from 'node:zlib';

/** Files are deflated in blocks of this many bytes, each on its own, so that all threads of libuv's pool work at once. */
export const blockSize = 256 * 1024;

const level = 6;

/** How far deflate looks back. */
export const windowSize = 32 * 1024;

// Handing over less than this costs more than deflating it.
const worthAThread = 16 * 1024;

/**
 * One block of a deflate stream; the blocks of a file in a row are the stream of all of it. A block may refer to what came
 * `before` it, so that little is lost against deflating in one go, and ends on a byte unless it is the last.
 *
 * The result depends on the bytes and on the zlib in Node alone. For that, zlib is new for each block: reset and used again,
 * Chromium's zlib, which Node has, does not always compress the same bytes to the same.
 */
export function deflateBlock(block: Buffer, { before, last }: Place): Promise<Buffer[]> {
  const options = optionsFor(block, { before, last });
  return block.length < worthAThread
    ? Promise.resolve([deflateRawSync(block, options)])
    : inPool(block, options);
}

/** All blocks of a file that is in memory, one after the other, in this thread. */
export function deflateAtOnce(file: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  let at = 0;
  do {
    const block = file.subarray(at, at + blockSize);
    const before = at === 0 ? undefined : file.subarray(at - windowSize, at);
    at += block.length;
    pieces.push(deflateRawSync(block, optionsFor(block, { before, last: at === file.length })));
  } while (at < file.length);
  return pieces;
}

type Place = { before?: Buffer | undefined; last: boolean };

function optionsFor(block: Buffer, { before, last }: Place): ZlibOptions {
  return {
    level,
    finishFlush: last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    // Room for a block that does not shrink.
    chunkSize: block.length + 1024,
    ...(before && { dictionary: before }),
  };
}

/** As zlib.deflateRaw(), which would copy the pieces into one. */
function inPool(block: Buffer, options: ZlibOptions): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    createDeflateRaw(options)
      .on('data', (piece: Buffer) => pieces.push(piece))
      .on('end', () => resolve(pieces))
      .on('error', reject)
      .end(block);
  });
}
