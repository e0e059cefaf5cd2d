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
const pieceSize = 256 * 1024;
const zip64Id = 0x0001;
const unicodePathId = 0x7075;

/** The entries in the order of the directory, read piece by piece. */
export async function* readDirectory(
  zip: ZipSource,
  directory: Directory,
): AsyncGenerator<DirectoryEntry> {
  for await (const records of directoryRecords(zip, directory))
    for (const { record } of records) yield directoryEntry(zip, record);
}

/** A record of the directory as it stands in the zip. Nothing of it is to be kept: it is part of a much larger buffer. */
type DirectoryRecord = {
  /** From the start of the zip. */
  at: number;
  record: Buffer;
};

/** The records in their order, those of a piece together. */
export async function* directoryRecords(
  zip: ZipSource,
  directory: Directory,
): AsyncGenerator<DirectoryRecord[]> {
  const end = directory.offset + directory.size;
  let at = directory.offset;
  let count = 0;
  for (let size = centralSize; at < end; ) {
    if (at + size > end) throw broken(zip, 'is damaged: its directory is cut short');
    const piece = await readAt(zip, at, Math.min(end, at + Math.max(size, pieceSize)));
    const records: DirectoryRecord[] = [];
    let used = 0;
    while (at + used < end) {
      if (count === directory.entries)
        throw broken(zip, `is damaged: it has more entries than the ${count} that it says`);
      size = sizeAt(zip, piece, used);
      if (used + size > piece.length) break;
      records.push({ at: at + used, record: piece.subarray(used, used + size) });
      count += 1;
      used += size;
    }
    at += used;
    yield records;
  }
  if (count !== directory.entries) {
    throw broken(zip, `is damaged: it has ${count} entries and says ${directory.entries}`);
  }
}

/** Of the record at a place in a piece; of its fixed part, where the piece has not all of that. */
function sizeAt(zip: ZipSource, piece: Buffer, at: number): number {
  if (at + centralSize > piece.length) return centralSize;
  if (piece.readUInt32LE(at) !== centralSignature)
    throw broken(zip, 'is damaged: its directory holds something else');
  const name = piece.readUInt16LE(at + 28);
  const extra = piece.readUInt16LE(at + 30);
  return centralSize + name + extra + piece.readUInt16LE(at + 32);
}

/** The record at a place that {@link directoryRecords} has told. */
export async function readRecord(zip: ZipSource, at: number): Promise<DirectoryEntry> {
  const head = await readAt(zip, at, at + centralSize);
  return directoryEntry(zip, await readAt(zip, at, at + sizeAt(zip, head, 0)));
}

/** The name in a record, where it is UTF-8. */
export function nameInRecord(record: Buffer): string | undefined {
  const nameEnd = centralSize + record.readUInt16LE(28);
  const extra = record.subarray(nameEnd, nameEnd + record.readUInt16LE(30));
  return nameIn(record.subarray(centralSize, nameEnd), extra);
}

/** Whether it is of an entry without data. */
export function isEmptyRecord(record: Buffer): boolean {
  return record.readUInt32LE(24) === 0;
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
