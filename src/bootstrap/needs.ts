import { allDestinations, type Destination, type Environment } from '../config/destination.ts';
import { defined } from '../defined.ts';
import { type BucketNeed, bucketsOf } from './bucket-needs.ts';
import { type HubNeed, withHubs } from './hub-needs.ts';
import { type ExtraRole, type RoleNeed, rolesOf } from './role-needs.ts';
import type { Use } from './use.ts';

/** What the configurations need in one account. */
export type AccountNeeds = {
  id: string;
  name: string;
  partition: string;
  /** In the order of the file; what an account has but once is made in the first. */
  regions: readonly [string, ...string[]];
  roles: readonly RoleNeed[];
  buckets: readonly BucketNeed[];
  uses: readonly Use[];
};

export type Needs = { accounts: readonly AccountNeeds[]; hubs: readonly HubNeed[] };

/**
 * Everything that environments need on AWS, account by account. Regions come in the order of the file, whatever the
 * waves: what an account has but once stays where it is when a wave is moved.
 */
export function needsOf(
  environments: readonly Environment[],
  { regions, also = [] }: { regions: readonly string[]; also?: readonly ExtraRole[] },
): Needs {
  const rank = ({ destination: { region } }: Use) => {
    const index = regions.indexOf(region);
    return index < 0 ? regions.length : index;
  };
  const uses = environments
    .flatMap((environment) => usesOf(environment, environments))
    .toSorted((a, b) => rank(a) - rank(b));
  const buckets = bucketsOf(uses);
  const ids = new Set([
    ...uses.map(({ destination }) => destination.account.id),
    ...buckets.map(({ accountId }) => accountId),
  ]);
  return withHubs([...ids].map((id) => accountNeeds(id, { uses, buckets, also })));
}

function accountNeeds(
  id: string,
  all: { uses: readonly Use[]; buckets: readonly BucketNeed[]; also: readonly ExtraRole[] },
): AccountNeeds {
  const uses = all.uses.filter(({ destination }) => destination.account.id === id);
  const deployed = uses.filter(({ isForRecords }) => !isForRecords);
  const buckets = all.buckets.filter(({ accountId }) => accountId === id);
  const regions = [
    ...new Set([...deployed.map(({ destination }) => destination.region), ...regionsOf(buckets)]),
  ];
  const [first] = regions;
  if (first === undefined) throw new Error(`account ${id} has no region`);
  return {
    id,
    name: uses[0]?.destination.account.name ?? 'bucket-owner',
    partition: uses[0]?.destination.partition ?? buckets[0]?.partition ?? 'aws',
    regions: [first, ...regions.slice(1)],
    roles: rolesOf(uses, all.also),
    buckets,
    uses: deployed,
  };
}

function regionsOf(buckets: readonly BucketNeed[]): string[] {
  return buckets.map(({ region }) => region);
}

function usesOf(environment: Environment, all: readonly Environment[]): Use[] {
  const { name, application, bundleName, prefix, recordsDestination, after } = environment;
  const readBy = all.filter(({ after }) => after.includes(name)).map((one) => one.name);
  const destinations = allDestinations(environment);
  const named = defined({ bundleName, prefix });
  // Lease and hold may be in a bucket of their own, where nothing is deployed from.
  const records =
    recordsDestination && destinations.every(({ bucket }) => bucket !== recordsDestination.bucket)
      ? [recordsDestination]
      : [];
  const sources = all
    .filter((one) => after.includes(one.name))
    .flatMap((one) =>
      allDestinations(one).map((destination) => ({
        owner: {
          application: one.application,
          ...defined({ bundleName: one.bundleName, prefix: one.prefix }),
        },
        destination: { ...destination, account: withId(destination) },
      })),
    );
  return [...destinations, ...records].map((destination, index) => ({
    ...(sources.length > 0 && { sources }),
    environment: name,
    readBy,
    owner: { application, ...named },
    isForRecords: index >= destinations.length,
    destination: { ...destination, account: withId(destination) },
  }));
}

function withId({ account }: Destination): { name: string; id: string } {
  // A configuration gives every account its id.
  return { name: account.name, id: account.id ?? '' };
}
