import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { defined } from '../defined.ts';
import { type Problem, UsageError } from '../problem.ts';
import { type ArchiveEntry, archiveEntries, withImpliedFolders } from './archive-entries.ts';
import type { BundleEntry } from './bundle.ts';
import { ContentDigest } from './digest.ts';
import { DamagedEntry, entryData } from './entry-data.ts';
import { quoted, utf8 } from './names.ts';
import type { ZipSource } from './zip-source.ts';

// A broken or hostile zip may have a problem in every entry.
const mostProblems = 20;

/**
 * Reads a ready-made zip from end to end, a piece at a time, and trusts nothing in it: UsageError, with what is wrong, where it is
 * no zip, is damaged, encrypted, made to harm (paths that lead out of it, entries that overlap or lie below a link, bombs)
 * or holds what hosts cannot unpack. Folders that it only implies are among its entries.
 */
export async function readArchive(
  zip: ZipSource,
  signal: AbortSignal,
): Promise<{ entries: BundleEntry[]; digest: string }> {
  const { entries, problems } = await archiveEntries(zip);
  throwIfAny(problems, zip);
  const hashes = new Map<string, string>();
  const targets = new Map<string, string>();
  for (const entry of entries) {
    signal.throwIfAborted();
    const content = await readContent(zip, entry, signal);
    if (typeof content === 'string') {
      problems.push({
        code: 'zip-invalid',
        message: `${quoted(entry.path)} in "${zip.shownAs}" ${content}`,
      });
    } else {
      hashes.set(entry.path, content.sha256);
      if (content.target !== undefined) targets.set(entry.path, content.target);
    }
  }
  throwIfAny(problems, zip);
  return summarize(entries, { hashes, targets });
}

const nothing = createHash('sha256').digest('hex');

function summarize(
  entries: readonly ArchiveEntry[],
  { hashes, targets }: { hashes: Map<string, string>; targets: Map<string, string> },
): { entries: BundleEntry[]; digest: string } {
  const digest = new ContentDigest();
  const all = withImpliedFolders(entries).map(({ path, kind, mode, size }): BundleEntry => {
    const target = targets.get(path);
    digest.add({ path, kind, mode, sha256: hashes.get(path) ?? nothing });
    return { path, kind, mode, size, ...defined({ target }) };
  });
  return { entries: all, digest: digest.hex() };
}

/** The hash of an entry's content and a link's target, or what is wrong with it. */
async function readContent(
  zip: ZipSource,
  entry: ArchiveEntry,
  signal: AbortSignal,
): Promise<{ sha256: string; target?: string } | string> {
  const sha256 = createHash('sha256');
  const kept: Buffer[] = [];
  let checksum = 0;
  try {
    for await (const piece of entryData(zip, entry)) {
      signal.throwIfAborted();
      sha256.update(piece);
      checksum = crc32(piece, checksum);
      if (entry.kind === 'link') kept.push(piece);
    }
  } catch (error) {
    if (error instanceof DamagedEntry) return error.message;
    throw error;
  }
  if (checksum !== entry.crc32) return 'is damaged: its checksum is wrong';
  if (entry.kind !== 'link') return { sha256: sha256.digest('hex') };
  const target = utf8(Buffer.concat(kept));
  if (target === undefined || target.includes('\0')) return 'is a link to a name that is not UTF-8';
  return { sha256: sha256.digest('hex'), target };
}

function throwIfAny(problems: readonly Problem[], { shownAs }: ZipSource): void {
  if (problems.length === 0) return;
  const shown = problems.slice(0, mostProblems);
  const more = problems.length - shown.length;
  if (more > 0)
    shown.push({
      code: 'more-problems',
      message: `and ${more} more problems in "${shownAs}"`,
      file: shownAs,
    });
  throw new UsageError(shown);
}
