/*
 * The records of a zip, as PKWARE's APPNOTE 6.3.10 lays them out
 * (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).
 */

export const localSignature = 0x04034b50;
export const centralSignature = 0x02014b50;
export const endSignature = 0x06054b50;
export const end64Signature = 0x06064b50;
export const locatorSignature = 0x07064b50;

export const stored = 0;
export const deflated = 8;

/** Names are UTF-8. */
export const utf8Flag = 0x0800;
/** "Made by": decides how the external attributes are read. */
export const unixHost = 3;
/** File types in the upper half of the external attributes: inode(7). */
export const fileType = { mask: 0o170000, file: 0o100000, directory: 0o040000, link: 0o120000 };

const full16 = 0xffff;
export const full32 = 0xffffffff;
const zip64Id = 0x0001;
const localSize = 30;
const centralSize = 46;
const none = Buffer.alloc(0);
// 1980-01-01 00:00, the first moment that the format knows: equal content has to give equal bytes.
const dosTime = 0;
const dosDate = (1 << 5) | 1;
const dosDirectory = 0x10;

export type ZipRecord = {
  path: string;
  kind: 'file' | 'directory' | 'link';
  mode: number;
  method: typeof stored | typeof deflated;
  crc32: number;
  compressedSize: number;
  size: number;
  /** Of the local header, from the start of the zip. */
  offset: number;
};

/** The length of an entry's local header, which is known before its compressed size and checksum are. */
export function localHeaderSize(entry: Pick<ZipRecord, 'path' | 'kind' | 'size'>): number {
  return localSize + nameOf(entry).length + (entry.size >= full32 ? 20 : 0);
}

/** Nothing in it depends on where the entry lies in the zip. */
export function localHeader(entry: Omit<ZipRecord, 'mode' | 'offset'>): Buffer {
  const name = nameOf(entry);
  // Nothing is stored that is larger compressed, so the size alone decides.
  const large = entry.size >= full32;
  const extra = large ? zip64Extra([entry.size, entry.compressedSize]) : none;
  const header = Buffer.alloc(localSize + name.length + extra.length);
  header.writeUInt32LE(localSignature, 0);
  writeCommon(header, 4, entry, large);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  name.copy(header, localSize);
  extra.copy(header, localSize + name.length);
  return header;
}

/** What the local header at `at` says of an entry of less than 4 GiB, and where its data end. */
export function readLocalHeader(zip: Buffer, at: number): Common & { end: number } {
  const compressedSize = zip.readUInt32LE(at + 18);
  return {
    method: zip.readUInt16LE(at + 8) === stored ? stored : deflated,
    crc32: zip.readUInt32LE(at + 14),
    compressedSize,
    size: zip.readUInt32LE(at + 22),
    end: at + localSize + zip.readUInt16LE(at + 26) + compressedSize,
  };
}

export function centralHeader(entry: ZipRecord): Buffer {
  const name = nameOf(entry);
  const large = entry.size >= full32;
  const far = entry.offset >= full32;
  const fields = [
    ...(large ? [entry.size, entry.compressedSize] : []),
    ...(far ? [entry.offset] : []),
  ];
  const extra = fields.length > 0 ? zip64Extra(fields) : none;
  const header = Buffer.alloc(centralSize + name.length + extra.length);
  header.writeUInt32LE(centralSignature, 0);
  header.writeUInt16LE((unixHost << 8) | 45, 4);
  writeCommon(header, 6, entry, large);
  if (far) header.writeUInt16LE(45, 6);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  const unix = fileType[entry.kind] | entry.mode;
  header.writeUInt32LE(unix * 0x10000 + (entry.kind === 'directory' ? dosDirectory : 0), 38);
  header.writeUInt32LE(far ? full32 : entry.offset, 42);
  name.copy(header, centralSize);
  extra.copy(header, centralSize + name.length);
  return header;
}

/** What ends a zip whose central directory begins at `offset`. */
export function endRecords(directory: { entries: number; offset: number; size: number }): Buffer {
  const { entries, offset, size } = directory;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endSignature, 0);
  end.writeUInt16LE(Math.min(entries, full16), 8);
  end.writeUInt16LE(Math.min(entries, full16), 10);
  end.writeUInt32LE(Math.min(size, full32), 12);
  end.writeUInt32LE(Math.min(offset, full32), 16);
  if (entries < full16 && offset < full32 && size < full32) return end;

  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(end64Signature, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE((unixHost << 8) | 45, 12);
  end64.writeUInt16LE(45, 14);
  end64.writeBigUInt64LE(BigInt(entries), 24);
  end64.writeBigUInt64LE(BigInt(entries), 32);
  end64.writeBigUInt64LE(BigInt(size), 40);
  end64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(locatorSignature, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end]);
}

type Common = Pick<ZipRecord, 'method' | 'crc32' | 'compressedSize' | 'size'>;

/** What local and central header have in common, from "version needed" to "uncompressed size". */
function writeCommon(into: Buffer, at: number, entry: Common, large: boolean): void {
  into.writeUInt16LE(large ? 45 : 20, at);
  into.writeUInt16LE(utf8Flag, at + 2);
  into.writeUInt16LE(entry.method, at + 4);
  into.writeUInt16LE(dosTime, at + 6);
  into.writeUInt16LE(dosDate, at + 8);
  into.writeUInt32LE(entry.crc32, at + 10);
  into.writeUInt32LE(large ? full32 : entry.compressedSize, at + 14);
  into.writeUInt32LE(large ? full32 : entry.size, at + 18);
}

function zip64Extra(fields: number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * fields.length);
  extra.writeUInt16LE(zip64Id, 0);
  extra.writeUInt16LE(8 * fields.length, 2);
  fields.forEach((field, index) => {
    extra.writeBigUInt64LE(BigInt(field), 4 + 8 * index);
  });
  return extra;
}

function nameOf({ path, kind }: Pick<ZipRecord, 'path' | 'kind'>): Buffer {
  return Buffer.from(kind === 'directory' ? `${path}/` : path);
}
