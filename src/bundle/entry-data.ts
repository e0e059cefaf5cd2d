import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw, type InflateRaw, inflateRawSync } from 'node:zlib';
import { stored } from './zip-records.ts';
import { readAt, type ZipSource } from './zip-source.ts';

/** Where an entry's data is in a zip, and what it is said to be. */
export type PackedData = {
  method: number;
  /** Of its first byte. */
  start: number;
  compressedSize: number;
  size: number;
};

/** The data are not what the zip says. The message goes on from the entry's name. */
export class DamagedEntry extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DamagedEntry';
  }
}

const pieceSize = 128 * 1024;

// Up to this size, packed and unpacked, a stream costs more than the data.
const smallSize = 64 * 1024;

/** An entry's bytes, unpacked; never more of them than the zip says. DamagedEntry if they are more or fewer, or broken. */
export async function* entryData(zip: ZipSource, data: PackedData): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const piece of pieces(zip, data)) {
    size += piece.length;
    if (size > data.size) throw new DamagedEntry('unpacks to more than the zip says');
    yield piece;
  }
  if (size < data.size) throw new DamagedEntry('unpacks to less than the zip says');
}

function pieces(zip: ZipSource, data: PackedData): AsyncGenerator<Buffer> {
  if (data.method === stored) return packed(zip, data);
  const small = data.compressedSize <= smallSize && data.size <= smallSize;
  return small ? inflatedAtOnce(zip, data) : inflated(zip, data);
}

async function* packed(zip: ZipSource, data: PackedData): AsyncGenerator<Buffer> {
  const end = data.start + data.compressedSize;
  for (let at = data.start; at < end; at += pieceSize) {
    yield await readAt(zip, at, Math.min(end, at + pieceSize));
  }
}

async function* inflatedAtOnce(zip: ZipSource, data: PackedData): AsyncGenerator<Buffer> {
  for await (const piece of packed(zip, data)) {
    // One byte more than there should be, so that too much is seen.
    const options = { maxOutputLength: data.size + 1, chunkSize: data.size + 1024, info: true };
    const { buffer, engine } = explain(() => inflateRawSync(piece, options)) as unknown as Inflated;
    checkEnd(engine, data);
    yield buffer;
  }
}

/** What zlib returns with `info`. */
type Inflated = { buffer: Buffer; engine: InflateRaw };

async function* inflated(zip: ZipSource, data: PackedData): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: pieceSize });
  // What fails here comes out of `inflate` as well.
  pipeline(Readable.from(packed(zip, data)), inflate).catch(() => {});
  try {
    yield* inflate as AsyncIterable<Buffer>;
  } catch (error) {
    throw explained(error);
  }
  checkEnd(inflate, data);
}

function checkEnd(engine: InflateRaw, data: PackedData): void {
  if (engine.bytesWritten === data.compressedSize) return;
  throw new DamagedEntry('is damaged: it ends before its data do');
}

function explain<T>(inflate: () => T): T {
  try {
    return inflate();
  } catch (error) {
    throw explained(error);
  }
}

function explained(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ERR_BUFFER_TOO_LARGE') return new DamagedEntry('unpacks to more than the zip says');
  return code?.startsWith('Z_')
    ? new DamagedEntry(`is damaged: ${message}`, { cause: error })
    : error;
}
