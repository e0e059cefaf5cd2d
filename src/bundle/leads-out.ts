import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';

/** What is said of such a path. */
export const outward = 'is a link that leads out of its folder, or is behind one';

/**
 * Whether a path inside a folder leads out of it, by a link at its end or on its way. Whoever builds may put one there, so that
 * files of whoever deploys come into the bundle. What is named outside of the folder was meant.
 */
export async function leadsOut(named: string, folder: string): Promise<boolean> {
  if (!isWithin(named, folder)) return false;
  return !isWithin(await realpath(named), await realpath(folder));
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(sep)[0] !== '..';
}
