import { defined } from '../defined.ts';
import type { Guard } from '../policies/guard-policy.ts';
import type { Owner } from '../release/object-keys.ts';
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
  /** Environments whose hosts may read there only what is tagged for them. */
  guards?: readonly Guard[];
  /** Other accounts that what is promoted from here is copied to. */
  copiers?: readonly string[];
  /** Other accounts that use it. */
  guests: readonly string[];
};

export function bucketsOf(uses: readonly Use[]): BucketNeed[] {
  const copiers = copiersOf(uses);
  const byName = new Map<string, Use[]>();
  for (const use of uses) {
    const { bucket, region } = use.destination;
    const key = `${bucket} ${region}`;
    byName.set(key, [...(byName.get(key) ?? []), use]);
  }
  return [...byName.values()].flatMap((users) => {
    const [first] = users;
    return first ? [withCopiers(bucketNeed(first, users), copiers)] : [];
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
    ...guardsOf(users),
    guests: [...accounts],
  };
}

/**
 * One for each environment. The roles beside the configured ones count whether they are made or not, so that a bucket has one
 * policy whoever writes it.
 */
function guardsOf(users: readonly Use[]): Pick<BucketNeed, 'guards'> {
  const guards = new Map<string, Guard>();
  for (const { owner, destination, isForRecords } of users) {
    const { guardTag: tag, role, readRole } = destination;
    if (tag === undefined || role === undefined || isForRecords) continue;
    const key = JSON.stringify([owner, tag]);
    const there = guards.get(key) ?? { owner, tag, taggers: [], readers: [] };
    const reading = [`${role.arn}-read`, ...(readRole ? [readRole.arn] : [])];
    guards.set(key, {
      ...there,
      taggers: [...new Set([...there.taggers, role.arn, `${role.arn}-promote`])],
      readers: [...new Set([...there.readers, ...reading])],
    });
  }
  return guards.size > 0 ? { guards: [...guards.values()] } : {};
}

/** By bucket, the accounts that are promoted to from there. */
function copiersOf(uses: readonly Use[]): ReadonlyMap<string, ReadonlySet<string>> {
  const copiers = new Map<string, Set<string>>();
  for (const { destination, sources = [], isForRecords } of uses)
    for (const { destination: source } of sources) {
      if (isForRecords || source.partition !== destination.partition) continue;
      const there = copiers.get(source.bucket) ?? new Set();
      copiers.set(source.bucket, there.add(destination.account.id));
    }
  return copiers;
}

function withCopiers(need: BucketNeed, all: ReturnType<typeof copiersOf>): BucketNeed {
  const own = new Set([need.accountId, ...need.guests]);
  const copiers = [...(all.get(need.name) ?? [])].filter((id) => !own.has(id)).toSorted();
  return copiers.length > 0 ? { ...need, copiers } : need;
}
