import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { HostSettings } from '../gaps/settings.ts';
import { confinements, isInstalled, openness } from './confinement.ts';
import { makeLayers, ownFiles } from './file-layers.ts';
import { isBelow } from './hidden.ts';
import { isRoot, possibleUsers } from './id-maps.ts';
import { type IdRange, unusedIds } from './id-range.ts';
import {
  PROGRAM,
  removeSandboxFolder,
  type SandboxParts,
  type SandboxPlan,
  startSandbox,
} from './sandbox.ts';

export type Sandboxing =
  | { possible: true; plan: SandboxPlan; report: string[] }
  | { possible: false; reason: string };

const TOOLS = [
  'sh',
  'unshare',
  'mount',
  'umount',
  'pivot_root',
  'setpriv',
  'prlimit',
  'env',
  'grep',
];

export type SandboxingOptions = {
  /** A folder that is not below one that sandboxes show. */
  root: string;
  /** Below it: unpacked bundles. */
  revisions: string;
  /** Folders that sandboxes are not to show. */
  conceal: readonly string[];
  host: HostSettings;
};

/** Finds out by trying how sandboxes can be made on this machine, and prepares what all of them share. */
export async function prepareSandboxes(options: SandboxingOptions): Promise<Sandboxing> {
  const { root, revisions, conceal, host } = options;
  if (process.platform !== 'linux') {
    return { possible: false, reason: `sandboxes need Linux, this is ${process.platform}` };
  }
  const missing = TOOLS.filter((tool) => !isInstalled(tool));
  if (missing.length > 0) {
    return { possible: false, reason: `sandboxes need ${missing.join(', ')} (package util-linux)` };
  }
  const node = fs.realpathSync(process.execPath);
  const failures: string[] = [];
  for (const users of possibleUsers(host.root !== undefined)) {
    let shared: Omit<SandboxPlan, 'store' | 'confinement'>;
    try {
      const folder = path.join(root, users);
      const range = users === 'range' ? unusedIds(process.pid) : undefined;
      const files = ownFiles({ node, program: PROGRAM, users, host });
      const layers = makeLayers({ folder, conceal, files, range, base: host.root ?? '' });
      if (range) openTo(range, [root, folder, path.join(folder, 'hosts')]);
      const nodeOutside = range ? readableBy(range, node, folder) : node;
      const own = { users, range, layers, nodeOutside };
      shared = { ...own, revisions, node, limits: host.limits };
    } catch (error) {
      failures.push(messageOf(error));
      continue;
    }
    for (const plan of plansFrom(shared)) {
      try {
        const parts = await tryOut(plan);
        return { possible: true, plan, report: describe(plan, parts, [...new Set(failures)]) };
      } catch (error) {
        failures.push(messageOf(error));
      }
    }
  }
  return { possible: false, reason: `sandboxes cannot be made here: ${explain(failures)}` };
}

