import { open } from 'node:fs/promises';
import type { Bundle, BundleEntry } from './bundle.ts';
import { entryData } from './entry-data.ts';
import { follow } from './links.ts';
import { normalPath } from './names.ts';
import {
  type Directory,
  type DirectoryEntry,
  findData,
  findDirectory,
  readDirectory,
  type ZipSource,
} from './zip-directory.ts';

/** Opens a bundle that was prepared, to read files of it; close it afterwards. */
export async function openBundle({
  path,
  entries,
}: Pick<Bundle, 'path' | 'entries'>): Promise<BundleReader> {
  const handle = await open(path, 'r');
  try {
    return await readerOf({ handle, size: (await handle.stat()).size, shownAs: path }, entries);
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
  const directory = await findDirectory(zip);
  const found = new Map<string, DirectoryEntry>();
  for await (const entry of readDirectory(zip, directory)) {
    found.set(normalPath(entry.name ?? ''), entry);
  }
  return new BundleReader(zip, { directory, found, entries });
}

export class BundleReader {
  readonly #zip: ZipSource;
  readonly #directory: Directory;
  readonly #found: ReadonlyMap<string, DirectoryEntry>;
  readonly #entries: ReadonlyMap<string, BundleEntry>;

  constructor(
    zip: ZipSource,
    content: {
      directory: Directory;
      found: ReadonlyMap<string, DirectoryEntry>;
      entries: readonly BundleEntry[];
    },
  ) {
    this.#zip = zip;
    this.#directory = content.directory;
    this.#found = content.found;
    this.#entries = new Map(content.entries.map((entry) => [entry.path, entry]));
  }

  /**
   * The first `limit` bytes (16 MiB if not told otherwise) of the file that a host finds at a path, following links inside
   * the bundle; undefined if there is none.
   */
  async bytes(path: string, limit = 16 * 1024 * 1024): Promise<Buffer | undefined> {
    const end = follow(path, this.#entries);
    if (typeof end === 'string' || this.#entries.get(end.path)?.kind !== 'file') return undefined;
    const entry = this.#found.get(end.path);
    if (!entry) return undefined;
    const start = await findData(this.#zip, entry, this.#directory.offset);
    if (typeof start === 'string') throw new Error(`"${end.path}" ${start}`);
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of entryData(this.#zip, { ...entry, start })) {
      pieces.push(piece);
      size += piece.length;
      if (size >= limit) break;
    }
    return Buffer.concat(pieces).subarray(0, limit);
  }

  async close(): Promise<void> {
    await this.#zip.handle.close();
  }
}
