import { type AppSpec, readAppSpec } from '../appspec/appspec.ts';
import { findAppspec } from './appspec-place.ts';
import { entryType } from './archive-entries.ts';
import type { BundleEntry } from './bundle.ts';
import { readerOf } from './bundle-reader.ts';
import { normalPath } from './names.ts';
import { type DirectoryEntry, readDirectory } from './zip-directory.ts';
import { findDirectory } from './zip-end.ts';
import { broken, type ZipSource } from './zip-source.ts';

const MOST = 250_000;
/** Bytes of a directory: 250,000 entries with paths of 200 bytes need as much. */
const LARGEST_DIRECTORY = 64 * 1024 * 1024;
const LARGEST_APPSPEC = 1024 * 1024;

type Listed = BundleEntry & { kind: 'file' | 'link'; crc32: number };

/** What a zip's directory lists, by paths as hosts unpack them, and its AppSpec file: nothing else of it is read. */
export async function listZip(zip: ZipSource): Promise<{ files: Listed[]; appspec?: AppSpec }> {
  const directory = await findDirectory(zip);
  if (directory.entries > MOST) throw broken(zip, `has ${directory.entries} entries`);
  if (directory.size > LARGEST_DIRECTORY)
    throw broken(zip, `has a directory of ${directory.size} bytes`);
  const files = new Map<string, Listed>();
  for await (const entry of readDirectory(zip, directory)) {
    const listed = listedOf(entry);
    if (listed) files.set(listed.path, listed);
  }
  const all = [...files.values()];
  const place = findAppspec(all);
  if (!('path' in place)) return { files: all };
  const bytes = await (await readerOf(zip, all)).bytes(place.path, LARGEST_APPSPEC);
  const reading = bytes && readAppSpec(bytes);
  const start = place.wrapper === undefined ? 0 : place.wrapper.length + 1;
  return {
    files: all.map((file) => ({ ...file, path: file.path.slice(start) })),
    ...(reading?.ok && { appspec: reading.spec }),
  };
}

function listedOf(entry: DirectoryEntry): Listed | undefined {
  const type = entryType(entry);
  const path = normalPath(entry.name ?? entry.rawName.toString('latin1'));
  if (!type || type.kind === 'directory' || path === '') return undefined;
  return { path, kind: type.kind, mode: type.mode, size: entry.size, crc32: entry.crc32 };
}
