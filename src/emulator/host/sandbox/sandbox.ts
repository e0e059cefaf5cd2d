import { spawn } from 'node:child_process';
import { chown, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { awaitMapping, build, init } from './bootstrap.sh.ts';
import { type Confinement, confine } from './confinement.ts';
import { withoutInherited } from './descriptors.ts';
import type { Layers } from './file-layers.ts';
import { isBelow } from './hidden.ts';
import { isRoot, mapUsers, type Users } from './id-maps.ts';
import type { IdRange } from './id-range.ts';
import { type Limits, watchDisk } from './limits.ts';
import { connect, type RemoteMachine } from './sandbox-machine.ts';
import { hostName, SYSTEM_PATH } from './system-environment.ts';

export const AGENT_ROOT = '/opt/codedeploy-agent/deployment-root';
/** Where unpacked bundles are seen inside. */
export const REVISIONS_INSIDE = '/run/codedeploy-fanout/revisions';
/** Where the program of a host is, put there by the layers. */
export const PROGRAM = '/usr/lib/codedeploy-fanout/agent';

/**
 * What root in a sandbox may: to own files, to become somebody else, to end and look at processes, to
 * listen on low ports. Not: mounts, devices, modules, clocks, network configuration.
 */
const CAPABILITIES =
  '+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,+net_bind_service,+sys_chroot,+sys_ptrace,+audit_write';
const MIB = 1024 * 1024;
const FOLDERS = ['proc', 'sys', 'dev', 'run', 'tmp', 'root', 'home', 'mnt', 'media', 'boot'];

/** How sandboxes are made on this machine. */
export type SandboxPlan = {
  users: Users;
  /** Where a host's writes go: to its folder, or to memory where overlays cannot lie on that folder. */
  store: 'disk' | 'memory';
  layers: Layers;
  revisions: string;
  /** Real path of the Node.js binary. */
  node: string;
  /** Where users of hosts can read it; as above, or a copy below the folder of the layers. */
  nodeOutside: string;
  range?: IdRange | undefined;
  confinement: Confinement;
  limits: Limits;
};

/** What a sandbox can be without. */
export type SandboxParts = { network: boolean; sys: boolean };

export type Sandbox = RemoteMachine & { parts: SandboxParts };

/**
 * One host: a process tree in namespaces of its own (users, mounts, processes, network, host name,
 * System V IPC) whose root folder is a copy-on-write view of this machine's. It lives until it is closed
 * or this process ends. The work on files is done by a program inside it, so that no path or link that a
 * hook makes is ever followed out here.
 *
 * @param folder the host's own; what it writes is kept there, and found again by the next sandbox
 * @throws {MachineLost} saying what could not be done
 */
export async function startSandbox(
  plan: SandboxPlan,
  folder: string,
  name: string,
): Promise<Sandbox> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  if (plan.range) await chown(folder, plan.range.first, plan.range.first);
  const namespaces = ['--user', '--mount', '--pid', '--net', '--uts', '--ipc'];
  // So that the process still is what it was called for when its ids have been mapped.
  if (plan.range) namespaces.push('--keep-caps');
  const command = [...namespaces, '--fork', '--kill-child', '--', 'sh', '-c', awaitMapping];
  // A session of its own: no terminal to read from or to write into, and no Ctrl-C.
  const env = await environment(plan, folder, name);
  const child = withoutInherited((covers) =>
    spawn('unshare', command, {
      cwd: folder,
      detached: true,
      env,
      stdio: ['pipe', 'pipe', 'pipe', ...covers],
    }),
  );
  const parts: SandboxParts = { network: true, sys: true };
  const machine = await connect(child, AGENT_ROOT, async (line) => {
    if (line === 'without network') parts.network = false;
    if (line === 'without sys') parts.sys = false;
    if (line !== 'unshared' || child.pid === undefined) return;
    await mapUsers(child.pid, plan.users, plan.range);
    child.stdin?.write('mapped\n');
  });
  const unwatch = watchDisk(folder, plan.limits, (why) => machine.end(why));
  child.once('close', unwatch);
  return { ...machine, parts };
}

/** Removes a host's folder; the files of its users, and what overlays leave, only its root can remove. */
export async function removeSandboxFolder(plan: SandboxPlan, folder: string): Promise<void> {
  if (!isRoot()) await removeAsRoot(plan, folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

function removeAsRoot({ users }: SandboxPlan, folder: string): Promise<void> {
  const nothing = { FILTER: '', KEYCTL: '', BECOME: '' };
  const env = { ...nothing, PATH: SYSTEM_PATH, BUILD: 'exec rm -rf -- "$FOLDER"', FOLDER: folder };
  const child = spawn('unshare', ['--user', '--', 'sh', '-c', awaitMapping], {
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.on('error', () => undefined);
  child.stdout.once('data', () => {
    mapUsers(child.pid ?? 0, users).then(
      () => child.stdin.end('mapped\n'),
      () => child.kill(),
    );
  });
  // What could not be removed here, rm() names.
  return new Promise((resolve) => {
    child.on('close', () => resolve());
    child.on('error', () => resolve());
  });
}

async function environment(plan: SandboxPlan, folder: string, name: string) {
  const { layers, node } = plan;
  const shown = layers.overlays.some((top) => isBelow(node, `/${top}`));
  const concealed = layers.hidden.some((hidden) => isBelow(node, hidden.path));
  return {
    PATH: SYSTEM_PATH,
    BUILD: build,
    BECOME: plan.range ? 'yes' : '',
    ...confining(plan.confinement),
    PROCESSES: String(plan.limits.processes),
    MEMORY: String(plan.limits.memory * MIB),
    FILE: String(plan.limits.file * MIB),
    STORE: plan.store,
    OVERLAYS: layers.overlays.join('\n'),
    COPIES: layers.copies.join('\n'),
    FOLDERS: [...FOLDERS, ...layers.folders].join('\n'),
    FILES: layers.files.join('\n'),
    LINKS: layers.links.join('\n'),
    HOMES: (await homes(layers.base)).join('\n'),
    REVISIONS: path.relative(path.dirname(folder), plan.revisions),
    REVISIONS_INSIDE,
    NODE: node,
    NODE_OUTSIDE: plan.nodeOutside,
    BIND_NODE: layers.base === '' && shown && !concealed ? '' : 'yes',
    BASE: layers.base,
    NAME: hostName(name),
    INIT: init,
    KEPT: CAPABILITIES,
    PROGRAM,
    HOST_PATH: SYSTEM_PATH,
  };
}

function confining(confinement: Confinement): Record<string, string> {
  const { by } = confinement;
  const keyctl = { KEYCTL: by === 'keyctl' ? 'yes' : '' };
  if (confinement.by !== 'perl') return { ...keyctl, FILTER: '' };
  const { numbers, filter } = confinement;
  return { ...keyctl, CONFINE: confine, NUMBERS: numbers, FILTER: filter };
}

/** Home folders that exist on the machine exist here too, and are empty. */
async function homes(base: string): Promise<string[]> {
  const accounts = (await readFile(`${base}/etc/passwd`, 'utf8'))
    .split('\n')
    .map((line) => line.split(':'));
  return accounts
    .filter(([, , , , , home = '']) => /^\/home\/[\w.-]+$/.test(home))
    .map(([, , uid, gid, , home]) => `${uid}:${gid}:${home}`);
}
