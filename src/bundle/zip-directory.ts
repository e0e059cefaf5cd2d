import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { UsageError } from '../problem.ts';
import { utf8 } from './names.ts';
import {
  centralSignature,
  end64Signature,
  endSignature,
  full32,
  localSignature,
  locatorSignature,
  utf8Flag,
} from './zip-records.ts';

/** A zip to be read. */
export type ZipSource = {
  handle: FileHandle;
  /** Bytes. */
  size: number;
  /** For people. */
  shownAs: string;
};

/** An entry as the central directory tells of it; nothing of it is to be trusted yet. */
export type DirectoryEntry = {
  /** As it stands in the zip; undefined if it is not UTF-8. */
  name: string | undefined;
  /** The bytes of the name, to compare with the local header. */
  rawName: Buffer;
  flags: number;
  method: number;
  crc32: number;
  compressedSize: number;
  size: number;
  /** Of the local header. */
  offset: number;
  /** "Made by": 3 is Unix. */
  host: number;
  attributes: number;
};

export type Directory = { entries: number; offset: number; size: number };

/** Encrypted, strongly encrypted, with a hidden directory. */
export const encryptedFlags = 0x2041;

const endSize = 22;
const longestComment = 0xffff;
const centralSize = 46;
const localSize = 30;
const zip64Id = 0x0001;
const unicodePathId = 0x7075;

/** Finds the central directory. UsageError if this is no zip, or one with anything before or after it. */
export async function findDirectory(zip: ZipSource): Promise<Directory> {
  const tail = await readAt(zip, Math.max(0, zip.size - endSize - longestComment), zip.size);
  const start = zip.size - tail.length;
  const at = findEnd(tail);
  if (at === undefined) throw broken(zip, 'is not a zip, or is cut short');
  const end = tail.subarray(at);
  if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(6) !== 0) {
    throw broken(zip, 'is one part of a zip that is split in several');
  }
  const small = {
    entries: end.readUInt16LE(10),
    size: end.readUInt32LE(12),
    offset: end.readUInt32LE(16),
  };
  const large = await findEnd64(zip, start + at);
  const directory = large ?? { ...small, end: start + at };
  if (directory.offset + directory.size !== directory.end) {
    throw broken(zip, 'is damaged, or has something else in front of it');
  }
  return directory;
}

/** The entries in the order of the directory, read piece by piece. */
export async function* readDirectory(
  zip: ZipSource,
  directory: Directory,
): AsyncGenerator<DirectoryEntry> {
  const end = directory.offset + directory.size;
  let at = directory.offset;
  let piece: Buffer = Buffer.alloc(0);
  const need = async (size: number) => {
    if (piece.length >= size) return;
    if (at + size > end) throw broken(zip, 'is damaged: its directory is cut short');
    piece = await readAt(zip, at, Math.min(end, at + Math.max(size, 256 * 1024)));
  };
  let count = 0;
  for (; at < end; count += 1) {
    await need(centralSize);
    if (piece.readUInt32LE(0) !== centralSignature) {
      throw broken(zip, 'is damaged: its directory holds something else');
    }
    const size =
      centralSize + piece.readUInt16LE(28) + piece.readUInt16LE(30) + piece.readUInt16LE(32);
    await need(size);
    yield directoryEntry(zip, piece.subarray(0, size));
    piece = piece.subarray(size);
    at += size;
  }
  if (count !== directory.entries) {
    throw broken(zip, `is damaged: it has ${count} entries and says ${directory.entries}`);
  }
}

/** Where the data of an entry begin whose headers have been compared. */
export async function dataStart(zip: ZipSource, offset: number): Promise<number> {
  const header = await readAt(zip, offset, offset + localSize);
  return offset + localSize + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** Where an entry's data begins. A problem's text where its local header tells something else than the directory. */
export async function findData(
  zip: ZipSource,
  entry: DirectoryEntry,
  limit: number,
): Promise<number | string> {
  const length = localSize + entry.rawName.length;
  if (entry.offset + length > limit) return 'lies outside the zip';
  const header = await readAt(zip, entry.offset, entry.offset + length);
  const same =
    header.readUInt32LE(0) === localSignature &&
    ((header.readUInt16LE(6) ^ entry.flags) & (encryptedFlags | utf8Flag)) === 0 &&
    header.readUInt16LE(8) === entry.method &&
    header.readUInt16LE(26) === entry.rawName.length &&
    header.subarray(localSize).equals(entry.rawName);
  if (!same) return 'has two headers that differ';
  const data = entry.offset + length + header.readUInt16LE(28);
  return data + entry.compressedSize > limit ? 'lies outside the zip' : data;
}

export function broken({ shownAs }: ZipSource, what: string): UsageError {
  return new UsageError([{ message: `"${shownAs}" ${what}`, file: shownAs }]);
}

export async function readAt(zip: ZipSource, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(end - start);
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await zip.handle.read(
      buffer,
      length,
      buffer.length - length,
      start + length,
    );
    if (bytesRead === 0) throw broken(zip, 'became shorter while it was read');
    length += bytesRead;
  }
  return buffer;
}

