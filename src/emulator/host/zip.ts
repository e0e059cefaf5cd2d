import AdmZip from 'adm-zip';
import {
  type ArchiveEntry,
  ArchiveError,
  type Keep,
  SIZE_LIMIT,
  safePath,
} from './archive-entry.ts';

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
  let list: AdmZip.IZipEntry[];
  try {
    list = new AdmZip(bytes, { noSort: true }).getEntries();
  } catch (cause) {
    throw new ArchiveError('Zip end of central directory signature not found', { cause });
  }
  const size = list.reduce((sum, entry) => sum + entry.header.size, 0);
  if (size > SIZE_LIMIT) throw new ArchiveError('The disk is (or was) full during extraction.');
  return list.flatMap((entry) => readEntry(entry, keep));
}

function readEntry(entry: AdmZip.IZipEntry, keep: Keep): ArchiveEntry[] {
  const { made, attr, time } = entry.header;
  const isUnix = made >>> 8 === UNIX;
  const unixMode = attr >>> 16;
  const name = isUnix ? entry.entryName : entry.entryName.replaceAll('\\', '/');
  const path = safePath(name);
  if (path === '') return [];
  const common = { path, modified: time.getTime() };
  if (name.endsWith('/')) {
    return [{ ...common, kind: 'directory', mode: isUnix ? unixMode & 0o777 : 0o755 }];
  }
  const content = contentOf(entry);
  if (isUnix && (unixMode & FORMAT) === LINK) {
    return [{ ...common, kind: 'link', mode: 0o777, target: content.toString('utf8') }];
  }
  const dosMode = (attr & DOS_READ_ONLY) > 0 ? 0o444 : 0o644;
  const mode = isUnix ? unixMode & 0o777 : dosMode;
  const file: ArchiveEntry = { ...common, kind: 'file', mode, data: keep(content) };
  const written = safePath(entry.entryName);
  return written === path ? [file] : [file, { ...file, path: written }];
}

function contentOf(entry: AdmZip.IZipEntry): Buffer {
  try {
    return entry.getData();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    // The words are not the agent's: unzip and rubyzip each have their own for every kind of damage.
    throw new ArchiveError(`could not unpack "${entry.entryName}": ${reason}`, { cause });
  }
}
