/** Bytes taken once, from first to last, in pieces that can be sent again. */
export type ByteSource = {
  /** The next bytes, once it is their turn; rejects where there are fewer, and with the signal's reason. */
  take(size: number, signal: AbortSignal): Promise<Piece>;
  /** Of all that was taken; to be asked for once. */
  sums(): { sha256: string; crc32: number };
  close(): Promise<void>;
};

/** Bytes that are under way until they are given back. */
export type Piece = {
  size: number;
  crc32: number;
  /** All of them, each time; a slice is only valid until some more were asked for. */
  slices(): Iterable<Buffer>;
  giveBack(): void;
};

/** Given a whole piece at once, TLS would encrypt all of it and hold it a second time. */
export const sliceSize = 64 * 1024;

export function* slicesOf(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += sliceSize)
    yield bytes.subarray(from, from + sliceSize);
}

/** There are fewer bytes than there should be. */
export class EndOfBytes extends Error {
  constructor() {
    super('the bytes ended early');
    this.name = 'EndOfBytes';
  }
}
