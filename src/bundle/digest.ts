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
  #last = Buffer.alloc(0);

  /** Entries come sorted; a wrong order is a mistake of the caller. */
  add({ kind, mode, path, sha256 }: HashedEntry): void {
    const name = Buffer.from(path);
    if (Buffer.compare(this.#last, name) >= 0) throw new Error(`"${path}" is out of order`);
    const head = Buffer.alloc(7);
    head.write(kind.slice(0, 1), 'latin1');
    head.writeUInt16BE(mode ?? 0xffff, 1);
    head.writeUInt32BE(name.length, 3);
    this.#hash.update(head).update(name).update(sha256, 'hex');
    this.#last = name;
  }

  hex(): string {
    return this.#hash.digest('hex');
  }
}
