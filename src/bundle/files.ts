import { accessSync, constants, lstatSync, readdirSync, readlinkSync, type Stats } from 'node:fs';
import { join, sep } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Problem } from '../problem.ts';
import type { Origin } from './bundle-work.ts';
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
  /** The folder that `path` is in; of a file that comes from elsewhere, that file. */
  origin: Origin & { isFile?: true };
  /** With `mtimeMs`, `dev` and `ino`: what tells the file from another that takes its place before it is read. */
  size: number;
  mtimeMs: number;
  dev: number;
  ino: number;
  /** Absent where the file system cannot tell, as on Windows: then a hook script is, and a file that starts with `#!`. */
  executable?: boolean;
};

const everybody = 0o444;

export type Walk = {
  rules: IgnoreRules;
  /** {@link identityOf} what is not content, such as the zip that is being written. */
  leaveOut: ReadonlySet<string>;
  platform: NodeJS.Platform;
  signal: AbortSignal;
  /** Told of entries in a row as soon as they are found, in the order of all, as long as nothing is a problem. */
  found?: ((entries: SourceEntry[]) => void) | undefined;
};

/**
 * Everything in a folder, sorted by path as bytes: files, folders (empty ones too), and symbolic links as links, never
 * followed. What cannot be packaged is a problem; all of them are found.
 *
 * Its calls block, but for a moment each: a promise for each of 20,000 files takes three times as long, and 20 MB.
 */
export async function findFiles(
  origin: Origin,
  walk: Walk,
): Promise<{ entries: SourceEntry[]; problems: Problem[] }> {
  const entries: SourceEntry[] = [];
  const problems: Problem[] = [];
  const tell = (row: SourceEntry[]) => {
    for (const entry of row) entries.push(entry);
    if (problems.length === 0) walk.found?.(row);
  };
  async function walkThrough(folder: string): Promise<void> {
    await turn();
    walk.signal.throwIfAborted();
    let row: SourceEntry[] = [];
    for (const next of inOrder(listFolder(origin, folder, walk), problems)) {
      if ('kind' in next) row.push(next);
      else {
        tell(row);
        row = [];
        await walkThrough(next.folder);
      }
    }
    tell(row);
  }
  await walkThrough('');
  return { entries, problems };
}

/** What is in a folder, and for each folder in it its content: that need not follow it at once, since "a-b" is before "a/b". */
function inOrder(
  found: readonly (SourceEntry | Problem)[],
  problems: Problem[],
): (SourceEntry | Content)[] {
  const all: (SourceEntry | Content)[] = [];
  for (const one of found) {
    if ('message' in one) problems.push(one);
    else all.push(one);
    if ('kind' in one && one.kind === 'directory')
      all.push({ folder: one.path, path: `${one.path}/` });
  }
  return sortByPath(all);
}

type Content = { folder: string; path: string };

/** A file for the bundle, by what the file system says of it. */
export function fileEntry(
  { path, origin }: Pick<SourceFile, 'path' | 'origin'>,
  stats: Stats,
  platform: NodeJS.Platform,
): SourceFile {
  const { dev, ino, size, mtimeMs } = stats;
  const kind = 'file';
  if (platform === 'win32') return { kind, path, origin, size, mtimeMs, dev, ino };
  const executable = (stats.mode & 0o111) !== 0;
  return { kind, path, origin, size, mtimeMs, dev, ino, executable };
}

/** Tells two files or folders of one machine apart. */
export function identityOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}

/** Where a file is read: absolute. */
export function locationOf({ origin, path }: SourceFile): string {
  return origin.isFile ? origin.location : `${origin.location}${sep}${path}`;
}

/** The same, and for people. */
export function placeOf({ origin, path }: SourceFile): Origin {
  if (origin.isFile) return origin;
  return { location: join(origin.location, path), shownAs: join(origin.shownAs, path) };
}

function listFolder(origin: Origin, folder: string, walk: Walk): (SourceEntry | Problem)[] {
  const shownAs = join(origin.shownAs, folder);
  let names: Buffer[];
  try {
    names = readdirSync(join(origin.location, folder), { encoding: 'buffer' });
  } catch (error) {
    return [unreadable('folder', shownAs, error)];
  }
  const found = names.map((bytes) => {
    const name = utf8(bytes);
    if (name !== undefined) return look(origin, folder === '' ? name : `${folder}/${name}`, walk);
    const shown = quoted(bytes.toString('latin1'));
    return problem(shownAs, `${shown} in ${quoted(shownAs)} has a name that is not UTF-8`);
  });
  return found.filter((one) => one !== undefined);
}

function look(
  origin: Origin,
  path: string,
  { rules, leaveOut, platform }: Walk,
): SourceEntry | Problem | undefined {
  const location = `${origin.location}${sep}${path}`;
  const shownAs = () => join(origin.shownAs, path);
  try {
    const stats = lstatSync(location);
    if (leaveOut.has(identityOf(stats))) return undefined;
    const kind = kindOf(stats);
    if (rules.leftOutBy(path, kind ?? 'file') !== undefined) return undefined;
    if (kind === undefined) {
      return problem(shownAs(), `${quoted(shownAs())} is a ${specialKind(stats)}, not a file`);
    }
    const wrong = nameProblem(path, kind);
    if (wrong !== undefined) {
      const effect = 'it would not arrive on the hosts under that name';
      return problem(shownAs(), `${quoted(shownAs())} ${wrong}: ${effect}`);
    }
    if (kind === 'directory') return { kind, path };
    if (kind === 'file') {
      // What everybody may read need not be asked for: a list of rights that says otherwise is seen where the file is read.
      if ((stats.mode & everybody) !== everybody) accessSync(location, constants.R_OK);
      return fileEntry({ path, origin }, stats, platform);
    }
    const target = utf8(readlinkSync(location, { encoding: 'buffer' }));
    if (target === undefined) {
      return problem(shownAs(), `${quoted(shownAs())} is a link to a name that is not UTF-8`);
    }
    return {
      kind,
      path,
      target: platform === 'win32' ? target.replaceAll('\\', '/') : target,
    };
  } catch (error) {
    return unreadable('file', shownAs(), error);
  }
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

function problem(file: string, message: string): Problem {
  return {
    code: 'not-packable',
    message,
    file,
    hint: 'rename or remove it, or leave it out with bundle.exclude',
  };
}

function unreadable(what: 'file' | 'folder', shownAs: string, error: unknown): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === 'EACCES' || code === 'EPERM' ? 'permission denied' : (code ?? message);
  return {
    code: 'not-packable',
    message: `${what} ${quoted(shownAs)} cannot be read: ${reason}`,
    file: shownAs,
  };
}
