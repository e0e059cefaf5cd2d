import { execFile } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from '../problem.ts';

/** What runs in a host must have itself; Node.js is brought along. */
const NEEDED = [
  'bin/sh',
  'usr/bin/env',
  'usr/bin/setpriv',
  'bin/umount',
  'bin/rmdir',
  'etc/passwd',
  'etc/group',
];

/**
 * The root folder that `rehearsal.host.root` names, as a real path; a tarball is unpacked into `folder`. Rejects with a
 * {@link UsageError}.
 */
export async function hostRoot(
  given: string | undefined,
  folderOfConfiguration: string,
  folder: string,
): Promise<string | undefined> {
  if (given === undefined) return undefined;
  const path = resolve(folderOfConfiguration, given);
  if (!existsSync(path)) throw refusal(given, 'there is no such folder or tarball');
  const root = statSync(path).isDirectory()
    ? realpathSync(path)
    : await unpacked(given, path, folder);
  if (/[:,\\\n]/.test(root))
    throw refusal(given, 'its path has a comma, a colon or a backslash in it');
  const missing = NEEDED.filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0) throw refusal(given, `it has no ${missing.join(', ')}`);
  return root;
}

async function unpacked(given: string, path: string, folder: string): Promise<string> {
  const root = join(folder, 'root');
  await mkdir(root, { mode: 0o755 });
  const args = ['-xf', path, '-C', root, '--exclude=dev/*', '--exclude=./dev/*'];
  await promisify(execFile)('tar', args).catch((error: Error) => {
    throw refusal(given, `tar cannot unpack it: ${error.message}`);
  });
  return realpathSync(root);
}

function refusal(given: string, why: string): UsageError {
  const message = `rehearsal.host.root "${given}" cannot be the root folder of hosts: ${why}`;
  const hint =
    'use a folder or tarball made by `docker export` or `debootstrap`, of a Linux with glibc, mount and util-linux';
  return new UsageError([{ code: 'host-root-unusable', message, hint }]);
}
