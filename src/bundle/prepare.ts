import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, lstat, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, normalize, resolve } from 'node:path';
import { makeFolders } from '../make-folders.ts';
import { UsageError } from '../problem.ts';
import type { Bundle, BundleNote } from './bundle.ts';
import type { BundleSettings } from './bundle-work.ts';
import { identityOf } from './files.ts';
import { leadsOut, outward } from './leads-out.ts';
import { packFolder } from './pack-folder.ts';
import { notesOnLinks } from './symbolic-links.ts';
import { takeArchive } from './take-archive.ts';

export type BundleContext = {
  /** Absolute. */
  cwd: string;
  /** Where to write the zip, absolute; missing folders are made, and a file there is replaced at the end. */
  out: string;
  signal: AbortSignal;
  platform?: NodeJS.Platform;
  /** Where the run keeps its notes, absolute: they are no content. */
  notes?: string | undefined;
};

/**
 * Makes the bundle: packs a folder, or checks a ready-made zip from end to end and copies it as it is, so that what was
 * checked is what is uploaded. UsageError with all that is wrong; then nothing is left at `out` that was not there before.
 */
export async function prepareBundle(
  settings: BundleSettings,
  context: BundleContext,
): Promise<{ bundle: Bundle; notes: BundleNote[] }> {
  const { cwd, out, signal } = context;
  signal.throwIfAborted();
  const location = resolve(cwd, settings.source);
  const source = { location, shownAs: normalize(settings.source) };
  const make = (await isFolder(source, cwd)) ? packFolder : takeArchive;
  const platform = context.platform ?? process.platform;
  const { notes, ...made } = await writeBeside(out, async (handle, part) => {
    // Neither the zip itself nor the notes of a run are content.
    const leaveOut = await identities([
      ...[part, out, join(cwd, '.fanout')],
      ...(context.notes === undefined ? [] : [context.notes]),
    ]);
    return make({ cwd, settings, source, handle, leaveOut, platform, signal });
  });
  return { bundle: { path: out, ...made }, notes: [...notes, ...notesOnLinks(made.entries)] };
}

async function isFolder(
  { location, shownAs }: { location: string; shownAs: string },
  cwd: string,
): Promise<boolean> {
  let stats: Stats;
  let isOutward: boolean;
  try {
    stats = await stat(location);
    isOutward = await leadsOut(location, cwd);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'does not exist' : `cannot be read: ${code}`;
    const message = `bundle.source "${shownAs}" ${what}`;
    throw new UsageError([{ code: 'no-source', message }], { cause: error });
  }
  if (stats.isDirectory() && isOutward) {
    const message = `bundle.source "${shownAs}" ${outward}`;
    throw new UsageError([
      {
        code: 'source-leads-out',
        message,
        hint: 'copy what you want to package, for example with cp -RL',
      },
    ]);
  }
  if (stats.isDirectory() || (stats.isFile() && /\.zip$/i.test(location))) {
    return stats.isDirectory();
  }
  const hint = 'give a folder, whose content is packaged, or a ready-made .zip';
  const message = `bundle.source "${shownAs}" is neither a folder nor a .zip file`;
  throw new UsageError([{ code: 'no-source', message, hint }]);
}

/** Writes a file beside `out` and moves it there, so that `out` is never half a zip. */
async function writeBeside<T>(
  out: string,
  write: (handle: FileHandle, path: string) => Promise<T>,
): Promise<T> {
  const part = `${out}.${randomUUID()}.part`;
  let handle: FileHandle | undefined;
  try {
    makeFolders(dirname(out));
    handle = await open(part, 'wx+');
    const written = await write(handle, part);
    await handle.close();
    await rename(part, out);
    return written;
  } catch (error) {
    await handle?.close().catch(() => {});
    await rm(part, { force: true });
    throw explained(error, out);
  }
}

/** What fails here by itself is the writing: all that is read reports its own errors. */
function explained(error: unknown, out: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const reason = error.message.split(', ')[0];
  const message = `the bundle cannot be written to "${out}": ${reason}`;
  return new UsageError([{ code: 'file-unwritable', message }], { cause: error });
}

/** By identity, since links can give one file several paths. */
async function identities(paths: readonly string[]): Promise<Set<string>> {
  const found = await Promise.all(paths.map((path) => lstat(path).catch(() => undefined)));
  return new Set(found.filter((stats) => stats !== undefined).map(identityOf));
}
