import { closeSync, fchmodSync, openSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { HostCommand, ObjectReader } from '../../service.ts';
import type { Unpacked } from '../archive/archive-entry.ts';
import { readArchive } from '../archive/read-archive.ts';

/** A bundle that was taken apart: the contents of its files lie one after the other in one file. */
export type UnpackedRevision = Unpacked & { file: string };

/** Revisions that are not in use stay unpacked for the hosts to come, up to this many. */
const KEPT = 8;

type Held = { revision: UnpackedRevision; users: number };

/**
 * Bundles as hosts get them: read, taken apart once and copied to each host from there. Names and links
 * of an archive are data here and become paths only on the host.
 */
export class Revisions {
  readonly #folder: string;
  readonly #objects: ObjectReader;
  /** The least recently used first. */
  readonly #held = new Map<string, Held>();
  #count = 0;

  /** @param folder for the contents; the caller's, as long as this lives */
  constructor(folder: string, objects: ObjectReader) {
    this.#folder = folder;
    this.#objects = objects;
  }

  /**
   * Downloads a revision and hands it to `work`.
   *
   * @throws {ServiceError} as S3 has it
   * @throws {ArchiveError}
   * @throws {Error} when the object is another one than the revision names
   */
  async use<T>(
    command: HostCommand,
    work: (revision: UnpackedRevision, eTag: string) => Promise<T>,
  ): Promise<T> {
    const { account, region, revision, tag } = command;
    const { bucket, key, version, eTag, bundleType } = revision;
    const location = {
      account,
      region,
      bucket,
      key,
      ...(version && { version }),
      ...(tag && { tag }),
    };
    const { body, eTag: found, versionId } = this.#objects.read(location);
    if (eTag !== undefined && bare(eTag) !== bare(found)) {
      throw new Error(
        `Expected deployment artifact bundle etag ${eTag} but was actually "${bare(found)}"`,
      );
    }
    const content = JSON.stringify([account, region, bucket, key, versionId, found, bundleType]);
    const held = this.#held.get(content) ?? { revision: this.#unpack(body, bundleType), users: 0 };
    this.#held.delete(content);
    this.#held.set(content, held);
    held.users++;
    try {
      return await work(held.revision, bare(found));
    } finally {
      held.users--;
      await this.#forget();
    }
  }

  #unpack(body: Buffer, type: string): UnpackedRevision {
    const file = path.join(this.#folder, String(++this.#count));
    const descriptor = openSync(file, 'wx');
    // Whatever the umask: the users of hosts read it, and nobody else comes into the folder.
    fchmodSync(descriptor, 0o644);
    let end = 0;
    try {
      const unpacked = readArchive(body, type, (content) => {
        const offset = end;
        while (end < offset + content.length) {
          end += writeSync(descriptor, content, end - offset);
        }
        return { offset, size: content.length };
      });
      return { file, ...unpacked };
    } finally {
      closeSync(descriptor);
    }
  }

  async #forget(): Promise<void> {
    const idle = [...this.#held].filter(([, held]) => held.users === 0);
    for (const [digest, held] of idle.slice(0, Math.max(0, this.#held.size - KEPT))) {
      this.#held.delete(digest);
      await rm(held.revision.file, { force: true });
    }
  }
}

function bare(eTag: string): string {
  return eTag.replaceAll('"', '');
}
