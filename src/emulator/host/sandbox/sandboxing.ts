import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { HostSettings } from '../gaps/settings.ts';
import { type Layers, makeLayers, ownFiles } from './file-layers.ts';
import { isBelow } from './hidden.ts';
import { isRoot, possibleUsers } from './id-maps.ts';
import {
  PROGRAM,
  removeSandboxFolder,
  type SandboxParts,
  type SandboxPlan,
  startSandbox,
} from './sandbox.ts';
import { SYSTEM_PATH } from './system-environment.ts';

export type Sandboxing =
  | { possible: true; plan: SandboxPlan; report: string[] }
  | { possible: false; reason: string };

const TOOLS = ['sh', 'unshare', 'mount', 'umount', 'pivot_root', 'setpriv', 'env', 'grep'];

/**
 * Finds out by trying how sandboxes can be made on this machine, and prepares what all of them share.
 *
 * @param root a folder that is not below one that sandboxes show
 * @param conceal folders that sandboxes are not to show
 */
export async function prepareSandboxes(
  root: string,
  revisions: string,
  conceal: readonly string[],
  host: HostSettings,
): Promise<Sandboxing> {
  if (process.platform !== 'linux') {
    return { possible: false, reason: `sandboxes need Linux, this is ${process.platform}` };
  }
  const missing = TOOLS.filter((tool) => !isInstalled(tool));
  if (missing.length > 0) {
    return { possible: false, reason: `sandboxes need ${missing.join(', ')} (package util-linux)` };
  }
  const node = fs.realpathSync(process.execPath);
  const failures: string[] = [];
  for (const users of possibleUsers()) {
    const folder = path.join(root, users);
    let layers: Layers;
    try {
      layers = makeLayers({
        folder,
        conceal,
        files: ownFiles({ node, program: PROGRAM, users, host }),
        ordinary: !isRoot(),
        base: host.root ?? '',
      });
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
      continue;
    }
    for (const store of ['disk', 'memory'] as const) {
      const plan: SandboxPlan = { users, store, layers, revisions, node };
      try {
        return { possible: true, plan, report: describe(plan, await tryOut(plan)) };
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
      }
    }
  }
  return { possible: false, reason: `sandboxes cannot be made here: ${explain(failures)}` };
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

function describe({ users, store, node, layers }: SandboxPlan, parts: SandboxParts): string[] {
  const report = [
    `hooks run in a sandbox for each host: users, mounts, processes and network of its own, and a copy-on-write view of ${layers.base === '' ? 'this machine without home folders, /run, the workspace and files that not everybody may read' : 'the root folder of rehearsal.host'}`,
  ];
  if (users === 'one') {
    report.push(
      'a sandbox has one user here, because this is not root and /etc/subuid lends it no others: "runas" and User= change HOME and the like but not the user, and owners are checked but not set',
    );
  }
  if (!isRoot()) {
    report.push(
      'in a sandbox, files of root outside of /etc can be replaced but not written to, because it was not started by root',
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
const SWITCHES: readonly [file: string, forbidding: string, name: string][] = [
  [
    '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
    '1',
    'AppArmor keeps ordinary users from it (kernel.apparmor_restrict_unprivileged_userns=1)',
  ],
  [
    '/proc/sys/kernel/unprivileged_userns_clone',
    '0',
    'ordinary users may not (kernel.unprivileged_userns_clone=0)',
  ],
  ['/proc/sys/user/max_user_namespaces', '0', 'nobody may (user.max_user_namespaces=0)'],
];

function explain(failures: readonly string[]): string {
  const reasons = SWITCHES.filter(([file, forbidding]) => {
    try {
      return fs.readFileSync(file, 'utf8').trim() === forbidding;
    } catch {
      return false;
    }
  }).map(([, , name]) => name);
  return [...new Set([...failures, ...reasons])].join('; ');
}

function isInstalled(tool: string): boolean {
  return SYSTEM_PATH.split(':').some((folder) => fs.existsSync(path.join(folder, tool)));
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
