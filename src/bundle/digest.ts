import { createHash } from 'node:crypto';
import type { BundleEntry } from './bundle.ts';

/** An entry and the SHA-256, in hex, of what it holds: a file's bytes, a link's target, nothing for a folder. */
export type HashedEntry = Pick<BundleEntry, 'path' | 'kind' | 'mode'> & { sha256: string };

/**
 * Names a bundle's content, whatever packed it: SHA-256, in lower-case hex, over `codedeploy-fanout/1` and a zero byte, then
 * for each entry, in the order of their paths as UTF-8 bytes:
 *
 *     1 byte    `f` file, `d` folder, `l` symbolic link
 *     2 bytes   permission bits, big-endian: 0o755 or 0o644 for files, 0o755 for folders, 0o777 for links;
 *               0xffff where a ready-made zip carries none
 *     4 bytes   length of the path, big-endian
 *     n bytes   the path in UTF-8, `/` between folders, none at the end
 *     32 bytes  SHA-256 of a file's bytes, of a link's target, of nothing for a folder
 *
 * Every folder counts, also one that a zip only implies by what is in it.
 */
export class ContentDigest {
  readonly #hash = createHash('sha256').update('codedeploy-fanout/1\0');
  #last: Buffer = Buffer.alloc(0);

  /** Entries come sorted; a wrong order is a mistake of the caller. */
  add(entry: HashedEntry): void {
    this.addRecords(digestRecord(entry));
  }

  /** Records of several entries, one after the other. */
  addRecords(records: Buffer): void {
    let at = 0;
    while (at < records.length) {
      const end = at + headSize + records.readUInt32BE(at + 3);
      const name = records.subarray(at + headSize, end);
      if (Buffer.compare(this.#last, name) >= 0) throw new Error(`"${name}" is out of order`);
      this.#last = name;
      at = end + hashSize;
    }
    this.#hash.update(records);
  }

  hex(): string {
    return this.#hash.digest('hex');
  }
}

const headSize = 7;
const hashSize = 32;

/** What the digest takes in of an entry. */
export function digestRecord({ kind, mode, path, sha256 }: HashedEntry): Buffer {
  const length = Buffer.byteLength(path);
  const record = Buffer.allocUnsafe(headSize + length + hashSize);
  record.write(kind.slice(0, 1), 'latin1');
  record.writeUInt16BE(mode ?? 0xffff, 1);
  record.writeUInt32BE(length, 3);
  record.write(path, headSize);
  record.write(sha256, headSize + length, 'hex');
  return record;
}
