import { type DirectoryEntry, encryptedFlags, nameIn } from './zip-directory.ts';
import { localSignature, utf8Flag } from './zip-records.ts';
import { readAt, type ZipSource } from './zip-source.ts';

const localSize = 30;
// Of extra fields: enough for what tools write.
const usualExtra = 128;

/** Where the data of an entry begin whose headers have been compared. */
export async function dataStart(zip: ZipSource, offset: number): Promise<number> {
  const header = await readAt(zip, offset, offset + localSize);
  return offset + localSize + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/**
 * Where an entry's data begin, before `limit`; what is wrong, where its local header tells something else than the directory:
 * tools believe the one or the other.
 */
export async function findData(
  zip: ZipSource,
  entry: DirectoryEntry,
  limit: number,
): Promise<number | string> {
  const { offset, rawName, compressedSize } = entry;
  const nameEnd = localSize + rawName.length;
  if (offset + nameEnd > limit) return 'is outside the zip';
  let header = await readAt(zip, offset, Math.min(limit, offset + nameEnd + usualExtra));
  const size = nameEnd + header.readUInt16LE(28);
  if (offset + size + compressedSize > limit) return 'is outside the zip';
  if (size > header.length) header = await readAt(zip, offset, offset + size);
  return agrees(header.subarray(0, size), entry) ? offset + size : 'has two headers that differ';
}

function agrees(header: Buffer, { rawName, name, flags, method }: DirectoryEntry): boolean {
  const nameEnd = localSize + rawName.length;
  return (
    header.readUInt32LE(0) === localSignature &&
    ((header.readUInt16LE(6) ^ flags) & (encryptedFlags | utf8Flag)) === 0 &&
    header.readUInt16LE(8) === method &&
    header.readUInt16LE(26) === rawName.length &&
    header.subarray(localSize, nameEnd).equals(rawName) &&
    nameIn(rawName, header.subarray(nameEnd)) === name
  );
}
