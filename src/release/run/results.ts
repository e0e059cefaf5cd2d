import {
  allDestinations,
  type Destination,
  type Environment,
  earlierOf,
} from '../../config/destination.ts';
import type { DestinationResult } from '../outcome.ts';

/**
 * What became of the run's destinations so far, by id; what is watched changes those that go bad. Of waves before, which an
 * earlier run has deployed, it has only those that went bad.
 */
export type Results = Map<string, DestinationResult>;

/** What runs the release and is well as far as is known: what this run has deployed, and the waves before it. */
export function wellSoFar(environment: Environment, results: Results): Destination[] {
  return [
    ...earlierOf(environment).filter(({ id }) => !results.has(id)),
    ...allDestinations(environment).filter(({ id }) => hasSucceeded(results, id)),
  ];
}

export function hasSucceeded(results: Results, id: string): boolean {
  return results.get(id)?.outcome === 'succeeded';
}
