import type { Destination } from '../../config/destination.ts';
import { RefusedError } from '../../problem.ts';
import { type Owner, releaseRecordKey } from '../object-keys.ts';
import type { ReleaseRecord } from '../release-record.ts';
import type { KnownRelease } from './known-release.ts';
import { onEachBucket, type RecordBucket } from './record-buckets.ts';
import { isReleaseRecord } from './record-schema.ts';

type Lacking = {
  despiteFaults?: boolean;
  /** Whether the bucket of a destination is done without that answers with an error. */
  mayLack?: (destination: Destination, error: unknown) => boolean;
};

/**
 * Looks for a version in all buckets. Rejects with a {@link RefusedError} where two buckets hold
 * different bytes under one version, or where any of them cannot be read; `despiteFaults` is content with those
 * that can.
 */
export async function findRelease(
  owner: Owner,
  version: string,
  recordBuckets: readonly RecordBucket[],
  { despiteFaults = false, mayLack = () => false }: Lacking = {},
): Promise<KnownRelease | undefined> {
  const key = releaseRecordKey(owner, version);
  const found = await onEachBucket(
    recordBuckets,
    's3:GetObject',
    async ({ artifacts, destination }) => {
      const json = await artifacts.readJson(key).catch((error: unknown) => {
        if (error instanceof RefusedError) throw error;
        if (!despiteFaults && !mayLack(destination, error)) throw error;
        return undefined;
      });
      if (!json) return [];
      return [
        {
          record: readRelease(json.value, version, `s3://${artifacts.bucket}/${key}`),
          holders: [artifacts],
        },
      ];
    },
  );
  const present = found.flat();
  const [first] = present;
  if (!first) return undefined;
  const other = present.find(({ record }) => !isSame(record, first.record));
  if (other) throw releasesDiffer(version, first, other);
  const holders = present.flatMap((one) => one.holders);
  return { owner, record: first.record, holders };
}

/** Rejects what cannot be the record of that version: it comes from a bucket, and keys are made from it. */
export function readRelease(value: unknown, version: string, object: string): ReleaseRecord {
  if (isReleaseRecord(value) && value.version === version) return value;
  throw new RefusedError([
    {
      code: 'record-invalid',
      message: `the release record ${object} is not one of fanout's`,
      hint: 'a version whose record was changed by hand cannot be trusted; build a new version',
    },
  ]);
}

/** A SHA-256 in hex. */
export function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

/** The same content in the same zip. */
export function isSame(a: ReleaseRecord, b: ReleaseRecord): boolean {
  return a.digest === b.digest && a.sha256 === b.sha256;
}

type Held = Pick<KnownRelease, 'record' | 'holders'>;

export function releasesDiffer(version: string, one: Held, other: Held): RefusedError {
  const tell = ({ holders, record }: Held) =>
    `${holders[0]?.bucket} has ${record.digest.slice(0, 16)} in a zip ${record.sha256.slice(0, 16)}${record.build ? ` (built by ${record.build})` : ''}`;
  return new RefusedError([
    {
      code: 'content-differs',
      message: `version "${version}" exists with different content: ${tell(one)}, ${tell(other)}`,
      hint: 'a version is built once and never overwritten; use a new version',
    },
  ]);
}
