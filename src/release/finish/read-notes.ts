import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  type Stats,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../../problem.ts';
import { type LeftOver, leftOverIn } from './interrupted-run.ts';

/**
 * Reads a run's notes; undefined where there are none or they hold no run. Throws a {@link UsageError} where something
 * else than a file is in their place, a link above all.
 */
export function readLeftOver(path: string): LeftOver | undefined {
  return leftOverIn(readText(path) ?? '');
}

/** The notes of all runs that are kept in a folder, the newest first. Throws as above. */
export function readLeftOvers(path: string): { path: string; leftOver: LeftOver }[] {
  const folder = dirname(path);
  refuseForeign(folder);
  const aside = names(folder)
    .filter((name) => /^run-\d{8}T\d{9}Z\.jsonl$/.test(name))
    .sort()
    .reverse();
  return [path, ...aside.map((name) => join(folder, name))].flatMap((each) => {
    const leftOver = readLeftOver(each);
    return leftOver ? [{ path: each, leftOver }] : [];
  });
}

/** Where the notes of a run are kept once the folder's next run begins. */
export function nameAside({ began }: LeftOver): string {
  return `run-${new Date(began).toISOString().replace(/\W/g, '')}.jsonl`;
}

/** Whoever has placed a link or a folder of his own where others can write too would choose what is read and written. */
export function refuseForeign(folder: string): void {
  const about = lstatSync(folder, { throwIfNoEntry: false });
  const why = about?.isSymbolicLink() ? 'it is a symbolic link' : about && foreign(about);
  if (why === undefined) return;
  const message = `cannot keep notes in "${folder}": ${why}`;
  throw new UsageError([{ code: 'file-unwritable', message }]);
}

/** What somebody else has put there, in a folder of all such as /tmp, tells what he likes; root may do so anyway, and as root anybody's is read. */
function foreign({ uid }: Stats): string | undefined {
  const own = process.geteuid?.() ?? 0;
  return [own, 0].includes(uid) || own === 0 ? undefined : 'it belongs to another user';
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw unreadable(folder, message, error);
  }
}

/** A run of thousands of instances notes some 20 MB. */
const mostBytes = 256 * 1024 * 1024;

function readText(path: string): string | undefined {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  let file: number;
  try {
    // A pipe in its place must not keep us waiting.
    file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw unreadable(path, code === 'ELOOP' ? 'it is a symbolic link' : message, error);
  }
  try {
    const about = fstatSync(file);
    if (!about.isFile()) throw unreadable(path, 'it is not a file');
    const why = foreign(about);
    if (why !== undefined) throw unreadable(path, why);
    if (about.size > mostBytes) throw unreadable(path, `it has more than ${mostBytes} bytes`);
    const bytes = Buffer.alloc(about.size);
    let length = 0;
    for (let got = -1; got !== 0 && length < bytes.length; length += got)
      got = readSync(file, bytes, length, bytes.length - length, null);
    return bytes.toString('utf8', 0, length);
  } finally {
    closeSync(file);
  }
}

function unreadable(path: string, why: string, cause?: unknown): UsageError {
  return new UsageError([{ code: 'file-unreadable', message: `cannot read "${path}": ${why}` }], {
    cause,
  });
}
