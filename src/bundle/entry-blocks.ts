import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { blockSize, deflateBlock, windowSize } from './deflate.ts';
import type { SourceEntry, SourceFile } from './files.ts';
import { readBlocks } from './read-blocks.ts';

/** A piece of an entry on its way into a zip. */
export type EntryBlock = {
  entry: SourceEntry;
  /** The entry's first one. */
  first: boolean;
  raw: Buffer;
  /** In pieces. */
  deflated: Promise<Buffer[]>;
  /** On the entry's last one: what is known once all of it is read. */
  facts?: EntryFacts;
};

export type EntryFacts = { mode: number; size: number; crc32: number; sha256: string };

/**
 * A file's blocks in order. Deflating starts as a block is read, so reading ahead is what makes it parallel.
 * `buffer` gives room for a block; it is free again when the block is written.
 */
export function* fileBlocks(
  entry: SourceFile,
  buffer: (size: number) => Buffer,
): Generator<EntryBlock> {
  const blocks = readBlocks(entry, { blockSize, buffer });
  const sha256 = createHash('sha256');
  const before = Buffer.alloc(windowSize);
  let facts = { mode: 0, size: 0, crc32: 0 };
  for (const raw of blocks) {
    const first = facts.size === 0;
    sha256.update(raw);
    facts = {
      mode: first ? modeOf(entry, raw) : facts.mode,
      size: facts.size + raw.length,
      crc32: crc32(raw, facts.crc32),
    };
    const last = facts.size === entry.size;
    const deflated = deflateQuietly(raw, { last, before: first ? undefined : before });
    // zlib has taken its copy of what was before. All blocks but the last are full.
    if (!last) raw.copy(before, 0, raw.length - windowSize);
    const block = { entry, first, raw, deflated };
    yield last ? { ...block, facts: { ...facts, sha256: sha256.digest('hex') } } : block;
  }
}

/** Whoever writes the block sees a failure; until then it is not an unhandled one. */
function deflateQuietly(...block: Parameters<typeof deflateBlock>): Promise<Buffer[]> {
  const deflated = deflateBlock(...block);
  deflated.catch(() => {});
  return deflated;
}

/** Scripts are executable where the file system cannot tell. */
export function modeOf(entry: SourceEntry, start: Buffer): number {
  const executable =
    (entry.kind === 'file' ? entry.executable : undefined) ??
    start.toString('latin1', 0, 2) === '#!';
  return executable ? 0o755 : 0o644;
}
