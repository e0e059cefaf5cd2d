import type { AwsSession } from '../../aws/session.ts';
import { allDestinations, type Environment } from '../../config/destination.ts';
import { RefusedError } from '../../problem.ts';
import type { ReleaseChoice } from './choose-release.ts';
import { findRelease, isSame, releasesDiffer } from './find-release.ts';
import type { KnownRelease } from './known-release.ts';
import { recordBucketsOf } from './record-buckets.ts';

/** The release that the records speak of. Every source must hold the same bytes. */
export async function findProven(
  { version, digest }: Pick<ReleaseChoice, 'version' | 'digest'>,
  { sources, force }: { sources: readonly Environment[]; force?: string | undefined },
  aws: AwsSession,
): Promise<KnownRelease> {
  const found: KnownRelease[] = [];
  for (const environment of sources) {
    const recordBuckets = recordBucketsOf(allDestinations(environment), aws);
    const known = await findRelease(environment, version, recordBuckets, {
      despiteFaults: force !== undefined,
    });
    if (known) found.push(known);
  }
  const [first] = found;
  if (!first) throw noRelease(version, sources.map(({ name }) => name).join(' and '));
  const other = found.find(({ record }) => !isSame(record, first.record));
  if (other) throw releasesDiffer(version, first, other);
  if (digest !== undefined && digest !== first.record.digest)
    throw new RefusedError([
      {
        code: 'content-differs',
        message: `version "${version}" was proven with content ${digest}, but its release has ${first.record.digest}`,
        hint: 'the record of the release was changed after it was proven; build a new version',
      },
    ]);
  return first;
}

function noRelease(version: string, environments: string): RefusedError {
  return new RefusedError([
    {
      code: 'no-release',
      message: `there is no release "${version}" in the buckets of ${environments}`,
      hint: 'a release exists once it was deployed to one of these environments',
    },
  ]);
}
