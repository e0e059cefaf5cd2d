import { rawNames } from '../inside/raw-names.ts';
import {
  type ArchiveEntry,
  ArchiveError,
  type Keep,
  SIZE_LIMIT,
  safePath,
} from './archive-entry.ts';
import { type ZipEntry, zipEntries } from './zip-entries.ts';

const UNIX = 3;
const DOS_READ_ONLY = 1;
const FORMAT = 0o170000;
const LINK = 0o120000;

/**
 * Reads a zip as Info-ZIP's unzip does on Linux, with what Ruby's rubyzip adds when unzip warned:
 * modes without setuid, DOS entries 0644, a backslash of DOS as a folder and, besides, as a name.
 *
 * @throws {ArchiveError}
 */
export function readZip(bytes: Buffer, keep: Keep): ArchiveEntry[] {
  let list: ZipEntry[];
  try {
    list = zipEntries(bytes);
  } catch (cause) {
    throw new ArchiveError('Zip end of central directory signature not found', { cause });
  }
  const size = list.reduce((sum, entry) => sum + entry.size, 0);
  if (size > SIZE_LIMIT) throw new ArchiveError('The disk is (or was) full during extraction.');
  return list.flatMap((entry) => readEntry(entry, keep));
}

function readEntry(entry: ZipEntry, keep: Keep): ArchiveEntry[] {
  const { madeBy, attributes, modified } = entry;
  const isUnix = madeBy === UNIX;
  const unixMode = attributes >>> 16;
  const name = isUnix ? entry.name : entry.name.replaceAll('\\', '/');
  const path = safePath(name);
  if (path === '') return [];
  const common = { path, modified };
  if (name.endsWith('/')) {
    return [{ ...common, kind: 'directory', mode: isUnix ? unixMode & 0o777 : 0o755 }];
  }
  const content = contentOf(entry);
  if (isUnix && (unixMode & FORMAT) === LINK) {
    return [{ ...common, kind: 'link', mode: 0o777, target: rawNames().text(content) }];
  }
  const dosMode = (attributes & DOS_READ_ONLY) > 0 ? 0o444 : 0o644;
  const mode = isUnix ? unixMode & 0o777 : dosMode;
  const file: ArchiveEntry = { ...common, kind: 'file', mode, data: keep(content) };
  const written = safePath(entry.name);
  return written === path ? [file] : [file, { ...file, path: written }];
}

function contentOf(entry: ZipEntry): Buffer {
  try {
    return entry.content();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    // The words are not the agent's: unzip and rubyzip each have their own for every kind of damage.
    throw new ArchiveError(`could not unpack "${entry.name}": ${reason}`, { cause });
  }
}
