import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';

/**
 * Reads a file that somebody names. Throws where it is not a file: a pipe that nobody writes to, or a device, might never end. A
 * pipe that is already open here is read, because shells pass `<(…)` as one.
 */
export function readNamedFile(
  path: string,
  {
    encoding = 'utf8',
    most = 64 * 1024 * 1024,
  }: { encoding?: 'utf8' | 'latin1'; most?: number } = {},
): string {
  if (isOpenHere(path)) return readFileSync(path, encoding);
  // Without it the open itself waits for somebody who writes.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(file);
    const why = whyNot(stats, most);
    if (why !== undefined) throw new Error(why);
    return readFileSync(file, encoding);
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
  return stats.size > most ? `it has ${stats.size} bytes; ${most} are the most` : undefined;
}