/** The last end record whose comment ends with the file. */
function findEnd(tail: Buffer): number | undefined {
  for (let at = tail.length - endSize; at >= 0; at -= 1) {
    const found = tail.readUInt32LE(at) === endSignature;
    if (found && at + endSize + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  return undefined;
}

async function findEnd64(
  zip: ZipSource,
  end: number,
): Promise<(Directory & { end: number }) | undefined> {
  if (end < 20 + 56) return undefined;
  const locator = await readAt(zip, end - 20, end);
  if (locator.readUInt32LE(0) !== locatorSignature) return undefined;
  const at = number64(locator, 8);
  if (at === undefined || at + 56 > end - 20) throw broken(zip, 'is damaged at its end');
  const record = await readAt(zip, at, at + 56);
  if (record.readUInt32LE(0) !== end64Signature) throw broken(zip, 'is damaged at its end');
  const [entries, size, offset] = [32, 40, 48].map((field) => number64(record, field));
  if (entries === undefined || size === undefined || offset === undefined) {
    throw broken(zip, 'is damaged at its end');
  }
  return { entries, size, offset, end: at };
}

function directoryEntry(zip: ZipSource, record: Buffer): DirectoryEntry {
  const nameEnd = centralSize + record.readUInt16LE(28);
  // A copy: the record is part of a much larger buffer.
  const rawName = Buffer.from(record.subarray(centralSize, nameEnd));
  const extras = readExtras(record.subarray(nameEnd, nameEnd + record.readUInt16LE(30)));
  const sizes = {
    size: record.readUInt32LE(24),
    compressedSize: record.readUInt32LE(20),
    offset: record.readUInt32LE(42),
  };
  const large = largeSizes(sizes, extras.get(zip64Id));
  if (!large) throw broken(zip, 'is damaged: an entry without its ZIP64 sizes');
  return {
    name: unicodePath(rawName, extras.get(unicodePathId)) ?? utf8(rawName),
    rawName,
    host: record.readUInt8(5),
    flags: record.readUInt16LE(8),
    method: record.readUInt16LE(10),
    crc32: record.readUInt32LE(16),
    attributes: record.readUInt32LE(38),
    ...large,
  };
}

function readExtras(bytes: Buffer): Map<number, Buffer> {
  const extras = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= bytes.length; at += 4 + bytes.readUInt16LE(at + 2)) {
    extras.set(bytes.readUInt16LE(at), bytes.subarray(at + 4, at + 4 + bytes.readUInt16LE(at + 2)));
  }
  return extras;
}

type Sizes = Pick<DirectoryEntry, 'size' | 'compressedSize' | 'offset'>;

/** ZIP64 gives those numbers that do not fit, in this order and only them. */
function largeSizes(sizes: Sizes, extra: Buffer | undefined): Sizes | undefined {
  const found = { ...sizes };
  let at = 0;
  for (const field of ['size', 'compressedSize', 'offset'] as const) {
    if (sizes[field] !== full32) continue;
    const number = extra && number64(extra, at);
    if (number === undefined) return undefined;
    found[field] = number;
    at += 8;
  }
  return found;
}

/** Info-ZIP's Unicode Path, which unzip prefers to the name where it belongs to that name. */
function unicodePath(rawName: Buffer, extra: Buffer | undefined): string | undefined {
  if (!extra || extra.length < 5 || extra.readUInt8(0) !== 1) return undefined;
  return extra.readUInt32LE(1) === crc32(rawName) ? utf8(extra.subarray(5)) : undefined;
}

function number64(bytes: Buffer, at: number): number | undefined {
  if (at + 8 > bytes.length) return undefined;
  const number = bytes.readBigUInt64LE(at);
  return number <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(number) : undefined;
}
