import { constants, type Stats } from 'node:fs';
import { access, lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../problem.ts';
import type { IgnoreRules } from './ignore-rules.ts';
import { nameProblem, quoted, sortByPath, utf8 } from './names.ts';

/** Something to be packaged. `path` is where it goes in the bundle. */
export type SourceEntry =
  | { kind: 'directory'; path: string }
  | { kind: 'link'; path: string; target: string }
  | SourceFile;

export type SourceFile = {
  kind: 'file';
  path: string;
  /** Absolute. */
  location: string;
  /** For people, relative to the working folder. */
  shownAs: string;
  /** As it was when it was found; it is an error if it is another when it is read. */
  stats: Pick<Stats, 'dev' | 'ino' | 'size' | 'mtimeMs'>;
  /** Absent where the file system cannot tell, as on Windows: then a file that starts with `#!` is. */
  executable?: boolean;
};

export type Walk = {
  rules: IgnoreRules;
  /** Absolute paths that are not part of the content, such as the zip that is being written. */
  leaveOut: readonly string[];
  platform: NodeJS.Platform;
  /** Paths in the bundle of scripts that hosts run: executable where the file system cannot tell. */
  hooks: readonly string[];
  signal: AbortSignal;
};

/**
 * Everything in a folder, sorted by path as bytes: files, empty and other folders, and symbolic links as links, never
 * followed. What cannot be packaged is a problem; all of them are found.
 */
export async function findFiles(
  root: { location: string; shownAs: string },
  walk: Walk,
): Promise<{ entries: SourceEntry[]; problems: Problem[] }> {
  const entries: SourceEntry[] = [];
  const problems: Problem[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    walk.signal.throwIfAborted();
    for (const found of await listFolder(root, folder, walk)) {
      if ('message' in found) problems.push(found);
      else entries.push(found);
      if ('kind' in found && found.kind === 'directory') folders.push(found.path);
    }
  }
  return { entries: sortByPath(entries), problems };
}

async function listFolder(
  root: { location: string; shownAs: string },
  folder: string,
  walk: Walk,
): Promise<(SourceEntry | Problem)[]> {
  const shownAs = join(root.shownAs, folder);
  let names: Buffer[];
  try {
    names = await readdir(join(root.location, folder), { encoding: 'buffer' });
  } catch (error) {
    return [unreadable('folder', shownAs, error)];
  }
  const found = await Promise.all(
    names.map(async (bytes) => {
      const name = utf8(bytes);
      if (name === undefined) {
        const message = `${quoted(bytes.toString('latin1'))} in ${quoted(shownAs)} has a name that is not UTF-8`;
        return { message, file: shownAs, hint: 'rename it, or leave it out with bundle.exclude' };
      }
      const path = folder === '' ? name : `${folder}/${name}`;
      return look(
        { path, location: join(root.location, path), shownAs: join(shownAs, name) },
        walk,
      );
    }),
  );
  return found.filter((one) => one !== undefined);
}

type Place = { path: string; location: string; shownAs: string };

async function look(place: Place, walk: Walk): Promise<SourceEntry | Problem | undefined> {
  const { path, location, shownAs } = place;
  if (walk.leaveOut.includes(location)) return undefined;
  try {
    const stats = await lstat(location);
    const kind = kindOf(stats);
    if (walk.rules.leftOutBy(path, kind ?? 'file') !== undefined) return undefined;
    if (kind === undefined) {
      const message = `${quoted(shownAs)} is a ${specialKind(stats)}, which no bundle can hold`;
      return { message, file: shownAs, hint: 'remove it, or leave it out with bundle.exclude' };
    }
    const wrong = nameProblem(path, kind);
    if (wrong !== undefined) {
      const message = `${quoted(shownAs)} ${wrong}: it would not arrive on the hosts under that name`;
      return { message, file: shownAs, hint: 'rename it, or leave it out with bundle.exclude' };
    }
    if (kind === 'directory') return { kind, path };
    if (kind === 'link') return await linkEntry(place, walk.platform);
    await access(location, constants.R_OK);
    return fileEntry(place, stats, walk);
  } catch (error) {
    return unreadable('file', shownAs, error);
  }
}

async function linkEntry({ path, location, shownAs }: Place, platform: NodeJS.Platform) {
  const target = utf8(await readlink(location, { encoding: 'buffer' }));
  if (target === undefined) {
    const message = `${quoted(shownAs)} is a link to a name that is not UTF-8`;
    return { message, file: shownAs };
  }
  const portable = platform === 'win32' ? target.replaceAll('\\', '/') : target;
  return { kind: 'link' as const, path, target: portable };
}

/** A file for the bundle, by what the file system says of it. */
export function fileEntry(
  place: Place,
  stats: Stats,
  { platform, hooks }: Pick<Walk, 'platform' | 'hooks'>,
): SourceFile {
  const { dev, ino, size, mtimeMs } = stats;
  const file: SourceFile = { kind: 'file', ...place, stats: { dev, ino, size, mtimeMs } };
  if (platform !== 'win32') return { ...file, executable: (stats.mode & 0o111) !== 0 };
  return hooks.includes(place.path) ? { ...file, executable: true } : file;
}

function kindOf(stats: Stats): SourceEntry['kind'] | undefined {
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isDirectory()) return 'directory';
  return stats.isFile() ? 'file' : undefined;
}

function specialKind(stats: Stats): string {
  if (stats.isSocket()) return 'socket';
  return stats.isFIFO() ? 'named pipe' : 'device';
}

function unreadable(what: 'file' | 'folder', shownAs: string, error: unknown): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === 'EACCES' || code === 'EPERM' ? 'permission denied' : (code ?? message);
  return { message: `${what} ${quoted(shownAs)} cannot be read: ${reason}`, file: shownAs };
}
