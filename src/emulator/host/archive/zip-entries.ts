import { isUtf8 } from 'node:buffer';
import { inflateRawSync } from 'node:zlib';
import { rawNames } from '../inside/raw-names.ts';

/** An entry as the central directory of a zip describes it. */
export type ZipEntry = {
  name: string;
  /** Who wrote it: 3 is Unix. */
  madeBy: number;
  /** External attributes: a Unix mode in the upper half, those of DOS in the lowest byte. */
  attributes: number;
  /** Milliseconds since the epoch; a zip knows local time only. */
  modified: number;
  size: number;
  /** Where its header begins, and where its data ends at the earliest. */
  place: { start: number; end: number };
  /** Throws where the data is damaged, encrypted, or packed in a way that is not known. */
  content(): Buffer;
};

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const zip64EndSignature = 0x06064b50;
const zip64LocatorSignature = 0x07064b50;
const UNIX = 3;
const longestComment = 0xffff;
const full = 0xffffffff;

/**
 * The entries of a zip in the order of its directory. The emulator's own, so that it shares no wrong idea
 * with the code that writes and checks bundles. Source: PKWARE's APPNOTE.TXT 6.3.
 *
 * @throws {Error} for what is not a zip
 */
export function zipEntries(bytes: Buffer): ZipEntry[] {
  const { count, offset, ahead } = findDirectory(bytes);
  const entries: ZipEntry[] = [];
  let at = offset;
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralSignature)
      throw new Error('the directory is damaged');
    entries.push(readEntry(bytes, at, ahead));
    at +=
      46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  refuseOverlaps(entries);
  return entries;
}

/** A few bytes that many entries share would unpack to far more than they seem; unzip refuses them too. */
function refuseOverlaps(entries: readonly ZipEntry[]): void {
  const places = entries.map(({ place }) => place).sort((a, b) => a.start - b.start);
  for (const [index, { end }] of places.entries())
    if (end > (places[index + 1]?.start ?? end))
      throw new Error('its entries overlap, as in a zip bomb');
}

/** `ahead`: bytes before the zip, which its own numbers know nothing of. */
type Directory = { count: number; offset: number; ahead: number };

function findDirectory(bytes: Buffer): Directory {
  const first = Math.max(0, bytes.length - 22 - longestComment);
  for (let at = bytes.length - 22; at >= first; at--) {
    if (bytes.readUInt32LE(at) !== endSignature) continue;
    const locator = at - 20;
    const isLarge = locator >= 0 && bytes.readUInt32LE(locator) === zip64LocatorSignature;
    return isLarge ? largeDirectory(bytes, locator) : directory(bytes, at);
  }
  throw new Error('there is no end of a directory');
}

function directory(bytes: Buffer, end: number): Directory {
  const offset = bytes.readUInt32LE(end + 16);
  const ahead = Math.max(0, end - bytes.readUInt32LE(end + 12) - offset);
  return { count: bytes.readUInt16LE(end + 10), offset: ahead + offset, ahead };
}

function largeDirectory(bytes: Buffer, locator: number): Directory {
  const said = Number(bytes.readBigUInt64LE(locator + 8));
  const isThere = said + 4 <= bytes.length && bytes.readUInt32LE(said) === zip64EndSignature;
  const end = isThere ? said : locator - 56;
  const ahead = end - said;
  const offset = ahead + Number(bytes.readBigUInt64LE(end + 48));
  return { count: Number(bytes.readBigUInt64LE(end + 32)), offset, ahead };
}

function readEntry(bytes: Buffer, at: number, ahead: number): ZipEntry {
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extra = bytes.subarray(nameEnd, nameEnd + bytes.readUInt16LE(at + 30));
  const saysUtf8 = (bytes.readUInt16LE(at + 8) & 0x800) !== 0;
  const name = bytes.subarray(at + 46, nameEnd);
  const madeBy = bytes.readUInt8(at + 5);
  const [size, packedSize, offset] = largeNumbers(extra, [
    bytes.readUInt32LE(at + 24),
    bytes.readUInt32LE(at + 20),
    bytes.readUInt32LE(at + 42),
  ]);
  const packed = {
    method: bytes.readUInt16LE(at + 10),
    isEncrypted: (bytes.readUInt16LE(at + 8) & 1) !== 0,
    size,
    packedSize,
    offset: ahead + offset,
  };
  return {
    // Who wrote it on Unix, wrote the bytes of the file's name.
    name:
      saysUtf8 || madeBy === UNIX || isUtf8(name) ? rawNames().text(name) : name.toString('latin1'),
    madeBy,
    attributes: bytes.readUInt32LE(at + 38),
    modified: dosTime(bytes.readUInt16LE(at + 14), bytes.readUInt16LE(at + 12)),
    size,
    place: { start: packed.offset, end: packed.offset + 30 + name.length + packedSize },
    content: () => unpack(bytes, packed),
  };
}

type Packed = {
  method: number;
  isEncrypted: boolean;
  size: number;
  packedSize: number;
  offset: number;
};

function unpack(bytes: Buffer, { method, isEncrypted, size, packedSize, offset }: Packed): Buffer {
  if (isEncrypted) throw new Error('it is encrypted');
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(start, start + packedSize);
  if (method !== 0 && method !== 8) throw new Error(`compression method ${method} is not known`);
  // One byte more than announced is enough to tell that it is too much.
  const content = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: size + 1 });
  // unzip complains of a wrong checksum, and rubyzip, which comes after it, compares none.
  if (content.length > size) throw new Error('it is larger than announced');
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

function dosTime(date: number, time: number): number {
  const [year, month, day] = [1980 + (date >>> 9), ((date >>> 5) & 15) - 1, date & 31];
  return new Date(year, month, day, time >>> 11, (time >>> 5) & 63, (time & 31) * 2).getTime();
}
