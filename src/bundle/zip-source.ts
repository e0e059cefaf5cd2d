import { UsageError } from '../problem.ts';

/** Where bytes are read from: an open file, or an object of which only pieces are fetched. */
export type ReadableAt = {
  read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesRead: number }>;
  close(): Promise<void>;
};

/** A zip to be read. */
export type ZipSource = {
  handle: ReadableAt;
  /** Bytes. */
  size: number;
  /** For people. */
  shownAs: string;
};

export function broken({ shownAs }: ZipSource, what: string): UsageError {
  return new UsageError([{ code: 'zip-invalid', message: `"${shownAs}" ${what}`, file: shownAs }]);
}

export async function readAt(zip: ZipSource, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(end - start);
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await zip.handle.read(
      buffer,
      length,
      buffer.length - length,
      start + length,
    );
    if (bytesRead === 0) throw broken(zip, 'became shorter while it was read');
    length += bytesRead;
  }
  return buffer;
}

/** A number of 64 bits; undefined where it is not there, or too large to be true. */
export function number64(bytes: Buffer, at: number): number | undefined {
  if (at + 8 > bytes.length) return undefined;
  const number = bytes.readBigUInt64LE(at);
  return number <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(number) : undefined;
}
