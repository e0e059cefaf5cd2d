import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { writeAll } from './write-all.ts';

/** A zip while it is written: appends, hashes what is final, and can go back to fill in a header. */
export class ZipFile {
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');
  /** What is appended and not written yet. */
  readonly #buffer = Buffer.allocUnsafeSlow(1024 * 1024);
  #buffered = 0;
  #written = 0;
  /** How far the hash has come. */
  #hashed = 0;

  /** The file is empty, and open for reading and writing. */
  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  get size(): number {
    return this.#written + this.#buffered;
  }

  /** The bytes are copied, or written before this resolves. */
  async append(bytes: Buffer): Promise<void> {
    if (this.#hashed === this.size) {
      this.#hash.update(bytes);
      this.#hashed += bytes.length;
    }
    if (this.#buffered + bytes.length > this.#buffer.length) await this.#flush();
    if (bytes.length > this.#buffer.length) {
      await writeAll(this.#handle, bytes, this.#written);
      this.#written += bytes.length;
    } else {
      this.#buffered += bytes.copy(this.#buffer, this.#buffered);
    }
  }

  /** Leaves room for `size` bytes that are not known yet; until they are filled in, nothing more is hashed. */
  async reserve(size: number): Promise<void> {
    await this.#flush();
    this.#written += size;
  }

  /** Takes back everything from `offset` on, which must lie behind what is reserved. */
  async rewind(offset: number): Promise<void> {
    await this.#flush();
    this.#written = offset;
  }

  /** Fills in what was reserved at `offset`, and brings the hash up to date. */
  async fill(offset: number, bytes: Buffer): Promise<void> {
    await this.#flush();
    await writeAll(this.#handle, bytes, offset);
    const buffer = this.#buffer;
    while (this.#hashed < this.#written) {
      const length = Math.min(buffer.length, this.#written - this.#hashed);
      const { bytesRead } = await this.#handle.read(buffer, 0, length, this.#hashed);
      if (bytesRead === 0) throw new Error('the zip was cut short while it was written');
      this.#hash.update(buffer.subarray(0, bytesRead));
      this.#hashed += bytesRead;
    }
  }

  async end(): Promise<{ size: number; sha256: string }> {
    await this.#flush();
    // A rewound entry may have been longer than all that came after it.
    await this.#handle.truncate(this.#written);
    return { size: this.#written, sha256: this.#hash.digest('hex') };
  }

  async #flush(): Promise<void> {
    await writeAll(this.#handle, this.#buffer.subarray(0, this.#buffered), this.#written);
    this.#written += this.#buffered;
    this.#buffered = 0;
  }
}
