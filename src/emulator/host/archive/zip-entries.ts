import { crc32, inflateRawSync } from 'node:zlib';

/** An entry as the central directory of a zip tells of it. */
export type ZipEntry = {
  name: string;
  /** Who wrote it: 3 is Unix. */
  madeBy: number;
  /** External attributes: a Unix mode in the upper half, those of DOS in the lowest byte. */
  attributes: number;
  /** Milliseconds since the epoch; a zip knows local time only. */
  modified: number;
  size: number;
  /** Throws where the data is damaged, encrypted, or packed in a way that is not known. */
  content(): Buffer;
};

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const zip64LocatorSignature = 0x07064b50;
const longestComment = 0xffff;
const full = 0xffffffff;

/**
 * The entries of a zip in the order of its directory. The emulator's own, so that it shares no wrong idea
 * with the code that writes and checks bundles. Source: PKWARE's APPNOTE.TXT 6.3.
 *
 * @throws {Error} for what is no zip
 */
export function zipEntries(bytes: Buffer): ZipEntry[] {
  const { count, offset } = findDirectory(bytes);
  const entries: ZipEntry[] = [];
  let at = offset;
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralSignature)
      throw new Error('the directory is damaged');
    entries.push(readEntry(bytes, at));
    at +=
      46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function findDirectory(bytes: Buffer): { count: number; offset: number } {
  const first = Math.max(0, bytes.length - 22 - longestComment);
  for (let at = bytes.length - 22; at >= first; at--) {
    if (bytes.readUInt32LE(at) !== endSignature) continue;
    const locator = at - 20;
    if (locator >= 0 && bytes.readUInt32LE(locator) === zip64LocatorSignature) {
      const end = Number(bytes.readBigUInt64LE(locator + 8));
      return {
        count: Number(bytes.readBigUInt64LE(end + 32)),
        offset: Number(bytes.readBigUInt64LE(end + 48)),
      };
    }
    return { count: bytes.readUInt16LE(at + 10), offset: bytes.readUInt32LE(at + 16) };
  }
  throw new Error('there is no end of a directory');
}

function readEntry(bytes: Buffer, at: number): ZipEntry {
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extra = bytes.subarray(nameEnd, nameEnd + bytes.readUInt16LE(at + 30));
  const isUtf8 = (bytes.readUInt16LE(at + 8) & 0x800) !== 0;
  const name = bytes.subarray(at + 46, nameEnd);
  const [size, packedSize, offset] = largeNumbers(extra, [
    bytes.readUInt32LE(at + 24),
    bytes.readUInt32LE(at + 20),
    bytes.readUInt32LE(at + 42),
  ]);
  const packed = {
    method: bytes.readUInt16LE(at + 10),
    isEncrypted: (bytes.readUInt16LE(at + 8) & 1) !== 0,
    checksum: bytes.readUInt32LE(at + 16),
    size,
    packedSize,
    offset,
  };
  return {
    name: name.toString(isUtf8 || isValidUtf8(name) ? 'utf8' : 'latin1'),
    madeBy: bytes.readUInt8(at + 5),
    attributes: bytes.readUInt32LE(at + 38),
    modified: dosTime(bytes.readUInt16LE(at + 14), bytes.readUInt16LE(at + 12)),
    size,
    content: () => unpack(bytes, packed),
  };
}

type Packed = {
  method: number;
  isEncrypted: boolean;
  checksum: number;
  size: number;
  packedSize: number;
  offset: number;
};

function unpack(
  bytes: Buffer,
  { method, isEncrypted, checksum, size, packedSize, offset }: Packed,
): Buffer {
  if (isEncrypted) throw new Error('it is encrypted');
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(start, start + packedSize);
  if (method !== 0 && method !== 8) throw new Error(`compression method ${method} is not known`);
  // One byte more than announced is enough to tell that it is too much.
  const content = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: size + 1 });
  if (content.length !== size || crc32(content) !== checksum)
    throw new Error('its checksum is wrong');
  return content;
}

/** ZIP64 gives those numbers that do not fit, in this order and only them. */
function largeNumbers(extra: Buffer, numbers: [number, number, number]): [number, number, number] {
  if (!numbers.includes(full)) return numbers;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    return numbers.map((number) => {
      if (number !== full) return number;
      next += 8;
      return Number(extra.readBigUInt64LE(next - 8));
    }) as [number, number, number];
  }
  return numbers;
}

function isValidUtf8(name: Buffer): boolean {
  return Buffer.from(name.toString('utf8')).equals(name);
}

function dosTime(date: number, time: number): number {
  const [year, month, day] = [1980 + (date >>> 9), ((date >>> 5) & 15) - 1, date & 31];
  return new Date(year, month, day, time >>> 11, (time >>> 5) & 63, (time & 31) * 2).getTime();
}
