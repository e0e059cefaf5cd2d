import type { DestinationResult } from '../outcome.ts';

/** What became of the run's destinations so far, by id; what is watched changes those that go bad. */
export type Results = Map<string, DestinationResult>;

export function hasSucceeded(results: Results, id: string): boolean {
  return results.get(id)?.outcome === 'succeeded';
}
