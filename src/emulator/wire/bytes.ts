import { createHash } from 'node:crypto';

/** Bytes in pieces, so that a body of hundreds of megabytes is never copied into one. */
export type Bytes = readonly Buffer[];

export function lengthOf(bytes: Bytes): number {
  return bytes.reduce((sum, piece) => sum + piece.length, 0);
}

/** Views of the bytes from `start` up to, not including, `end`. */
export function sliceOf(bytes: Bytes, start: number, end: number): Buffer[] {
  const slices: Buffer[] = [];
  let offset = 0;
  for (const piece of bytes) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, piece.length);
    if (from < to) slices.push(piece.subarray(from, to));
    offset += piece.length;
    if (offset >= end) break;
  }
  return slices;
}

/** Digests of bytes that were asked for, as bytes never change: copies of an object share them. */
const known = new WeakMap<Bytes, Map<string, Buffer>>();

export function digestOf(bytes: Bytes, algorithm: string): Buffer {
  const own = known.get(bytes) ?? new Map<string, Buffer>();
  known.set(bytes, own);
  const there = own.get(algorithm);
  if (there) return there;
  const hash = createHash(algorithm);
  for (const piece of bytes) hash.update(piece);
  const digest = hash.digest();
  own.set(algorithm, digest);
  return digest;
}

export function textOf(bytes: Bytes): string {
  return Buffer.concat(bytes).toString('utf8');
}
