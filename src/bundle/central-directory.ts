import type { ZipFile } from './zip-file.ts';
import { centralHeader, endRecords, type ZipRecord } from './zip-records.ts';

const pageSize = 256 * 1024;

/** What ends a zip, gathered while it is written: as bytes, since objects for each of many entries take much more. */
export class CentralDirectory {
  readonly #pages: Buffer[] = [];
  #room = Buffer.alloc(0);
  #entries = 0;

  add(entry: ZipRecord): void {
    const header = centralHeader(entry);
    if (header.length > this.#room.length) {
      this.#endPage();
      this.#room = Buffer.allocUnsafeSlow(Math.max(pageSize, header.length));
      this.#pages.push(this.#room);
    }
    header.copy(this.#room);
    this.#room = this.#room.subarray(header.length);
    this.#entries += 1;
  }

  async appendTo(zip: ZipFile): Promise<void> {
    this.#endPage();
    const offset = zip.size;
    for (const page of this.#pages) await zip.append(page);
    await zip.append(endRecords({ entries: this.#entries, offset, size: zip.size - offset }));
  }

  /** Cuts the last page to what is filled of it. */
  #endPage(): void {
    const page = this.#pages.pop();
    if (page) this.#pages.push(page.subarray(0, page.length - this.#room.length));
    this.#room = Buffer.alloc(0);
  }
}
