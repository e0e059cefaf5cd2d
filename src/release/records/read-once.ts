import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifacts } from '../../aws/artifacts.ts';
import { fileChunks } from '../../aws/byte-source.ts';

/**
 * Buckets of which each object comes to this machine once, into a file, however many read it at the same time. `end` takes
 * the files away.
 */
export function readingOnce(): { of(holder: Artifacts): Artifacts; end(): Promise<void> } {
  const files = new Map<string, Promise<string>>();
  let folder: Promise<string> | undefined;

  async function download(holder: Artifacts, key: string, signal: AbortSignal): Promise<string> {
    folder ??= mkdtemp(join(tmpdir(), 'fanout-copies-'));
    const path = join(await folder, String(files.size));
    await holder.download(key, path, signal);
    return path;
  }

  return {
    of: (holder) => ({
      ...holder,
      async *read(key, signal) {
        const object = `${holder.bucket}/${key}`;
        const file = files.get(object) ?? download(holder, key, signal);
        files.set(object, file);
        yield* fileChunks(await file);
      },
    }),
    async end() {
      if (folder) await rm(await folder, { recursive: true, force: true });
    },
  };
}
