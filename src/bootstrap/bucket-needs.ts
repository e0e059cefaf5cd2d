import { defined } from '../defined.ts';
import type { Owner } from '../release/keys.ts';
import type { Use } from './use.ts';

/** A bucket, and what is to be in it. */
export type BucketNeed = {
  name: string;
  region: string;
  partition: string;
  /** Whose it is. */
  accountId: string;
  /** The key that encrypts it. Absent: S3's own. */
  kms?: string;
  owners: readonly Owner[];
  /** Other accounts that use it. */
  guests: readonly string[];
};

export function bucketsOf(uses: readonly Use[]): BucketNeed[] {
  const byName = new Map<string, Use[]>();
  for (const use of uses) {
    const { bucket, region } = use.destination;
    const key = `${bucket} ${region}`;
    byName.set(key, [...(byName.get(key) ?? []), use]);
  }
  return [...byName.values()].flatMap((users) => {
    const [first] = users;
    return first ? [bucketNeed(first, users)] : [];
  });
}

function bucketNeed({ destination }: Use, users: readonly Use[]): BucketNeed {
  const { bucket: name, region, partition, account, bucketOwner } = destination;
  const accountId = bucketOwner ?? account.id;
  const kms = users.flatMap((use) => use.destination.kms ?? [])[0];
  const owners = new Map(users.map(({ owner }) => [JSON.stringify(owner), owner]));
  const accounts = new Set(users.map((use) => use.destination.account.id));
  accounts.delete(accountId);
  return {
    name,
    region,
    partition,
    accountId,
    ...defined({ kms }),
    owners: [...owners.values()],
    guests: [...accounts],
  };
}
