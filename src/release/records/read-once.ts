import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifacts } from '../../aws/artifacts.ts';
import { fileChunks } from '../../aws/file-chunks.ts';
import { isUnwritable } from '../../unwritable.ts';

/**
 * Buckets of which each object comes to this machine once, into a file, however many read it at the same time. Where no such
 * file can be written, each has it come by itself. `end` takes the files away.
 */
export function readingOnce(): { of(holder: Artifacts): Artifacts; end(): Promise<void> } {
  /** The path of an object's file, or none where it cannot be written. */
  const files = new Map<string, Promise<string | undefined>>();
  let folder: Promise<string | undefined> | undefined;
  let count = 0;

  async function download(holder: Artifacts, key: string, signal: AbortSignal) {
    folder ??= mkdtemp(join(tmpdir(), 'fanout-copies-')).catch(() => undefined);
    const made = await folder;
    if (made === undefined) return undefined;
    const path = join(made, String(++count));
    await holder.download(key, path, signal);
    return path;
  }

  /** Begun anew after it failed. */
  function fileOf(holder: Artifacts, key: string, signal: AbortSignal) {
    const object = `${holder.bucket}/${key}`;
    const known = files.get(object);
    if (known !== undefined) return known;
    const file = download(holder, key, signal).catch((error) => {
      if (isUnwritable(error)) return undefined;
      files.delete(object);
      throw error;
    });
    files.set(object, file);
    return file;
  }

  return {
    of: (holder) => ({
      ...holder,
      async *read(key, signal) {
        const path = await fileOf(holder, key, signal);
        yield* path === undefined ? holder.read(key, signal) : fileChunks(path);
      },
    }),
    async end() {
      const made = await folder;
      if (made) await rm(made, { recursive: true, force: true });
    },
  };
}
