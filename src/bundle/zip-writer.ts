import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { blockSize } from './deflate.ts';
import type { HashedEntry } from './digest.ts';
import { type EntryBlock, type EntryFacts, entryBlocks } from './entry-blocks.ts';
import type { SourceEntry } from './files.ts';
import { changed, readBlocks } from './read-blocks.ts';
import { ZipFile } from './zip-file.ts';
import {
  centralHeader,
  deflated,
  endRecords,
  localHeader,
  localHeaderSize,
  stored,
  type ZipRecord,
} from './zip-records.ts';

export type WrittenEntry = ZipRecord & HashedEntry & { mode: number; target?: string };

// Blocks that are read but not written yet. They bound the memory (two buffers and zlib's own state are some 1.3 MB
// each) and keep the thread pool busy.
const blocksAhead = 16;

/**
 * Writes a zip to an empty file, open for reading and writing, with the entries in the order given. Equal entries give
 * equal bytes wherever zlib is the same (`process.versions.zlib`, and the processor it is built for): times are fixed,
 * "made by" is Unix, nothing depends on threads. Another zlib may compress otherwise, which is why a bundle is known by
 * the digest of its content.
 */
export async function writeZip(
  entries: readonly SourceEntry[],
  handle: FileHandle,
  signal: AbortSignal,
): Promise<{ size: number; sha256: string; entries: WrittenEntry[] }> {
  const zip = new ZipFile(handle);
  const written: WrittenEntry[] = [];
  let offset = 0;
  for await (const block of ahead(entryBlocks(entries), blocksAhead)) {
    signal.throwIfAborted();
    if (block.first) offset = zip.size;
    if (block.first && block.facts) {
      written.push(await addWhole(zip, block, { ...block.facts, offset }));
    } else {
      if (block.first) await zip.reserve(headerRoom(block.entry));
      await zip.append(await block.deflated);
      if (block.facts) written.push(await endParts(zip, block.entry, { ...block.facts, offset }));
    }
  }
  const directory = { entries: written.length, offset: zip.size };
  for (const entry of written) await zip.append(centralHeader(entry));
  await zip.append(endRecords({ ...directory, size: zip.size - directory.offset }));
  return { ...(await zip.end()), entries: written };
}

type Placed = EntryFacts & { offset: number };

async function addWhole(zip: ZipFile, block: EntryBlock, facts: Placed): Promise<WrittenEntry> {
  const { entry, raw } = block;
  const packed = await block.deflated;
  const smaller = packed.length < raw.length;
  const data = smaller ? packed : raw;
  const record = { ...about(entry), ...facts, compressedSize: data.length };
  const whole = { ...record, method: smaller ? deflated : stored } as const;
  await zip.append(localHeader(whole));
  await zip.append(data);
  return whole;
}

async function endParts(zip: ZipFile, entry: SourceEntry, facts: Placed): Promise<WrittenEntry> {
  const start = facts.offset + headerRoom(entry);
  const compressedSize = zip.size - start;
  const smaller = compressedSize < facts.size;
  if (!smaller) await storeInstead(zip, entry, { start, crc32: facts.crc32 });
  const record = { ...about(entry), ...facts, compressedSize: zip.size - start };
  const whole = { ...record, method: smaller ? deflated : stored } as const;
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
  let checksum = 0;
  for await (const raw of readBlocks(entry, blockSize)) {
    checksum = crc32(raw, checksum);
    await zip.append(raw);
  }
  if (checksum !== expected) throw changed(entry);
}

function about(entry: SourceEntry) {
  const { path, kind } = entry;
  return kind === 'link' ? { path, kind, target: entry.target } : { path, kind };
}

function headerRoom(entry: SourceEntry): number {
  return localHeaderSize({ ...entry, size: entry.kind === 'file' ? entry.stats.size : 0 });
}

/** The same items in the same order, with up to `count` of them asked for before they are needed. */
async function* ahead<T>(source: AsyncGenerator<T>, count: number): AsyncGenerator<T> {
  const asked: Promise<IteratorResult<T>>[] = [];
  try {
    for (;;) {
      while (asked.length < count) {
        const next = source.next();
        next.catch(() => {});
        asked.push(next);
      }
      const item = await asked.shift();
      if (!item || item.done) return;
      yield item.value;
    }
  } finally {
    await source.return(undefined);
  }
}
