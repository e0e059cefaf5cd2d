import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';

const largest = 64 * 1024 * 1024;

/** {@link readNamedBytes}, as text. */
export function readNamedFile(
  path: string,
  { encoding = 'utf8', most = largest }: { encoding?: 'utf8' | 'latin1'; most?: number } = {},
): string {
  return readNamedBytes(path, { most }).toString(encoding);
}

/**
 * Reads a file that somebody names. Throws where it is not a file: a pipe that nobody writes to, or a device, might never end. A
 * pipe that is already open here is read, because shells pass `<(…)` as one.
 */
export function readNamedBytes(path: string, { most = largest }: { most?: number } = {}): Buffer {
  if (isOpenHere(path)) return readFileSync(path);
  // Without it the open itself waits for somebody who writes.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(file);
    const why = whyNot(stats, most);
    if (why !== undefined) throw new Error(why);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function isOpenHere(path: string): boolean {
  return /^\/dev\/(?:stdin|fd\/\d+)$|^\/proc\/self\/fd\/\d+$/.test(path);
}

function whyNot(stats: Stats, most: number): string | undefined {
  if (stats.isDirectory()) return 'it is a folder';
  if (!stats.isFile()) return 'it is a pipe, a device or a socket, not a file';
  return stats.size > most ? `it has ${stats.size} bytes, and at most ${most} are read` : undefined;
}
