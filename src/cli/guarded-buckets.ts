import { policyOfBucket } from '../bootstrap/bucket-resources.ts';
import { needsOf } from '../bootstrap/needs.ts';
import type { Environment } from '../config/destination.ts';
import type { Seed } from '../emulator/service.ts';

/** An emulator's buckets, those that are guarded with the policy that AWS would have: its hosts are refused as much. */
export function guardedBuckets(
  buckets: Seed['buckets'],
  environments: readonly Environment[],
): Seed['buckets'] {
  const isGuarded = environments.some(({ waves }) =>
    waves.some(({ destinations }) => destinations.some(({ guardTag }) => guardTag !== undefined)),
  );
  if (!isGuarded) return buckets;
  const { accounts } = needsOf(environments, { regions: [] });
  const needs = new Map(
    accounts.flatMap((account) => account.buckets.map((bucket) => [bucket.name, bucket])),
  );
  return buckets.map((bucket) => {
    const need = needs.get(bucket.name);
    return need?.guards ? { ...bucket, policy: JSON.stringify(policyOfBucket(need)) } : bucket;
  });
}
