import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { BundleEntry } from './bundle.ts';
import { CentralDirectory } from './central-directory.ts';
import { blockSize } from './deflate.ts';
import { ContentDigest, type HashedEntry } from './digest.ts';
import { type EntryBlock, type EntryFacts, entryBlocks } from './entry-blocks.ts';
import type { SourceEntry } from './files.ts';
import { GarbageCollection } from './garbage.ts';
import { changed, readBlocks } from './read-blocks.ts';
import { ZipFile } from './zip-file.ts';
import { deflated, localHeader, localHeaderSize, stored, type ZipRecord } from './zip-records.ts';

export type WrittenZip = {
  size: number;
  sha256: string;
  digest: string;
  /** In the order they were given. */
  entries: BundleEntry[];
};

// Blocks that are read but not written yet: enough to keep the four threads of libuv's pool busy, and what bounds the
// memory (two buffers of a block, and zlib's own, each).
const blocksAhead = 16;

/**
 * Writes a zip to an empty file, open for reading and writing; the entries come sorted by path as bytes. Equal entries give
 * equal bytes wherever zlib is the same (`process.versions.zlib`, and the processor it is built for): times are fixed,
 * "made by" is Unix, nothing depends on threads. Another zlib may compress otherwise, which is why a bundle is known by
 * the digest of its content.
 */
export async function writeZip(
  entries: readonly SourceEntry[],
  handle: FileHandle,
  signal: AbortSignal,
): Promise<WrittenZip> {
  const zip = new ZipFile(handle);
  const digest = new ContentDigest();
  const directory = new CentralDirectory();
  const written: BundleEntry[] = [];
  const garbage = new GarbageCollection();
  let offset = 0;
  try {
    // What finding them has left behind.
    await garbage.after(entries.length * 2048);
    for (const block of readAhead(entries)) {
      signal.throwIfAborted();
      if (block.first) offset = zip.size;
      const record = await addBlock(zip, block, offset);
      await garbage.after(block.raw.length);
      if (!record) continue;
      digest.add(record);
      directory.add(record);
      written.push(bundleEntry(record));
    }
  } finally {
    garbage.close();
  }
  await directory.appendTo(zip);
  return { ...(await zip.end()), digest: digest.hex(), entries: written };
}

type WrittenRecord = ZipRecord & HashedEntry & { mode: number; target?: string };

/** Gives the entry's record once all of it is in the zip. */
async function addBlock(
  zip: ZipFile,
  block: EntryBlock,
  offset: number,
): Promise<WrittenRecord | undefined> {
  const { entry, facts } = block;
  if (block.first && facts) return addWhole(zip, block, { ...facts, offset });
  if (block.first) await zip.reserve(headerRoom(entry));
  for (const piece of await block.deflated) await zip.append(piece);
  return facts && endParts(zip, entry, { ...facts, offset });
}

type Placed = EntryFacts & { offset: number };

async function addWhole(zip: ZipFile, block: EntryBlock, facts: Placed): Promise<WrittenRecord> {
  const { entry, raw } = block;
  const pieces = await block.deflated;
  const packedSize = pieces.reduce((size, piece) => size + piece.length, 0);
  const method = packedSize < raw.length ? deflated : stored;
  const compressedSize = method === deflated ? packedSize : raw.length;
  const whole = { ...about(entry), ...facts, method, compressedSize } as const;
  await zip.append(localHeader(whole));
  for (const piece of method === deflated ? pieces : [raw]) await zip.append(piece);
  return whole;
}

async function endParts(zip: ZipFile, entry: SourceEntry, facts: Placed): Promise<WrittenRecord> {
  const start = facts.offset + headerRoom(entry);
  const method = zip.size - start < facts.size ? deflated : stored;
  if (method === stored) await storeInstead(zip, entry, { start, crc32: facts.crc32 });
  const whole = { ...about(entry), ...facts, method, compressedSize: zip.size - start } as const;
  await zip.fill(facts.offset, localHeader(whole));
  return whole;
}

/** Reads a file again that deflate made no smaller. */
async function storeInstead(
  zip: ZipFile,
  entry: SourceEntry,
  { start, crc32: expected }: { start: number; crc32: number },
): Promise<void> {
  if (entry.kind !== 'file') throw new Error(`"${entry.path}" is no file and cannot be read again`);
  await zip.rewind(start);
  const room = Buffer.allocUnsafeSlow(blockSize);
  const buffer = (size: number) => room.subarray(0, size);
  let checksum = 0;
  for (const raw of readBlocks(entry, { blockSize, buffer })) {
    checksum = crc32(raw, checksum);
    await zip.append(raw);
  }
  if (checksum !== expected) throw changed(entry);
}

/** The entries' blocks in order, read some blocks before they are needed. */
function* readAhead(entries: readonly SourceEntry[]): Generator<EntryBlock> {
  // One is being read, and one being written.
  const room = Array.from({ length: blocksAhead + 2 }, () => Buffer.allocUnsafeSlow(blockSize));
  let turn = 0;
  const buffer = (size: number) => {
    turn = (turn + 1) % room.length;
    return (room[turn] as Buffer).subarray(0, size);
  };
  const blocks: EntryBlock[] = [];
  for (const block of entryBlocks(entries, buffer)) {
    blocks.push(block);
    if (blocks.length > blocksAhead) yield blocks.shift() as EntryBlock;
  }
  yield* blocks;
}

function bundleEntry({ path, kind, mode, size, target }: WrittenRecord): BundleEntry {
  return { path, kind, mode, size, ...(target !== undefined && { target }) };
}

function about(entry: SourceEntry) {
  const { path, kind } = entry;
  return kind === 'link' ? { path, kind, target: entry.target } : { path, kind };
}

function headerRoom(entry: SourceEntry): number {
  return localHeaderSize({ ...entry, size: entry.kind === 'file' ? entry.size : 0 });
}
