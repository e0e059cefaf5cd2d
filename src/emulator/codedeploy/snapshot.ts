import type { Deployment, Snapshot } from './state.ts';

/** A deployment as it was at a moment, or is now; undefined where it did not exist yet. */
export function snapshotAt(
  { history }: Deployment,
  at = Number.POSITIVE_INFINITY,
): Snapshot | undefined {
  return history.findLast((snapshot) => snapshot.at <= at);
}
