import { describeFault } from '../../aws/advice.ts';
import type { AwsSession } from '../../aws/session.ts';
import { compareVersions } from '../../bundle/version.ts';
import type { Environment } from '../../config/destination.ts';
import type { Problem } from '../../problem.ts';
import type { Behind } from '../behind.ts';
import type { DestinationStatus } from '../environment-status.ts';
import { recordsDestinationOf } from '../guard/home-choice.ts';
import { releasesPrefix } from '../object-keys.ts';
import { leadingVersion } from './status-drift.ts';

/** The environments that run something newer. */
export async function behindOf(
  { name, after }: Environment,
  rows: ReadonlyMap<string, DestinationStatus[]>,
  all: readonly Environment[],
  aws: AwsSession,
): Promise<Behind[]> {
  const here = leadingVersion(rows.get(name) ?? [])?.version;
  const found = await Promise.all(
    after.map(async (environment): Promise<Behind | undefined> => {
      const destinations = rows.get(environment) ?? [];
      const there = leadingVersion(destinations)?.version;
      const failed = destinations.find(({ problem }) => problem)?.problem;
      if (!there && failed) return { environment, unknown: failed.message, problem: failed };
      if (!here || !there || here === there) return undefined;
      const order = compareVersions(there, here);
      if (order === undefined)
        return { environment, unknown: `it runs ${there}, which cannot be compared with ${here}` };
      if (order <= 0) return undefined;
      const source = all.find((one) => one.name === environment);
      const counted = source && (await countBetween(source, here, there, aws));
      return { environment, version: there, ...counted };
    }),
  );
  return found.filter((one) => one !== undefined);
}

/** How many releases are newer than `here`, up to and with `there`. */
async function countBetween(
  source: Environment,
  here: string,
  there: string,
  aws: AwsSession,
): Promise<{ versions: number } | { problem: Problem }> {
  const prefix = releasesPrefix(source);
  const destination = recordsDestinationOf(source);
  try {
    const keys = await aws.artifacts(destination).list(prefix);
    const { length: versions } = keys
      .map(({ key }) => key.slice(prefix.length).replace(/\.json$/, ''))
      .filter((version) => (compareVersions(version, here) ?? 0) > 0)
      .filter((version) => (compareVersions(version, there) ?? 1) <= 0);
    return { versions };
  } catch (error) {
    // It is still true that there is something newer.
    return { problem: describeFault(error, { destination, operation: 's3:ListBucket' }) };
  }
}
