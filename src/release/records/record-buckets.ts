import { describeFault } from '../../aws/advice.ts';
import type { Artifacts } from '../../aws/artifacts.ts';
import type { AwsSession } from '../../aws/session.ts';
import type { Destination } from '../../config/destination.ts';
import { mapLimited } from '../../limit.ts';
import { type Problem, RefusedError, UsageError } from '../../problem.ts';
import { timing } from '../timing.ts';

/** A bucket, and a destination that reads from it. */
export type RecordBucket = { destination: Destination; artifacts: Artifacts };

/** Each bucket once, however many destinations share it. */
export function recordBucketsOf(
  destinations: readonly Destination[],
  aws: AwsSession,
): RecordBucket[] {
  const byBucket = new Map(destinations.map((destination) => [destination.bucket, destination]));
  return [...byBucket.values()].map((destination) => ({
    destination,
    artifacts: aws.artifacts(destination),
  }));
}

/** Waits for every bucket, so that none is left half-way when another fails, and tells all failures together. */
export async function onEachBucket<T>(
  recordBuckets: readonly RecordBucket[],
  operation: string,
  work: (recordBucket: RecordBucket) => Promise<T>,
): Promise<T[]> {
  const problems: Problem[] = [];
  const results = await mapLimited(recordBuckets, timing.atOnce.requests, async (recordBucket) => {
    try {
      return [await work(recordBucket)];
    } catch (error) {
      const { destination } = recordBucket;
      problems.push(...problemsOf(error, { destination, operation }));
      return [];
    }
  });
  if (problems.length > 0) throw new RefusedError(problems);
  return results.flat(1) as T[];
}

function problemsOf(error: unknown, where: { destination: Destination; operation: string }) {
  if (error instanceof RefusedError || error instanceof UsageError) return error.problems;
  const { message, ...rest } = describeFault(error, where);
  return [{ message: `${message} (bucket ${where.destination.bucket})`, ...rest }];
}
