import type { Bucket } from './state.ts';

/** What is in all buckets at a moment; what becomes of them later leaves it as it is. */
export type CapturedBuckets = {
  buckets: ReadonlyMap<string, Bucket>;
  /** The last number of {@link S3State.sequence}: what comes after it must have greater ones. */
  sequence: number;
};

/** Stored versions never change, so that they are shared. */
export function copyOf(buckets: ReadonlyMap<string, Bucket>): Map<string, Bucket> {
  return new Map(
    [...buckets].map(([name, bucket]) => [
      name,
      {
        ...bucket,
        keys: new Map(bucket.keys),
        uploads: new Map(bucket.uploads),
        history: new Map(bucket.history),
      },
    ]),
  );
}
