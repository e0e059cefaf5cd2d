import type { Agents } from '../appspec/agent-versions.ts';
import { allDestinations, type Destination, type Environment } from '../config/destination.ts';
import { guardValue } from '../config/guard-tag.ts';
import { defined } from '../defined.ts';
import { asRuled, type GroupRule } from './scenario/group-definition.ts';
import type { Seed, SeedAccount, SeedAlarm, SeedGroup, SeedMetric } from './service.ts';

/**
 * Everything that the given environments expect to find in AWS, with `instances` instances in each group unless
 * a scenario's rules say otherwise. Their hosts run the agent that is given, else that of the environment.
 */
export function seedOf(
  environments: readonly Environment[],
  instances: number,
  rules: readonly GroupRule[] = [],
  given?: Agents,
): Seed {
  const destinations = environments.flatMap((environment) =>
    allDestinations(environment).map((destination) => ({
      ...destination,
      agents: given ?? environment.agents ?? '1',
    })),
  );
  const recordsDestinations = environments.flatMap(
    ({ recordsDestination }) => recordsDestination ?? [],
  );
  return {
    accounts: accountsOf(destinations),
    buckets: distinct(
      [...destinations, ...recordsDestinations].map(({ bucket, bucketOwner, region, account }) => ({
        name: bucket,
        region,
        account: bucketOwner ?? idOf(account),
        grants: [
          ...usersOf(bucket, [...destinations, ...recordsDestinations]),
          ...copiersOf(bucket, environments),
        ],
      })),
      ({ name }) => name,
    ),
    ...baseOf(destinations),
    ...watchedOf(destinations),
    groups: distinct(
      destinations.map((destination) => ({
        ...groupOf(destination),
        instances,
        destination: destination.id,
        ...(destination.agents !== '1' && { agents: destination.agents }),
        // A group of another kind has nothing that could be left.
        ...(destination.onReady === 'leave' && { blueGreen: true, readyWait }),
        ...defined({
          deploymentConfig: destination.deploymentConfig,
          autoRollback: destination.rollback.auto,
          readsTagged: destination.guardTag && `${destination.guardTag}=${guardValue}`,
        }),
      })),
      groupKey,
    ).map((group) => asRuled(group, rules)),
  };
}

const readyWait = 60 * 60_000;

/** Alarms that are off, and metrics with which every gate passes. */
function watchedOf(
  destinations: readonly Destination[],
): Required<Pick<Seed, 'alarms' | 'metrics'>> {
  const alarms = new Map<string, SeedAlarm>();
  const metrics = new Map<string, SeedMetric>();
  for (const destination of destinations) {
    const { id, region, alarms: own, gates = [] } = destination;
    const account = idOf(destination.account);
    for (const name of own?.names ?? []) {
      const key = JSON.stringify([account, region, name]);
      const known = alarms.get(key)?.destinations ?? [];
      alarms.set(key, { account, region, name, destinations: [...known, id] });
    }
    for (const { metric, above, below } of gates) {
      const { namespace, name } = metric;
      const key = JSON.stringify([account, region, namespace, name]);
      const known = metrics.get(key)?.destinations ?? [];
      const value = below ?? Math.min(0, above ?? 0);
      metrics.set(key, { account, region, namespace, name, value, destinations: [...known, id] });
    }
  }
  return { alarms: [...alarms.values()], metrics: [...metrics.values()] };
}

/** The account of a destination whose id nobody has told. */
const anyAccount = '111111111111';

/** A group as AWS tells it apart from all others. */
export type GroupName = Pick<SeedGroup, 'account' | 'region' | 'application' | 'deploymentGroup'>;

export function groupKey({ account, region, application, deploymentGroup }: GroupName): string {
  return [account, region, application, deploymentGroup].join('/');
}

/** The group of a destination. */
export function groupOf({
  account,
  region,
  application,
  deploymentGroup,
}: Pick<Destination, 'region' | 'application' | 'deploymentGroup'> & {
  account: { id?: string };
}): GroupName {
  return { account: idOf(account), region, application, deploymentGroup };
}

function idOf(account: { id?: string }): string {
  return account.id ?? anyAccount;
}

function accountsOf(destinations: readonly Destination[]): SeedAccount[] {
  const accounts = new Map<string, SeedAccount>();
  for (const { account, role, readRole } of destinations) {
    const id = idOf(account);
    const seeded = accounts.get(id) ?? { id, name: account.name, roles: [] };
    accounts.set(id, seeded);
    for (const one of [role, readRole]) {
      if (!one) continue;
      addRole(accounts, one);
      if (one.via) addRole(accounts, { arn: one.via });
    }
  }
  return [...accounts.values()];
}

/** A role belongs to the account in its ARN, which may be another than the destination's: a hub. */
function addRole(
  accounts: Map<string, SeedAccount>,
  { arn, externalId, via }: { arn: string; externalId?: string; via?: string },
): void {
  const id = accountIn(arn);
  const account = accounts.get(id) ?? { id, name: id, roles: [] };
  accounts.set(id, account);
  const trusts = via === undefined ? {} : { trusts: [accountIn(via)] };
  const there = account.roles.find((role) => role.arn === arn);
  if (!there) account.roles.push({ arn, ...defined({ externalId }), ...trusts });
  // Assumed directly, too: then everyone may.
  else if (via === undefined) delete there.trusts;
}

function accountIn(arn: string): string {
  return arn.split(':')[4] ?? anyAccount;
}

/** Accounts whose destinations use a bucket that is another's may put and read what they deploy. */
function usersOf(bucket: string, destinations: readonly Destination[]) {
  const users = destinations.filter(
    (one) => one.bucket === bucket && one.bucketOwner && one.bucketOwner !== idOf(one.account),
  );
  return [...new Set(users.map(({ account }) => idOf(account)))].map((account) => ({
    account,
    actions: ['s3:*'],
  }));
}

/** Accounts of the environments that are promoted to from a bucket's may read it: S3 copies for them. */
function copiersOf(bucket: string, environments: readonly Environment[]) {
  const holding = environments
    .filter((one) => allDestinations(one).some((destination) => destination.bucket === bucket))
    .map(({ name }) => name);
  const after = environments.filter((one) => one.after.some((name) => holding.includes(name)));
  const accounts = after.flatMap(allDestinations).map(({ account }) => idOf(account));
  return [...new Set(accounts)].map((account) => ({ account, actions: ['s3:GetObject'] }));
}

/** Where a destination has no role, the credentials at hand must be of its account. */
function baseOf(destinations: readonly Destination[]): Pick<Seed, 'base'> {
  const direct = destinations.find(({ role }) => role === undefined);
  return direct ? { base: { account: idOf(direct.account) } } : {};
}

function distinct<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
