import fs from 'node:fs';
import path from 'node:path';
import type { Hidden } from './hidden.ts';
import { isBelow } from './hidden.ts';

/** How the root folder of a sandbox is put together; paths are relative to it. */
export type Arrangement = {
  /** Folders of the machine under an overlay. */
  overlays: string[];
  /** Folders that are an overlay over what was copied from the machine. */
  copies: string[];
  folders: string[];
  files: string[];
  /** `path:target` */
  links: string[];
};

/** The folders of the machine that a sandbox shows; the last two are where NixOS and Guix keep programs. */
const SHOWN = [
  'bin',
  'sbin',
  'lib',
  'lib32',
  'lib64',
  'libx32',
  'usr',
  'etc',
  'opt',
  'var',
  'srv',
  'nix',
  'gnu',
];

/** A folder that must be taken apart may hold so many files. */
const FILE_LIMIT = 500;

/** The folders directly in / that sandboxes show. */
export function shownFolders(): string[] {
  return SHOWN.filter((name) => isFolder(`/${name}`));
}

/** What every host has of its own, whatever its root folder holds. */
const OWN: ReadonlySet<string> = new Set(['proc', 'sys', 'dev', 'run', 'tmp']);

/**
 * Takes apart what an overlay cannot be laid over: the kernel refuses a lower folder with mounts below
 * it, which a user namespace must not uncover. Such a folder is made again with overlays over what is in
 * it; /etc, where programs bind single files, is copied.
 *
 * @param mounts where this machine has something mounted
 * @param base the root folder that is shown; this machine's, unless told otherwise
 * @param needed folders that must be under an overlay, whether they exist or not
 * @throws {Error} where there is no way
 */
export function arrange(
  hidden: readonly Hidden[],
  mounts: readonly string[],
  needed: readonly string[],
  base = '',
): Arrangement {
  const found: Arrangement = { overlays: [], copies: [], folders: [], files: [], links: [] };
  const concealed = new Map(hidden.map((entry) => [entry.path, entry]));
  const shown = base === '' ? SHOWN : fs.readdirSync(base).filter((name) => !OWN.has(name));
  for (const name of shown) place(name);
  for (const folder of needed) {
    const covers = [...found.overlays, ...found.copies];
    if (covers.some((cover) => isBelow(folder, cover))) continue;
    if (found.folders.includes(folder)) {
      throw new Error(`/${folder} has mounts in it and cannot be shown as it must be`);
    }
    found.copies.push(folder);
  }
  return found;

  function place(name: string): void {
    const real = `${base}/${name}`;
    const stats = fs.lstatSync(real, { throwIfNoEntry: false });
    if (!stats || /[:,\\\n]/.test(name)) return;
    const secret = concealed.get(real);
    if (secret) {
      if (secret.directory) found.folders.push(name);
    } else if (stats.isSymbolicLink()) {
      found.links.push(`${name}:${fs.readlinkSync(real)}`);
    } else if (!stats.isDirectory()) {
      found.files.push(name);
    } else if (!mounts.some((mount) => mount !== real && isBelow(mount, real))) {
      found.overlays.push(name);
    } else if (name === 'etc') {
      found.copies.push(name);
    } else {
      takeApart(name);
    }
  }

  function takeApart(name: string): void {
    found.folders.push(name);
    const names = fs.readdirSync(`/${name}`);
    if (names.filter((inner) => !isFolder(path.join('/', name, inner))).length > FILE_LIMIT) {
      throw new Error(`/${name} has mounts in it and more than ${FILE_LIMIT} files`);
    }
    for (const inner of names) place(`${name}/${inner}`);
  }
}

/** Where something is mounted on this machine; see proc_pid_mountinfo(5). */
export function mountPoints(): string[] {
  const lines = fs.readFileSync('/proc/self/mountinfo', 'utf8').trim().split('\n');
  return lines.map((line) =>
    (line.split(' ')[4] ?? '').replace(/\\([0-7]{3})/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 8)),
    ),
  );
}

function isFolder(path: string): boolean {
  return fs.lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
