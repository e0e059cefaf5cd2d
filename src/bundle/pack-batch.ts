import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { mayConcernLint } from '../lint/first-look.ts';
import { blockSize, deflateAtOnce } from './deflate.ts';
import { modeOf } from './entry-blocks.ts';
import type { SourceEntry } from './files.ts';
import { readBlocks } from './read-blocks.ts';
import { deflated, stored } from './zip-records.ts';

/** Entries in a row, each of one block at most, as they go into a zip. */
export type PackedBatch = {
  facts: PackedFacts[];
  /** The entries' data, one after the other. */
  data: Buffer;
};

export type PackedFacts = {
  mode: number;
  size: number;
  crc32: number;
  sha256: string;
  method: typeof stored | typeof deflated;
  compressedSize: number;
  /** Whether `lint` has to look at its content. */
  concernsLint: boolean;
};

/** Reads, hashes and deflates entries; the result depends on their bytes alone. */
export function packBatch(entries: readonly SourceEntry[]): PackedBatch {
  const room = Buffer.allocUnsafeSlow(blockSize);
  const facts: PackedFacts[] = [];
  const pieces: Buffer[] = [];
  for (const entry of entries) {
    const raw = bytesOf(entry, room);
    const packed = deflateAtOnce(raw);
    const smaller = entry.kind === 'file' && packed.length < raw.length;
    // The room is used again for the next file.
    const data = smaller ? packed : Buffer.from(raw);
    pieces.push(data);
    facts.push({
      mode: modes[entry.kind] ?? modeOf(entry, raw),
      size: raw.length,
      crc32: crc32(raw),
      sha256: hash('sha256', raw, 'hex'),
      method: smaller ? deflated : stored,
      compressedSize: data.length,
      concernsLint: entry.kind === 'file' && mayConcernLint(entry.path, raw),
    });
  }
  return { facts, data: together(pieces) };
}

/** In memory of its own, which can be handed to another thread. */
function together(pieces: readonly Buffer[]): Buffer {
  const data = Buffer.allocUnsafeSlow(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) at += piece.copy(data, at);
  return data;
}

const modes: { [K in SourceEntry['kind']]?: number } = { link: 0o777, directory: 0o755 };

function bytesOf(entry: SourceEntry, room: Buffer): Buffer {
  if (entry.kind === 'directory') return Buffer.alloc(0);
  if (entry.kind === 'link') return Buffer.from(entry.target);
  const [only = Buffer.alloc(0)] = readBlocks(entry, {
    blockSize,
    buffer: (size) => room.subarray(0, size),
  });
  return only;
}
