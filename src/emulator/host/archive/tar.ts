import { rawNames } from '../inside/raw-names.ts';
import {
  type ArchiveEntry,
  ArchiveError,
  type Keep,
  safePath,
  type Unpacked,
} from './archive-entry.ts';

const BLOCK = 512;

type Header = {
  name: string;
  mode: number;
  uid: number;
  gid: number;
  size: number;
  modified: number;
  type: string;
  target: string;
  user: string;
  group: string;
};

/**
 * Reads a tar archive (ustar, GNU long names, pax) as `tar -xp` does: files, folders, symbolic and hard
 * links; devices and pipes are left out. Formats: https://www.gnu.org/software/tar/manual/html_node/Standard.html
 *
 * @throws {ArchiveError}
 */
export function readTar(bytes: Buffer, keep: Keep): Unpacked {
  let isPartial = false;
  const found = new Map<string, ArchiveEntry>();
  let general: Record<string, string> = {};
  let next: Record<string, string> = {};
  let at = 0;
  while (at + BLOCK <= bytes.length && bytes[at] !== 0) {
    const header = readHeader(bytes.subarray(at, at + BLOCK));
    const size = next.size === undefined ? header.size : Number(next.size);
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
    if (!Number.isSafeInteger(size) || size < 0 || content.length < size) throw damaged();
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (header.type === 'x') next = { ...next, ...readPax(content) };
    else if (header.type === 'g') general = { ...general, ...readPax(content) };
    else if (header.type === 'L') next = { ...next, path: text(content) };
    else if (header.type === 'K') next = { ...next, linkpath: text(content) };
    else {
      const more = { ...general, ...next };
      next = {};
      // "Member name contains '..'": tar leaves it out, goes on, and ends with 2.
      if ((more.path ?? header.name).split('/').includes('..')) {
        isPartial = true;
        continue;
      }
      const entry = makeEntry(header, more, content, found, keep);
      if (entry) found.set(entry.path, entry);
    }
  }
  // It may end without the empty blocks of an end, but only between members.
  if (at > bytes.length || (at < bytes.length && bytes[at] !== 0)) throw damaged();
  return { entries: [...found.values()], isPartial };
}

function makeEntry(
  header: Header,
  more: Readonly<Record<string, string>>,
  content: Buffer,
  earlier: ReadonlyMap<string, ArchiveEntry>,
  keep: Keep,
): ArchiveEntry | undefined {
  const name = more.path ?? header.name;
  const path = safePath(name);
  if (path === '') return undefined;
  const target = more.linkpath ?? header.target;
  const owner = {
    user: more.uname ?? header.user,
    group: more.gname ?? header.group,
    uid: Number(more.uid ?? header.uid),
    gid: Number(more.gid ?? header.gid),
  };
  const modified = Number(more.mtime ?? header.modified) * 1000;
  const common = { path, mode: header.mode & 0o7777, modified, owner };
  switch (header.type) {
    case '5':
      return { ...common, kind: 'directory' };
    case '2':
      return { path, mode: 0o777, modified, kind: 'link', target };
    case '1': {
      const original = earlier.get(safePath(target));
      if (!original) throw damaged();
      return { ...original, path };
    }
    case '0':
    case '7':
    case '\0':
      if (name.endsWith('/')) return { ...common, kind: 'directory' };
      return { ...common, kind: 'file', data: keep(content) };
    default:
      return undefined;
  }
}

function readHeader(block: Buffer): Header {
  if (number(block.subarray(148, 156)) !== checksum(block)) throw damaged();
  const magic = block.toString('latin1', 257, 262);
  // Old GNU headers have other things where ustar has the prefix.
  const isUstar = magic === 'ustar' && block[262] === 0;
  const prefix = isUstar ? text(block.subarray(345, 500)) : '';
  const name = text(block.subarray(0, 100));
  return {
    name: prefix ? `${prefix}/${name}` : name,
    mode: number(block.subarray(100, 108)),
    uid: number(block.subarray(108, 116)),
    gid: number(block.subarray(116, 124)),
    size: number(block.subarray(124, 136)),
    modified: number(block.subarray(136, 148)),
    type: String.fromCharCode(block[156] ?? 0),
    target: text(block.subarray(157, 257)),
    user: magic === 'ustar' ? text(block.subarray(265, 297)) : '',
    group: magic === 'ustar' ? text(block.subarray(297, 329)) : '',
  };
}

function checksum(block: Buffer): number {
  let sum = 8 * 32;
  for (const [index, byte] of block.entries()) if (index < 148 || index >= 156) sum += byte;
  return sum;
}

function text(field: Buffer): string {
  const end = field.indexOf(0);
  return rawNames().text(field.subarray(0, end < 0 ? field.length : end));
}

/** Octal digits, or GNU's big-endian number behind a set highest bit. */
function number(field: Buffer): number {
  if (((field[0] ?? 0) & 0x80) === 0) return Number.parseInt(text(field).trim() || '0', 8);
  let value = (field[0] ?? 0) & 0x7f;
  for (const byte of field.subarray(1)) value = value * 256 + byte;
  return value;
}

/** Records of `length key=value\n`, the length being that of the whole record. */
function readPax(content: Buffer): Record<string, string> {
  const found: Record<string, string> = {};
  let at = 0;
  while (at < content.length) {
    const blank = content.indexOf(0x20, at);
    const length = Number(content.toString('latin1', at, blank));
    if (blank < 0 || !(length > 0)) throw damaged();
    const record = rawNames().text(content.subarray(blank + 1, at + length - 1));
    const equals = record.indexOf('=');
    found[record.slice(0, equals)] = record.slice(equals + 1);
    at += length;
  }
  return found;
}

function damaged(): ArchiveError {
  return new ArchiveError('Error extracting tar archive: 2');
}
