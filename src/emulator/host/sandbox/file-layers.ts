import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { HostSettings } from '../gaps/settings.ts';
import { stubFiles } from '../gaps/stubs.ts';
import { consulFiles, consulOf } from '../inside/consul-files.ts';
import { programText } from '../inside/program.ts';
import { standIns } from '../inside/stand-ins.ts';
import { type Arrangement, arrange, mountPoints, shownFolders } from './arrangement.ts';
import { type Hidden, hiddenPaths, isBelow } from './hidden.ts';
import { isRoot, type Users } from './id-maps.ts';
import { type IdRange, shifted } from './id-range.ts';
import type { OwnFile } from './own-file.ts';
import { SYSTEM_PATH } from './system-environment.ts';

export type Layers = Arrangement & {
  /** Holds `skeleton` and `veil`, the two lower layers above the machine's own folders. */
  folder: string;
  /** The root folder that hosts are shown; empty for this machine's. */
  base: string;
  hidden: Hidden[];
};

export type LayerOptions = {
  folder: string;
  /** Folders that are shown empty wherever they are. */
  conceal: readonly string[];
  /** Files of the host's own, by their path, with their mode. */
  files: ReadonlyMap<string, OwnFile>;
  /** What users of hosts are on this machine, where they are others than here. */
  range?: IdRange | undefined;
  base: string;
};

/**
 * Makes, once for all hosts, the layers between what a host writes and the machine. In `veil`, a
 * character device 0/0 takes away what is below it; in `skeleton` are the files of the host's own, and
 * folders that are to be empty or to belong to the host's root.
 *
 * @see https://docs.kernel.org/filesystems/overlayfs.html
 */
export function makeLayers({ folder, conceal, files, range, base }: LayerOptions): Layers {
  const skeleton = path.join(folder, 'skeleton');
  const veil = path.join(folder, 'veil');
  fs.mkdirSync(skeleton, { recursive: true });
  fs.mkdirSync(veil);
  // Who gives a root folder shows all of it.
  const hidden = base === '' ? hiddenPaths(shownFolders(), conceal) : [];
  const needed = [...files.keys()].map((file) => path.dirname(file).slice(1));
  const arrangement = arrange(hidden, base === '' ? mountPoints() : [], needed, base);
  for (const top of arrangement.overlays) {
    makeFolder(skeleton, `/${top}`, base);
    makeFolder(veil, `/${top}`, base);
  }
  for (const { path: hiddenPath, directory } of hidden) {
    makeFolder(veil, path.dirname(hiddenPath));
    if (directory) makeFolder(skeleton, hiddenPath);
  }
  whiteOut(hidden.map((entry) => veil + entry.path));
  const concealed = new Set(hidden.map((entry) => entry.path));
  // Who is not this machine's root may not write into its folders: they are made again.
  const ordinary = !isRoot() || range !== undefined;
  for (const [top, depth] of Object.entries(WRITABLE)) {
    const copied = arrangement.copies.includes(top.slice(1));
    if (fs.existsSync(base + top) && (ordinary || copied))
      copyFolders(skeleton, top, depth, concealed, base);
  }
  for (const [file, own] of files) {
    makeFolder(skeleton, path.dirname(file), base);
    if ('link' in own) {
      fs.symlinkSync(own.link, skeleton + file);
    } else {
      fs.writeFileSync(skeleton + file, own.text);
      fs.chmodSync(skeleton + file, own.mode);
    }
  }
  if (range) for (const layer of [skeleton, veil]) giveToRange(layer, range);
  return { folder, base, ...arrangement, hidden };
}

/** The files that every host has of its own. */
export function ownFiles(options: {
  /** Absolute, as seen inside. */
  node: string;
  program: string;
  users: Users;
  host: HostSettings;
}): Map<string, OwnFile> {
  const { node, program, users, host } = options;
  const oneUser = users === 'one';
  const base = host.root ?? '';
  const files = stubFiles(host, programFolders(base), (path) => fs.existsSync(base + path));
  for (const [path, file] of standIns({ node, oneUser })) files.set(path, file);
  const consul = consulOf(host, (path) => fs.existsSync(base + path));
  if (consul !== 'none') for (const [path, file] of consulFiles(node)) files.set(path, file);
  const text = programText(oneUser ? 'checked' : 'kept', { sandboxed: true, consul });
  files.set(program, { text, mode: 0o644 });
  if (
    !host.commands.has('node') &&
    !['/usr/local/bin/node', '/usr/bin/node'].some((file) => fs.existsSync(base + file))
  ) {
    files.set('/usr/local/bin/node', { link: node });
  }
  const accounts = fs.readFileSync(`${base}/etc/passwd`, 'utf8').split('\n').filter(Boolean);
  // No password opens any of them, and none of the machine's hashes is in it.
  const shadow = accounts.map((line) => `${line.split(':', 1)[0]}:*:19000:0:99999:7:::\n`);
  return files.set('/etc/shadow', { text: shadow.join(''), mode: 0o640 });
}

