import { open } from 'node:fs/promises';
import { inBlocks } from './blocks.ts';
import type { Bundle, BundleEntry } from './bundle.ts';
import { entryData, type PackedData } from './entry-data.ts';
import { normalPath } from './names.ts';
import { follow } from './symbolic-links.ts';
import { readDirectory } from './zip-directory.ts';
import { findDirectory } from './zip-end.ts';
import { dataStart } from './zip-local.ts';
import type { ZipSource } from './zip-source.ts';

/** Opens a bundle that was prepared, to read files of it; close it afterwards. */
export async function openBundle({
  path,
  entries,
}: Pick<Bundle, 'path' | 'entries'>): Promise<BundleReader> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    return await readerOf({ handle: inBlocks(handle), size, shownAs: path }, entries);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** One file of a bundle: see {@link BundleReader.bytes}. For several, {@link openBundle} is quicker. */
export async function entryBytes(
  bundle: Pick<Bundle, 'path' | 'entries'>,
  path: string,
  limit?: number,
): Promise<Buffer | undefined> {
  const reader = await openBundle(bundle);
  try {
    return await reader.bytes(path, limit);
  } finally {
    await reader.close();
  }
}

/** For a zip that is open already and has been checked. */
export async function readerOf(
  zip: ZipSource,
  entries: readonly BundleEntry[],
): Promise<BundleReader> {
  const packed = new Map<string, PackedFile>();
  for await (const entry of readDirectory(zip, await findDirectory(zip))) {
    const { name = '', offset, method, compressedSize, size } = entry;
    if (size > 0) packed.set(normalPath(name), { offset, method, compressedSize, size });
  }
  return new BundleReader(zip, { entries, packed });
}

type PackedFile = Omit<PackedData, 'start'> & {
  /** Of the local header. */
  offset: number;
};

export class BundleReader {
  readonly #zip: ZipSource;
  readonly #entries: ReadonlyMap<string, BundleEntry>;
  readonly #packed: ReadonlyMap<string, PackedFile>;

  /** `packed` has all files that are not empty. */
  constructor(
    zip: ZipSource,
    content: { entries: readonly BundleEntry[]; packed: ReadonlyMap<string, PackedFile> },
  ) {
    this.#zip = zip;
    this.#entries = new Map(content.entries.map((entry) => [entry.path, entry]));
    this.#packed = content.packed;
  }

  /**
   * The first `limit` bytes (16 MiB if not told otherwise) of the file that a host finds at a path, following links inside
   * the bundle; undefined if there is none.
   */
  async bytes(path: string, limit = 16 * 1024 * 1024): Promise<Buffer | undefined> {
    const end = follow(path, this.#entries);
    if (typeof end === 'string' || this.#entries.get(end.path)?.kind !== 'file') return undefined;
    const file = this.#packed.get(end.path);
    if (!file) return Buffer.alloc(0);
    const pieces: Buffer[] = [];
    let size = 0;
    const start = await dataStart(this.#zip, file.offset);
    for await (const piece of entryData(this.#zip, { ...file, start })) {
      pieces.push(piece);
      size += piece.length;
      if (size >= limit) break;
    }
    const [only = Buffer.alloc(0), ...others] = pieces;
    return (others.length === 0 ? only : Buffer.concat(pieces)).subarray(0, limit);
  }

  async close(): Promise<void> {
    await this.#zip.handle.close();
  }
}
