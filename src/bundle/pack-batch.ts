import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { largestLinted, mayConcernLint } from '../lint/first-look.ts';
import { deflateAtOnce } from './deflate.ts';
import { digestRecord } from './digest.ts';
import { modeOf } from './entry-blocks.ts';
import type { SourceEntry } from './files.ts';
import { readBlocks } from './read-blocks.ts';
import { deflated, localHeader, localHeaderSize, stored } from './zip-records.ts';

/** Files up to this size are read at once: lint looks into none that is larger. */
export const largestWhole = largestLinted;

/** Entries in a row as they go into a zip. In few buffers, since an object for each takes longer to hand over than to make. */
export type PackedBatch = {
  /** Local headers and data, one after the other. */
  bytes: Buffer;
  /** What the digest of the content takes in. */
  digested: Buffer;
  /** One for each. */
  modes: number[];
  /** Which of them `lint` has to look into: their places in the batch. */
  toLookAt: number[];
};

const mebibyte = 1024 * 1024;

// Used again by each file: what is allocated anew waits for a collection of garbage.
let fileRoom = Buffer.alloc(0);

/** Reads, hashes and deflates entries; the result depends on their bytes alone. `spare` is memory to use, if it is enough. */
export function packBatch(entries: readonly SourceEntry[], spare?: ArrayBuffer): PackedBatch {
  const room = roomFor(entries, spare);
  const records: Buffer[] = [];
  const modes: number[] = [];
  const toLookAt: number[] = [];
  let used = 0;
  for (const [index, entry] of entries.entries()) {
    const { path, kind } = entry;
    const raw = bytesOf(entry);
    const mode = modeFor[kind] ?? modeOf(entry, raw);
    const { method, data } = packed(entry, raw);
    const facts = { crc32: crc32(raw), compressedSize: lengthOf(data), size: raw.length };
    used += localHeader({ path, kind, method, ...facts }).copy(room, used);
    for (const piece of data) used += piece.copy(room, used);
    records.push(digestRecord({ path, kind, mode, sha256: hash('sha256', raw, 'hex') }));
    modes.push(mode);
    if (kind === 'file' && mayConcernLint(path, raw)) toLookAt.push(index);
  }
  return { bytes: room.subarray(0, used), digested: together(records), modes, toLookAt };
}

function roomFor(entries: readonly SourceEntry[], spare: ArrayBuffer | undefined): Buffer {
  const most = entries.reduce((sum, entry) => sum + mostOf(entry), 0);
  if (spare && spare.byteLength >= most) return Buffer.from(spare);
  // In steps, so that it is enough for the next one as well.
  return Buffer.allocUnsafeSlow(Math.ceil(most / mebibyte) * mebibyte);
}

/** The bytes that an entry takes at most. */
function mostOf(entry: SourceEntry): number {
  const size = entry.kind === 'link' ? Buffer.byteLength(entry.target) : sizeOf(entry);
  return localHeaderSize({ path: entry.path, kind: entry.kind, size }) + size;
}

function packed(entry: SourceEntry, raw: Buffer): { method: 0 | 8; data: Buffer[] } {
  const smaller = entry.kind === 'file' && raw.length > 0 ? deflateAtOnce(raw) : [raw];
  return lengthOf(smaller) < raw.length
    ? { method: deflated, data: smaller }
    : { method: stored, data: [raw] };
}

function lengthOf(pieces: readonly Buffer[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}

/** In memory of its own, which can be handed to another thread. */
function together(pieces: readonly Buffer[]): Buffer {
  const data = Buffer.allocUnsafeSlow(lengthOf(pieces));
  let at = 0;
  for (const piece of pieces) at += piece.copy(data, at);
  return data;
}

const modeFor: { [K in SourceEntry['kind']]?: number } = { link: 0o777, directory: 0o755 };

function sizeOf(entry: SourceEntry): number {
  return entry.kind === 'file' ? entry.size : 0;
}

function bytesOf(entry: SourceEntry): Buffer {
  if (entry.kind === 'directory') return Buffer.alloc(0);
  if (entry.kind === 'link') return Buffer.from(entry.target);
  const [only = Buffer.alloc(0)] = readBlocks(entry, {
    blockSize: largestWhole,
    buffer: (size) => {
      if (fileRoom.length < size) fileRoom = Buffer.allocUnsafeSlow(size);
      return fileRoom.subarray(0, size);
    },
  });
  return only;
}
