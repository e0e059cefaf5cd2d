import fs from 'node:fs';
import path from 'node:path';
import { SYSTEM_PATH } from './system-environment.ts';

export type Hidden = {
  path: string;
  /** A folder is shown empty, anything else not at all. */
  directory: boolean;
};

/** The folders that are searched, to their bottom; of /usr, which is for everybody, what packages do not bring. */
const SEARCHED: readonly string[] = ['etc', 'var', 'opt', 'srv', 'usr/local'];

/** What has not been looked at after so many files is shown empty. */
const SEARCH_LIMIT = 300_000;

/** For what asks who somebody is or may do; what is secret in them is replaced, not hidden. */
const SHOWN = new Set(['/etc/shadow', '/etc/sudoers', '/etc/sudoers.d']);

/** Homes of system accounts without which nothing runs. */
const PROGRAMS = new Set(['/usr/local', '/usr/lib', '/usr/libexec', ...SYSTEM_PATH.split(':')]);

/**
 * What a sandbox must not show of the folders it shows: all that the machine itself does not let
 * everybody read, sockets, and the given folders. A sandbox that root starts would otherwise read
 * private keys, registration tokens and other jobs' files, because its root owns them.
 */
export function hiddenPaths(tops: readonly string[], folders: readonly string[]): Hidden[] {
  const found: Hidden[] = [];
  const budget = { left: SEARCH_LIMIT };
  for (const folder of SEARCHED) {
    if (tops.includes(folder.split('/', 1)[0] ?? '')) search(`/${folder}`, budget, found);
  }
  for (const folder of folders) {
    const within = tops.some((top) => folder.startsWith(`/${top}/`)) && !PROGRAMS.has(folder);
    const isWhole = (folder === '/opt' || folder === '/srv') && tops.includes(folder.slice(1));
    if ((within || isWhole) && fs.existsSync(folder)) found.push({ path: folder, directory: true });
  }
  // What is below a hidden folder is hidden with it.
  found.sort((one, other) => (one.path < other.path ? -1 : 1));
  const kept: Hidden[] = [];
  for (const hidden of found) {
    if (!kept.some((above) => isBelow(hidden.path, above.path))) kept.push(hidden);
  }
  return kept;
}

export function isBelow(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}

function search(folder: string, budget: { left: number }, found: Hidden[]): void {
  for (const name of readNames(folder)) {
    const inner = path.join(folder, name);
    budget.left--;
    const stats = fs.lstatSync(inner, { throwIfNoEntry: false });
    if (!stats || stats.isSymbolicLink() || SHOWN.has(inner)) continue;
    if (stats.isDirectory()) {
      const isSecret = (stats.mode & 0o001) === 0 || budget.left < 0;
      if (isSecret) found.push({ path: inner, directory: true });
      else search(inner, budget, found);
    } else if (!stats.isFile() || (stats.mode & 0o004) === 0) {
      found.push({ path: inner, directory: false });
    }
  }
}

function readNames(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    // Who may not list it cannot show what is in it.
    return [];
  }
}
