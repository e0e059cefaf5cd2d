import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { promisify } from 'node:util';
import { extentsOf, type IdRange } from './id-range.ts';
import { SYSTEM_PATH } from './system-environment.ts';

/**
 * Which user ids exist in a sandbox. `range`: all, being ids out here that nobody has. `same`: all, each being itself. Both
 * only root can give. `subordinate`: root and those that /etc/subuid lends to this user. `one`: root alone, who is this user.
 */
export type Users = 'range' | 'same' | 'subordinate' | 'one';

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Those worth trying here, the best first.
 *
 * @param ownRoot hosts are shown a root folder that was given: its files are theirs, and nothing of this machine's is shown
 */
export function possibleUsers(ownRoot: boolean): Users[] {
  if (!isRoot()) return ['subordinate', 'one'];
  return ownRoot ? ['same', 'one'] : ['range', 'same', 'one'];
}

/** Maps the ids of the user namespace that the process is in; see user_namespaces(7). */
export async function mapUsers(pid: number, users: Users, range?: IdRange): Promise<void> {
  if (users === 'range' && range) {
    await writeFile(`/proc/${pid}/uid_map`, extentsOf(range));
    await writeFile(`/proc/${pid}/gid_map`, extentsOf(range));
  } else if (users === 'same') {
    await writeFile(`/proc/${pid}/uid_map`, await ownMap('uid_map'));
    await writeFile(`/proc/${pid}/gid_map`, await ownMap('gid_map'));
  } else if (users === 'one') {
    const { uid, gid } = whoAmI();
    await writeFile(`/proc/${pid}/setgroups`, 'deny');
    await writeFile(`/proc/${pid}/uid_map`, `0 ${uid} 1\n`);
    await writeFile(`/proc/${pid}/gid_map`, `0 ${gid} 1\n`);
  } else {
    await mapSubordinate('newuidmap', pid, '/etc/subuid', whoAmI().uid);
    await mapSubordinate('newgidmap', pid, '/etc/subgid', whoAmI().gid);
  }
}

function whoAmI(): { uid: number; gid: number; name: string } {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  try {
    return { uid, gid, name: os.userInfo().username };
  } catch {
    // In a container, one may be a user that has no account.
    return { uid, gid, name: String(uid) };
  }
}

/** Every id that exists here as itself: within a container these may be few. */
async function ownMap(file: string): Promise<string> {
  const lines = (await readFile(`/proc/self/${file}`, 'utf8')).trim().split('\n');
  const ranges = lines.map((line) => line.trim().split(/\s+/));
  return ranges.map(([inside, , count]) => `${inside} ${inside} ${count}\n`).join('');
}

async function mapSubordinate(tool: string, pid: number, file: string, own: number): Promise<void> {
  const { name, uid } = whoAmI();
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.split(':'));
  const range = lines.find(([who]) => who === name || who === String(uid));
  if (!range) throw new Error(`${file} lends nothing to ${name}`);
  const [, first = '', count = ''] = range;
  const args = [String(pid), '0', String(own), '1', '1', first, count];
  await promisify(execFile)(tool, args, { env: { PATH: SYSTEM_PATH } });
}