/** Where links among them lead to: a file laid below a link would take its place. */
function programFolders(base: string): string[] {
  const there = SYSTEM_PATH.split(':').filter((folder) => fs.existsSync(base + folder));
  const real = there.map((folder) => fs.realpathSync(base + folder).slice(base.length));
  return [...new Set(real)];
}

/** How deep an ordinary user's sandbox can be written to below folders that are root's. */
const WRITABLE: Readonly<Record<string, number>> = {
  '/etc': 8,
  '/var': 4,
  '/opt': 3,
  '/srv': 3,
  '/usr': 2,
  '/usr/local': 4,
  '/usr/lib/systemd': 3,
  '/usr/lib/sysimage': 2,
  '/usr/share/nginx': 3,
};

/** Where package managers keep what they write to. */
const PACKAGES: ReadonlySet<string> = new Set([
  '/var/lib/dpkg',
  '/var/lib/apt',
  '/var/lib/rpm',
  '/usr/lib/sysimage/rpm',
  '/var/log/apt',
]);
const LOGS: ReadonlySet<string> = new Set(['/var/log/dpkg.log', '/var/log/alternatives.log']);

/** Files that are the host's own from the start, for scripts write to them. */
function isRewritten(file: string): boolean {
  return isBelow(file, '/etc') || PACKAGES.has(path.dirname(file)) || LOGS.has(file);
}

/** Copies folders without what is in them, but for files that are written to. */
function copyFolders(
  skeleton: string,
  folder: string,
  depth: number,
  hidden: ReadonlySet<string>,
  base: string,
): void {
  makeFolder(skeleton, folder, base);
  if (depth === 0 || hidden.has(folder)) return;
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(base + folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const inner = path.join(folder, entry.name);
    if (entry.isDirectory()) copyFolders(skeleton, inner, depth - 1, hidden, base);
    else if (isRewritten(inner) && !hidden.has(inner))
      copyEntry(skeleton + inner, base + inner, entry);
  }
}

function copyEntry(copy: string, file: string, entry: fs.Dirent): void {
  try {
    if (entry.isSymbolicLink()) {
      fs.symlinkSync(fs.readlinkSync(file), copy);
    } else if (entry.isFile() && isForAll(file)) {
      fs.copyFileSync(file, copy, fs.constants.COPYFILE_FICLONE);
      keepOwner(file, copy);
    }
  } catch {
    // Not readable to this user; the sandbox shows what the machine shows.
  }
}

/** What root can read, and a host of it must not. */
function isForAll(file: string): boolean {
  return !isRoot() || (fs.statSync(file).mode & 0o004) !== 0;
}

/** All that is in a layer belongs to the users of hosts that are called as its owners here. */
function giveToRange(layer: string, range: IdRange): void {
  const entries = fs.readdirSync(layer, { withFileTypes: true, recursive: true });
  const paths = entries.map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of [layer, ...paths]) {
    const { uid, gid, mode } = fs.lstatSync(file);
    fs.lchownSync(file, shifted(uid, range), shifted(gid, range));
    // Giving a file away takes these bits from it.
    if ((mode & 0o6000) !== 0) fs.chmodSync(file, mode & 0o7777);
  }
}

/** With the mode and, as far as possible, the owner that the folder has on the machine. */
function makeFolder(layer: string, folder: string, base = ''): void {
  if (folder === '/' || fs.existsSync(layer + folder)) return;
  makeFolder(layer, path.dirname(folder), base);
  fs.mkdirSync(layer + folder);
  if (fs.existsSync(base + folder)) keepOwner(base + folder, layer + folder);
  else fs.chmodSync(layer + folder, 0o755);
  // What an ordinary user makes, it must be able to fill.
  if (!isRoot()) fs.chmodSync(layer + folder, fs.statSync(layer + folder).mode | 0o700);
}

function keepOwner(original: string, copy: string): void {
  const { uid, gid, mode } = fs.statSync(original);
  if (isRoot()) chown(copy, uid, gid);
  fs.chmodSync(copy, mode & 0o7777);
}

/** In a user namespace there are fewer ids than files may have: what belongs to none is root's. */
function chown(file: string, uid: number, gid: number): void {
  try {
    fs.chownSync(file, uid, gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
  }
}

function whiteOut(paths: readonly string[]): void {
  // Any user may make this one device; Node.js has no call for it.
  const script = 'for path; do mknod -- "$path" c 0 0 || exit 1; done';
  for (let from = 0; from < paths.length; from += 500) {
    execFileSync('sh', ['-c', script, 'mknod', ...paths.slice(from, from + 500)], {
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }
}
