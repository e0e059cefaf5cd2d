import { type FileHandle, open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readArchive } from '../bundle/archive.ts';
import { listZip } from '../bundle/zip-listing.ts';
import { type Problem, UsageError } from '../problem.ts';
import type { BundleListing } from '../release/bundle-changes.ts';
import { otherContent } from './other-content.ts';

/**
 * The digest of a zip that a deployment would be given, and what it lists. Rejects with a {@link UsageError}, also where
 * another digest is asked for.
 */
export async function plannedZip(
  source: string,
  asked: string | undefined,
  { cwd, signal }: { cwd: string; signal: AbortSignal },
): Promise<{ digest: string; listing: BundleListing }> {
  if (!/\.zip$/i.test(source)) throw new UsageError([builds(source)]);
  const handle = await opened(source, resolve(cwd, source));
  try {
    const { size } = await handle.stat();
    const zip = { handle, size, shownAs: source };
    const { digest } = await readArchive(zip, signal);
    if (asked !== undefined && digest !== asked) throw otherContent(source, digest, asked);
    return { digest, listing: await listZip(zip) };
  } finally {
    await handle.close();
  }
}

/** A pipe is not opened: that would wait for somebody who writes. */
async function opened(source: string, path: string): Promise<FileHandle> {
  try {
    if (!(await stat(path)).isFile()) throw new Error('it is not a file');
    return await open(path);
  } catch (error) {
    const message = `cannot read the zip "${source}": ${(error as Error).message}`;
    throw new UsageError([{ code: 'file-unreadable', message }], { cause: error });
  }
}

function builds(source: string): Problem {
  const message = `--source "${source}" is not a zip, and plan builds nothing`;
  return { code: 'no-source', message, hint: 'give the zip that `package --out` has written' };
}
