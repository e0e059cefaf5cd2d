import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Problem, UsageError } from '../problem.ts';
import { isUnwritable } from '../unwritable.ts';
import type { CommandPorts } from './command-ports.ts';

type Ports = Pick<CommandPorts, 'env' | 'cwd'>;

/**
 * Where a run may keep its notes, absolute, the place to prefer first. A workspace that cannot be written to keeps nobody from
 * rolling back: then they are in the runner's temporary folder, or in one of the machine's that is this workspace's alone.
 */
export function notesFolders(
  { notes }: { notes?: string | undefined },
  { env, cwd }: Ports,
): string[] {
  // In a folder of its own: what else is in the one that is named stays as it is.
  if (notes !== undefined) return [join(resolve(cwd, notes), 'fanout')];
  const ofRunner = env.RUNNER_TEMP ? [join(env.RUNNER_TEMP, 'fanout')] : [];
  const ofWorkspace = join(cwd, '.fanout');
  // Beside the checkout on GitHub, where a later step of the job finds it, and neither a commit nor a pull request brings one.
  const isBeside = env.GITHUB_ACTIONS && ofRunner.length > 0;
  const usual = isBeside ? ofRunner : [ofWorkspace, ...ofRunner];
  return [...usual, ofMachine(cwd)];
}

/** The same for every process that works here as this user. */
function ofMachine(cwd: string): string {
  const user = process.getuid?.() ?? 'user';
  const place = createHash('sha256').update(cwd).digest('hex').slice(0, 16);
  return join(tmpdir(), `fanout-${user}-${place}`);
}

/** Opens something in the first folder that can be written to; `problem` says which could not. */
export function inFirst<T>(
  folders: readonly string[],
  open: (folder: string) => T,
): { folder: string; opened: T; problem?: Problem } {
  const failures: UsageError[] = [];
  for (const folder of folders) {
    try {
      refuseOthers(folder, folders);
      const opened = open(folder);
      return {
        folder,
        opened,
        ...(failures[0] && { problem: elsewhere(failures[0], folder) }),
      };
    } catch (error) {
      // Anything else, such as a link in its place, is not gone round.
      if (!(error instanceof UsageError) || !isUnwritable(error.cause)) throw error;
      failures.push(error);
    }
  }
  throw new UsageError(failures.flatMap(({ problems }) => problems));
}

/** What everybody can name in a folder that everybody writes to may be somebody else's. */
function refuseOthers(folder: string, folders: readonly string[]): void {
  if (isOurs(folder, folders)) return;
  const message = `cannot keep notes in "${folder}": it is not a folder of this user alone`;
  throw new UsageError([
    { code: 'file-unwritable', message, hint: 'remove it, or pass --notes DIR' },
  ]);
}

export function isOurs(folder: string, folders: readonly string[]): boolean {
  const isShared = folder === folders.at(-1) && folders.length > 1;
  const stats = isShared ? lstatSync(folder, { throwIfNoEntry: false }) : undefined;
  if (!stats || process.getuid === undefined) return true;
  return stats.isDirectory() && stats.uid === process.getuid() && (stats.mode & 0o22) === 0;
}

function elsewhere({ problems }: UsageError, folder: string): Problem {
  return {
    code: 'file-unwritable',
    message: `${problems[0]?.message}; this run's notes are in "${folder}"`,
    hint: 'fanout finish looks there too; --notes DIR names another place',
  };
}