/** The best first. */
function plansFrom(shared: Omit<SandboxPlan, 'store' | 'confinement'>): SandboxPlan[] {
  return confinements().flatMap((confinement) =>
    (['disk', 'memory'] as const).map((store) => ({ ...shared, confinement, store })),
  );
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Nobody else may enter them. */
function openTo({ first }: IdRange, folders: readonly string[]): void {
  for (const folder of folders) {
    fs.mkdirSync(folder, { recursive: true });
    fs.chownSync(folder, first, first);
  }
}

/** A copy of the interpreter where it is in a folder that is for its owner alone, such as root's home. */
function readableBy({ first }: IdRange, node: string, folder: string): string {
  const isFor = (file: string, bits: number) => (fs.statSync(file).mode & bits) === bits;
  const above = node.split('/').map((_, index, parts) => parts.slice(0, index).join('/') || '/');
  if (isFor(node, 0o005) && above.every((part) => isFor(part, 0o001))) return node;
  const copy = path.join(folder, 'node');
  fs.copyFileSync(node, copy, fs.constants.COPYFILE_FICLONE);
  fs.chmodSync(copy, 0o555);
  fs.chownSync(copy, first, first);
  return copy;
}

/** What a sandbox has, where one can be made. */
async function tryOut(plan: SandboxPlan): Promise<SandboxParts> {
  const folder = path.join(plan.layers.folder, 'hosts', `trial-${plan.store}`);
  try {
    const sandbox = await startSandbox(plan, folder, 'trial');
    await sandbox.close();
    return sandbox.parts;
  } finally {
    await removeSandboxFolder(plan, folder);
  }
}

function describe(plan: SandboxPlan, parts: SandboxParts, failures: readonly string[]): string[] {
  const { users, store, node, layers } = plan;
  const report = [
    `hooks run in a sandbox for each host: users, mounts, processes and network of its own, and a copy-on-write view of ${layers.base === '' ? 'this machine without home folders, /run, the workspace and files that not everybody may read' : 'the root folder of rehearsal.host'}`,
  ];
  if (users === 'same') {
    const why =
      layers.base === '' ? failures.join('; ') : 'files of rehearsal.host.root are its own';
    report.push(
      `root in a sandbox is this machine's root without its capabilities, not a user of its own: ${why}`,
    );
  }
  const { processes, memory, file, free } = plan.limits;
  report.push(
    `a host has at most ${processes} processes of a user and ${memory} MiB of memory for each, files of ${file} MiB, and ends where less than ${free} MiB of disk are free; memory and processor of all hosts together are limited by nothing but the job or container that this runs in`,
    ...openness(plan.confinement, failures),
  );
  if (users === 'one') {
    report.push(
      'a sandbox has one user here, because this is not root and /etc/subuid lends it no others: "runas" and User= change variables such as HOME but not the user, and owners are checked but not set',
    );
  }
  if (!isRoot() || users === 'range') {
    report.push(
      'in a sandbox, files of this machine outside of /etc can be replaced but not written to, because its root is another one',
    );
  }
  if (!parts.network) {
    report.push(
      'hooks run without network: none of ip, ifconfig and perl could bring up the loopback interface of a sandbox',
    );
  }
  if (!parts.sys)
    report.push('/sys is empty in a sandbox: this machine allows no other view of it');
  if (store === 'memory') {
    report.push(
      'what hosts write is held in memory, and lost when a hook ends its own sandbox: no overlay can be laid on the temporary folder',
    );
  }
  if (!isBelow(node, '/usr')) report.push(`hooks find Node.js as ${node}`);
  return report;
}

/** Switches that distributions have against namespaces, and what they are called. */
const SWITCHES: readonly [file: string, forbidding: string, name: string, forRoot: boolean][] = [
  [
    '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
    '1',
    'AppArmor keeps ordinary users from it (kernel.apparmor_restrict_unprivileged_userns=1)',
    false,
  ],
  [
    '/proc/sys/kernel/unprivileged_userns_clone',
    '0',
    'ordinary users may not (kernel.unprivileged_userns_clone=0)',
    false,
  ],
  ['/proc/sys/user/max_user_namespaces', '0', 'nobody may (user.max_user_namespaces=0)', true],
];

function explain(failures: readonly string[]): string {
  const reasons = SWITCHES.filter(([file, forbidding, , forRoot]) => {
    if (isRoot() && !forRoot) return false;
    try {
      return fs.readFileSync(file, 'utf8').trim() === forbidding;
    } catch {
      return false;
    }
  }).map(([, , name]) => name);
  return [...new Set([...failures, ...reasons])].join('; ');
}

/** What nobody but this user should see: homes, the workspace, temporary folders. */
export function privateFolders(workspace = process.cwd()): string[] {
  const folders = [...homes(), os.tmpdir(), workspace, path.join(workspace, '.git')];
  return folders.map((folder) => {
    try {
      return fs.realpathSync(folder);
    } catch {
      return path.resolve(folder);
    }
  });
}

function homes(): string[] {
  try {
    return [os.homedir(), os.userInfo().homedir];
  } catch {
    // In a container, one may be a user that has no account.
    return [process.env.HOME ?? '/root'];
  }
}
