import type { Problem } from '../problem.ts';
import type { BundleEntry } from './bundle.ts';
import type { PackedData } from './entry-data.ts';
import { nameProblem, normalPath, quoted, sortByPath } from './names.ts';
import { type DirectoryEntry, encryptedFlags, readDirectory } from './zip-directory.ts';
import { findDirectory } from './zip-end.ts';
import { findData } from './zip-local.ts';
import { deflated, fileType, stored, unixHost } from './zip-records.ts';
import { broken, type ZipSource } from './zip-source.ts';

/** An entry of a ready-made zip that has passed all checks but those of its data. */
export type ArchiveEntry = BundleEntry & PackedData & { crc32: number; offset: number };

/** What a ready-made zip may hold; a folder that is packaged has no such limits. */
const limits = {
  entries: 250_000,
  /** Bytes of all entries, unpacked. */
  unpacked: 64 * 1024 ** 3,
  /** From this size on, `ratio` counts: a small file of zeros shrinks a thousandfold. */
  suspect: 1024 ** 3,
  /** Bytes unpacked for each byte of the zip. */
  ratio: 200,
  /** Bytes of a link's target: PATH_MAX. */
  target: 4096,
};

/** The entries, by where they lie in the zip, and all that is wrong with them. */
export async function archiveEntries(
  zip: ZipSource,
): Promise<{ entries: ArchiveEntry[]; problems: Problem[] }> {
  const directory = await findDirectory(zip);
  if (directory.entries > limits.entries) {
    throw broken(zip, `has ${directory.entries} entries, more than ${limits.entries}`);
  }
  const entries = new Map<string, ArchiveEntry>();
  const problems: Problem[] = [];
  const wrong = (path: string, what: string) =>
    problems.push({
      code: 'zip-invalid',
      message: `${quoted(path)} in "${zip.shownAs}" ${what}`,
      file: zip.shownAs,
    });
  for await (const found of readDirectory(zip, directory)) {
    const entry = await checkEntry(zip, found, directory.offset);
    if (typeof entry === 'string') wrong(found.name ?? found.rawName.toString('latin1'), entry);
    else if (entries.has(entry.path)) wrong(entry.path, 'appears twice');
    else entries.set(entry.path, entry);
  }
  const placed = [...entries.values()].sort((a, b) => a.offset - b.offset);
  checkPlaces(placed, wrong);
  checkParents(entries, wrong);
  checkSize(placed, zip);
  return { entries: placed, problems };
}

/** Entries and the folders that are only implied by them, sorted by path. */
export function withImpliedFolders<T extends BundleEntry>(
  entries: readonly T[],
): (T | BundleEntry)[] {
  const all = new Map<string, T | BundleEntry>(entries.map((entry) => [entry.path, entry]));
  for (const { path } of entries) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (all.has(folder)) break;
      all.set(folder, { path: folder, kind: 'directory', mode: 0o755, size: 0 });
    }
  }
  return sortByPath([...all.values()]);
}

type Wrong = (path: string, what: string) => void;

/** The entry, or what is wrong with it. */
async function checkEntry(
  zip: ZipSource,
  found: DirectoryEntry,
  limit: number,
): Promise<ArchiveEntry | string> {
  const { method, compressedSize, size, offset } = found;
  if (found.name === undefined) return 'has a name that is not UTF-8';
  if (/^([/\\]|[A-Za-z]:)/.test(found.name)) return 'has an absolute path';
  if (found.name.split(/[/\\]/).includes('..')) return 'leads out of the bundle';
  const type = entryType(found);
  if (!type) return 'is a device, a named pipe or a socket';
  const path = normalPath(found.name);
  if (path === '') return 'has no name';
  const problem = nameProblem(path, type.kind);
  if (problem !== undefined) return `${problem}: it would not arrive on the hosts under that name`;
  if (found.flags & encryptedFlags) return 'is encrypted';
  if (method !== stored && method !== deflated) {
    return `is compressed by method ${method}; hosts unpack stored (0) and deflated (8) entries`;
  }
  if (method === stored && size !== compressedSize) return 'is damaged: it has two sizes';
  if (type.kind === 'directory' && size > 0) return 'is a folder with data in it';
  if (type.kind === 'link' && (size === 0 || size >= limits.target)) return 'is a link to nowhere';
  const start = await findData(zip, found, limit);
  if (typeof start === 'string') return start;
  return { path, ...type, method, compressedSize, size, offset, start, crc32: found.crc32 };
}

/** What an entry is; undefined for what no host can unpack. */
export function entryType({
  name,
  host,
  attributes,
}: DirectoryEntry): Pick<BundleEntry, 'kind' | 'mode'> | undefined {
  // unzip takes Unix modes from "made by Unix" alone.
  const unix = host === unixHost ? attributes >>> 16 : 0;
  const type = unix & fileType.mask;
  const known = unix !== 0;
  if (type === fileType.link) return { kind: 'link', mode: 0o777 };
  if (name?.endsWith('/') || type === fileType.directory) {
    return { kind: 'directory', mode: known ? 0o755 : undefined };
  }
  if (type !== fileType.file && type !== 0) return undefined;
  return { kind: 'file', mode: known ? ((unix & 0o111) !== 0 ? 0o755 : 0o644) : undefined };
}

/** Entries that share bytes of the zip are how a small one unpacks to terabytes, and how two tools read different files. */
function checkPlaces(placed: readonly ArchiveEntry[], wrong: Wrong): void {
  let end = 0;
  for (const { path, offset, start, compressedSize } of placed) {
    if (offset < end) wrong(path, 'overlaps another entry');
    end = Math.max(end, start + compressedSize);
  }
}

function checkParents(entries: ReadonlyMap<string, ArchiveEntry>, wrong: Wrong): void {
  for (const path of entries.keys()) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const parent = entries.get(path.slice(0, end));
      if (!parent) continue;
      if (parent.kind !== 'directory')
        wrong(path, `is below ${quoted(parent.path)}, a ${parent.kind}`);
      break;
    }
  }
}

function checkSize(entries: readonly ArchiveEntry[], zip: ZipSource): void {
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  const suspect = unpacked > limits.suspect && unpacked > limits.ratio * zip.size;
  if (unpacked > limits.unpacked || suspect) {
    throw broken(zip, `unpacks to ${unpacked} bytes, from ${zip.size}: it looks like a zip bomb`);
  }
}
