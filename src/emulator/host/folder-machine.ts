import fs from 'node:fs';
import { fileWork } from './inside/file-work.ts';
import { type Failure, FileFailure, type Machine } from './machine.ts';

const LINK_LIMIT = 40;

/**
 * A host whose / is a folder and on which nothing runs. Links are followed as the host would see them:
 * an absolute one begins at the folder, and none leads out of it.
 */
export function folderMachine(folder: string, agentRoot: string): Machine {
  const files = fileWork((path, follow) => resolveInside(folder, path, follow), 'ignored');
  return {
    agentRoot,
    stat: async (paths) => files.stat(paths),
    tree: async (path) => orFailure(() => files.tree(path)),
    names: async (path) => orFailure(() => files.names(path)),
    read: async (path) =>
      Buffer.from(
        orFailure(() => files.read(path)),
        'base64',
      ),
    apply: async (steps) => files.apply(steps),
    close: async () => undefined,
  };
}

function orFailure<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error) throw error;
    throw new FileFailure(error as Failure);
  }
}

/**
 * The real path of a host's path. Nobody else works in the folder, so that what is looked at here is what
 * is opened afterwards.
 */
export function resolveInside(folder: string, path: string, follow: boolean): string {
  const resolved: string[] = [];
  const ahead = path.split('/');
  let links = 0;
  for (let part = ahead.shift(); part !== undefined; part = ahead.shift()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      resolved.pop();
      continue;
    }
    const candidate = [folder, ...resolved, part].join('/');
    const isLast = ahead.every((rest) => rest === '' || rest === '.');
    const isLink =
      (follow || !isLast) &&
      fs.lstatSync(candidate, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    if (!isLink) {
      resolved.push(part);
      continue;
    }
    if (++links > LINK_LIMIT) throw Object.assign(new Error('too many links'), { code: 'ELOOP' });
    const target = fs.readlinkSync(candidate);
    if (target.startsWith('/')) resolved.length = 0;
    ahead.unshift(...target.split('/'));
  }
  return [folder, ...resolved].join('/');
}
