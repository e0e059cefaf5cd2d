import { end64Signature, endSignature, locatorSignature } from './zip-records.ts';
import { broken, number64, readAt, type ZipSource } from './zip-source.ts';

/** Where the central directory is. */
export type Directory = { entries: number; offset: number; size: number };

const endSize = 22;
const longestComment = 0xffff;

/** Finds the central directory. UsageError if this is not a zip, or one with anything before or after it. */
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
