import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { BundleEntry } from './bundle.ts';
import { CentralDirectory } from './central-directory.ts';
import { blockSize } from './deflate.ts';
import { ContentDigest } from './digest.ts';
import { type EntryBlock, type EntryFacts, fileBlocks } from './entry-blocks.ts';
import { lookAhead, type Rows } from './entry-stream.ts';
import type { SourceEntry, SourceFile } from './files.ts';
import type { PackedBatch } from './pack-batch.ts';
import { packedAhead, partsOf } from './pack-parts.ts';
import { isWorthThreads, openPackers } from './packers.ts';
import { changed, readBlocks } from './read-blocks.ts';
import { youngGarbage } from './young-garbage.ts';
import { ZipFile } from './zip-file.ts';
import {
  deflated,
  localHeader,
  localHeaderSize,
  readLocalHeader,
  stored,
  type ZipRecord,
} from './zip-records.ts';

export type WrittenZip = {
  size: number;
  sha256: string;
  digest: string;
  /** In the order they were given. */
  entries: BundleEntry[];
  /** Files whose content may concern lint. */
  toLookAt: ReadonlySet<string>;
};

// Blocks that are read but not written yet: enough to keep the four threads of libuv's pool busy, and what bounds the
// memory (two buffers of a block, and zlib's own, each).
const blocksAhead = 8;

/**
 * Writes a zip to an empty file, open for reading and writing; the entries come sorted by path as bytes, in rows that may be
 * found while the first are written. Equal entries give
 * equal bytes wherever zlib is the same (`process.versions.zlib`, and the processor it is built for): times are fixed,
 * "made by" is Unix, nothing depends on threads. Another zlib may compress otherwise, which is why a bundle is known by
 * the digest of its content.
 */
export async function writeZip(
  rows: Rows,
  handle: FileHandle,
  signal: AbortSignal,
  open = openPackers,
): Promise<WrittenZip> {
  const zip = new ZipFile(handle);
  const written = new Written();
  const garbage = youngGarbage();
  const ahead = await lookAhead(rows, isWorthThreads);
  const packers = await open(ahead.seen);
  try {
    for await (const part of packedAhead(partsOf(ahead.all), packers)) {
      signal.throwIfAborted();
      if ('batch' in part) {
        const packed = await part.packed();
        await addBatch(zip, part.batch, packed, written);
        packers.takeBack(packed);
      } else await addFile(zip, part.file, written, garbage);
    }
  } finally {
    await packers.close();
  }
  await written.directory.appendTo(zip);
  const { digest, entries: all, toLookAt } = written;
  return { ...(await zip.end()), digest: digest.hex(), entries: all, toLookAt };
}

/** What is known of all that is written so far. */
class Written {
  readonly digest = new ContentDigest();
  readonly directory = new CentralDirectory();
  readonly entries: BundleEntry[] = [];
  readonly toLookAt = new Set<string>();

  /** Without spreads, which cost more than all the rest where there are many entries. */
  add(record: ZipRecord, target?: string): void {
    const { path, kind, mode, size } = record;
    this.directory.add(record);
    const entry = { path, kind, mode, size };
    this.entries.push(target === undefined ? entry : { ...entry, target });
  }
}

async function addBatch(
  zip: ZipFile,
  batch: readonly SourceEntry[],
  { bytes, digested, modes, toLookAt }: PackedBatch,
  written: Written,
): Promise<void> {
  const start = zip.size;
  await zip.append(bytes);
  written.digest.addRecords(digested);
  let at = 0;
  for (const [index, entry] of batch.entries()) {
    const { method, crc32: checksum, compressedSize, size, end } = readLocalHeader(bytes, at);
    const { path, kind } = entry;
    const mode = modes[index] as number;
    const offset = start + at;
    const record = { path, kind, mode, method, crc32: checksum, compressedSize, size, offset };
    written.add(record, kind === 'link' ? entry.target : undefined);
    at = end;
  }
  for (const index of toLookAt) written.toLookAt.add((batch[index] as SourceEntry).path);
}

/** A file that is too large to be read at once, and for lint. */
async function addFile(
  zip: ZipFile,
  file: SourceFile,
  written: Written,
  garbage: ReturnType<typeof youngGarbage>,
): Promise<void> {
  const offset = zip.size;
  await zip.reserve(headerRoom(file));
  for (const block of readAhead(file)) {
    for (const piece of await block.deflated) await zip.append(piece);
    garbage.told(block.raw.length);
    if (!block.facts) continue;
    const record = await endParts(zip, file, { ...block.facts, offset });
    written.digest.add({ ...record, sha256: block.facts.sha256 });
    written.add(record);
  }
}

type Placed = EntryFacts & { offset: number };

async function endParts(zip: ZipFile, entry: SourceFile, facts: Placed): Promise<ZipRecord> {
  const start = facts.offset + headerRoom(entry);
  const method = zip.size - start < facts.size ? deflated : stored;
  if (method === stored) await storeInstead(zip, entry, { start, crc32: facts.crc32 });
  const { path, kind } = entry;
  const whole = { path, kind, ...facts, method, compressedSize: zip.size - start } as const;
  await zip.fill(facts.offset, localHeader(whole));
  return whole;
}

/** Reads a file again that deflate made no smaller. */
async function storeInstead(
  zip: ZipFile,
  entry: SourceFile,
  { start, crc32: expected }: { start: number; crc32: number },
): Promise<void> {
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

/** A file's blocks in order, read some blocks before they are needed. */
function* readAhead(file: SourceFile): Generator<EntryBlock> {
  // One is being read, and one being written.
  const room = Array.from({ length: blocksAhead + 2 }, () => Buffer.allocUnsafeSlow(blockSize));
  let turn = 0;
  const buffer = (size: number) => {
    turn = (turn + 1) % room.length;
    return (room[turn] as Buffer).subarray(0, size);
  };
  const blocks: EntryBlock[] = [];
  for (const block of fileBlocks(file, buffer)) {
    blocks.push(block);
    if (blocks.length > blocksAhead) yield blocks.shift() as EntryBlock;
  }
  yield* blocks;
}

function headerRoom(entry: SourceEntry): number {
  return localHeaderSize({ ...entry, size: entry.kind === 'file' ? entry.size : 0 });
}
