import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArchive } from '../../bundle/archive.ts';
import type { Bundle } from '../../bundle/bundle.ts';
import { aside, type Clock } from '../../clock.ts';
import { RefusedError } from '../../problem.ts';
import { releaseKey } from '../object-keys.ts';
import type { KnownRelease } from './known-release.ts';
import { fromAny, lost } from './publish.ts';

/**
 * Reads a release's zip and takes its content digest again: a record describes bytes, and whoever may write it may
 * write another. Rejects with a {@link RefusedError} where record and bytes differ, or where `digest`, which came
 * beside the bucket, is not theirs. `look` is given the bundle while it is there.
 */
export async function checkContent(
  { owner, record, holders }: KnownRelease,
  digest: string | undefined,
  { signal, clock }: { signal: AbortSignal; clock: Clock },
  look: (bundle: Bundle) => Promise<void> = async () => undefined,
): Promise<void> {
  refuseOther(record.version, record.digest, digest);
  const key = releaseKey(owner, record.version, record.digest);
  const folder = await mkdtemp(join(tmpdir(), 'fanout-content-'));
  try {
    const path = join(folder, 'bundle.zip');
    const got = await fromAny(holders, 's3:GetObject', async (holder) => {
      const there = await holder.find(key);
      if (!there) return undefined;
      const object = `s3://${holder.bucket}/${key}`;
      // What somebody put in its place may be larger than any disk.
      if (there.size !== record.size) return { size: there.size, sha256: undefined, object };
      return { ...(await holder.download(key, path, signal)), object };
    });
    signal.throwIfAborted();
    if (!got) throw lost(key, record, holders);
    const { size, sha256, object } = got;
    if (size !== record.size) throw notThese(object, `${size} bytes, recorded ${record.size}`);
    if (sha256 !== record.sha256)
      throw notThese(object, `sha256 ${sha256}, recorded ${record.sha256}`);
    const found = await aside(clock, () => contentOf(path, size, signal));
    if (found.digest !== record.digest)
      throw notThese(object, `content ${found.digest}, recorded ${record.digest}`);
    await aside(clock, () => look({ path, size, sha256, ...found }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The digest that was asked for must be that of what there is. */
export function refuseOther(version: string, actual: string, asked: string | undefined): void {
  if (asked === undefined || asked === actual) return;
  throw new RefusedError([
    {
      code: 'content-differs',
      message: `version "${version}" has content ${actual}, and ${asked} was requested with --digest`,
      hint: 'deploy the bundle that the build gave this digest for; if this is that bundle, somebody changed the record in the bucket',
    },
  ]);
}

async function contentOf(path: string, size: number, signal: AbortSignal) {
  const handle = await open(path, 'r');
  try {
    return await readArchive({ handle, size, shownAs: 'the release' }, signal);
  } finally {
    await handle.close();
  }
}

function notThese(object: string, what: string): RefusedError {
  return new RefusedError([
    {
      code: 'bytes-differ',
      message: `"${object}" does not hold the bytes of its release: ${what}`,
      hint: 'somebody changed it after it was built, and nothing was deployed: build a new version',
    },
  ]);
}
