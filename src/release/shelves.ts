import { describeFault } from '../aws/advice.ts';
import type { Artifacts } from '../aws/artifacts.ts';
import type { AwsSession } from '../aws/session.ts';
import type { Destination } from '../config/destination.ts';
import { mapLimited } from '../limit.ts';
import { type Problem, RefusedError, UsageError } from '../problem.ts';

/** A bucket, and a destination that reads from it. */
export type Shelf = { destination: Destination; artifacts: Artifacts };

/** Each bucket once, however many destinations share it. */
export function shelvesOf(destinations: readonly Destination[], aws: AwsSession): Shelf[] {
  const byBucket = new Map(destinations.map((destination) => [destination.bucket, destination]));
  return [...byBucket.values()].map((destination) => ({
    destination,
    artifacts: aws.artifacts(destination),
  }));
}

/** Waits for every bucket, so that none is left half-way when another fails, and tells all failures together. */
export async function onEachShelf<T>(
  shelves: readonly Shelf[],
  operation: string,
  work: (shelf: Shelf) => Promise<T>,
): Promise<T[]> {
  const problems: Problem[] = [];
  const results = await mapLimited(shelves, 50, async (shelf) => {
    try {
      return [await work(shelf)];
    } catch (error) {
      const { destination } = shelf;
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
