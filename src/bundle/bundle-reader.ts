import { open } from 'node:fs/promises';
import { inBlocks } from './blocks.ts';
import type { Bundle, BundleEntry } from './bundle.ts';
import { entryData } from './entry-data.ts';
import { normalPath } from './names.ts';
import { follow } from './symbolic-links.ts';
import { directoryRecords, isEmptyRecord, nameInRecord, readRecord } from './zip-directory.ts';
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
  const places = new Map<string, number>();
  for await (const records of directoryRecords(zip, await findDirectory(zip)))
    for (const { at, record } of records)
      if (!isEmptyRecord(record)) places.set(normalPath(nameInRecord(record) ?? ''), at);
  return new BundleReader(zip, entries, places);
}

export class BundleReader {
  readonly #zip: ZipSource;
  readonly #links: ReadonlyMap<string, BundleEntry>;
  readonly #empty: ReadonlySet<string>;
  readonly #places: ReadonlyMap<string, number>;

  /** `places` are those of the records, in the zip's directory, of all that is not empty. */
  constructor(
    zip: ZipSource,
    entries: readonly BundleEntry[],
    places: ReadonlyMap<string, number>,
  ) {
    const links = entries.filter(({ kind }) => kind === 'link');
    const empty = entries.filter(({ kind, size }) => kind === 'file' && size === 0);
    this.#zip = zip;
    this.#links = new Map(links.map((entry) => [entry.path, entry]));
    this.#empty = new Set(empty.map(({ path }) => path));
    this.#places = places;
  }

  /**
   * The first `limit` bytes (16 MiB if not told otherwise) of the file that a host finds at a path, following links inside
   * the bundle; undefined if there is none.
   */
  async bytes(path: string, limit = 16 * 1024 * 1024): Promise<Buffer | undefined> {
    const end = follow(path, this.#links);
    if (typeof end === 'string' || this.#links.has(end.path)) return undefined;
    if (this.#empty.has(end.path)) return Buffer.alloc(0);
    const place = this.#places.get(end.path);
    if (place === undefined) return undefined;
    const { offset, method, compressedSize, size: whole } = await readRecord(this.#zip, place);
    const pieces: Buffer[] = [];
    let size = 0;
    const start = await dataStart(this.#zip, offset);
    const data = { start, method, compressedSize, size: whole };
    for await (const piece of entryData(this.#zip, data)) {
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
