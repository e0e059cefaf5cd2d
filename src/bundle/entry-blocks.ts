import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { blockSize, deflateBlock } from './deflate.ts';
import type { SourceEntry, SourceFile } from './files.ts';
import { readBlocks } from './read-blocks.ts';

/** A piece of an entry on its way into a zip. */
export type EntryBlock = {
  entry: SourceEntry;
  /** The entry's first one. */
  first: boolean;
  raw: Buffer;
  deflated: Promise<Buffer>;
  /** On the entry's last one: what is known once all of it is read. */
  facts?: EntryFacts;
};

export type EntryFacts = { mode: number; size: number; crc32: number; sha256: Buffer };

/** All entries' blocks in order. Deflating starts as a block is read, so reading ahead is what makes it parallel. */
export async function* entryBlocks(entries: readonly SourceEntry[]): AsyncGenerator<EntryBlock> {
  for (const entry of entries) {
    if (entry.kind === 'file') {
      yield* fileBlocks(entry);
    } else {
      const raw = Buffer.from(entry.kind === 'link' ? entry.target : '');
      const facts = { mode: entry.kind === 'link' ? 0o777 : 0o755, ...factsOf(raw) };
      yield { entry, first: true, raw, deflated: Promise.resolve(raw), facts };
    }
  }
}

async function* fileBlocks(entry: SourceFile): AsyncGenerator<EntryBlock> {
  const sha256 = createHash('sha256');
  let checksum = 0;
  let size = 0;
  let before: Buffer | undefined;
  let executable = entry.executable;
  for await (const raw of readBlocks(entry, blockSize)) {
    sha256.update(raw);
    checksum = crc32(raw, checksum);
    size += raw.length;
    executable ??= raw.toString('latin1', 0, 2) === '#!';
    const last = size === entry.stats.size;
    const deflated = deflateBlock(raw, { before, last });
    // Whoever writes the block sees the failure; until then it is not an unhandled one.
    deflated.catch(() => {});
    const block = { entry, first: before === undefined, raw, deflated };
    if (last) {
      const facts = {
        mode: executable ? 0o755 : 0o644,
        size,
        crc32: checksum,
        sha256: sha256.digest(),
      };
      yield { ...block, facts };
    } else {
      yield block;
    }
    before = raw;
  }
}

function factsOf(raw: Buffer): Omit<EntryFacts, 'mode'> {
  return { size: raw.length, crc32: crc32(raw), sha256: createHash('sha256').update(raw).digest() };
}
