import { crc32 } from 'node:zlib';
import { utf8 } from './names.ts';
import type { Directory } from './zip-end.ts';
import { centralSignature, full32 } from './zip-records.ts';
import { broken, number64, readAt, type ZipSource } from './zip-source.ts';

/** An entry as the central directory describes it; nothing of it is to be trusted yet. */
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

/** Encrypted, strongly encrypted, with a hidden directory. */
export const encryptedFlags = 0x2041;

const centralSize = 46;
const zip64Id = 0x0001;
const unicodePathId = 0x7075;

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
    if (count === directory.entries)
      throw broken(zip, `is damaged: it has more entries than the ${count} that it says`);
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

function directoryEntry(zip: ZipSource, record: Buffer): DirectoryEntry {
  const nameEnd = centralSize + record.readUInt16LE(28);
  // A copy: the record is part of a much larger buffer.
  const rawName = Buffer.from(record.subarray(centralSize, nameEnd));
  const extra = record.subarray(nameEnd, nameEnd + record.readUInt16LE(30));
  const sizes = {
    size: record.readUInt32LE(24),
    compressedSize: record.readUInt32LE(20),
    offset: record.readUInt32LE(42),
  };
  const large = largeSizes(sizes, extraField(extra, zip64Id));
  if (!large) throw broken(zip, 'is damaged: an entry without its ZIP64 sizes');
  return {
    name: nameIn(rawName, extra),
    rawName,
    host: record.readUInt8(5),
    flags: record.readUInt16LE(8),
    method: record.readUInt16LE(10),
    crc32: record.readUInt32LE(16),
    attributes: record.readUInt32LE(38),
    ...large,
  };
}

/** The name, where it is UTF-8. Info-ZIP's Unicode Path, which unzip prefers, counts where it belongs to that name. */
export function nameIn(rawName: Buffer, extra: Buffer): string | undefined {
  const field = extraField(extra, unicodePathId);
  const belongs = field && field.length > 5 && field.readUInt8(0) === 1;
  const path =
    belongs && field.readUInt32LE(1) === crc32(rawName) ? utf8(field.subarray(5)) : undefined;
  return path ?? utf8(rawName);
}

function extraField(extra: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== id) continue;
    return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  return undefined;
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
