import type { Role } from '../config/destination.ts';
import { defined } from '../defined.ts';
import {
  type CopySource,
  type JobRole,
  type Scope,
  statementsFor,
} from '../policies/role-policy.ts';
import type { Statement } from '../policies/statement.ts';
import { mergeStatements } from './merge-statements.ts';
import { readerOf, type Source, type Use } from './use.ts';

/** A role beside the configured one, for jobs that do nothing else. */
export type ExtraRole = 'promote' | 'read';

/** A role in one account, who comes with what, and what it may do. */
export type RoleNeed = Role & {
  kind: Exclude<JobRole, 'build'>;
  partition: string;
  /** Whose jobs assume it: those that deploy there, and those that promote from there. */
  environments: readonly string[];
  statements: readonly Statement[];
  /** Others are assumed from it, so those who begin assume it themselves, whatever it is assumed from beside that. */
  leads?: true;
};

/** The roles that the destinations of an account name, each once. What deploys somewhere reads there too. */
export function rolesOf(uses: readonly Use[], also: readonly ExtraRole[]): RoleNeed[] {
  const deploying = named(uses, ({ destination }) => destination.role);
  const reading = named(uses, ({ destination }) => destination.readRole);
  const configured = [
    ...[...deploying.values()].map((users) => roleNeed('deploy', users)),
    ...[...reading]
      .filter(([arn]) => !deploying.has(arn))
      .map(([, users]) => roleNeed('read', users)),
  ];
  const taken = new Set(configured.map(({ arn }) => arn));
  const extra = also
    .flatMap((kind) => [...deploying.values()].map((users) => beside(kind, users)))
    .filter(({ arn }) => !taken.has(arn));
  return [...configured, ...extra];
}

type User = { role: Role; use: Use };
type Users = [User, ...User[]];

function named(
  uses: readonly Use[],
  roleIn: (use: Use) => Role | undefined,
): ReadonlyMap<string, Users> {
  const byArn = new Map<string, Users>();
  for (const use of uses) {
    const role = roleIn(use);
    if (!role) continue;
    const there = byArn.get(role.arn);
    if (there) there.push({ role, use });
    else byArn.set(role.arn, [{ role, use }]);
  }
  return byArn;
}

function roleNeed(kind: RoleNeed['kind'], users: Users): RoleNeed {
  const [{ role, use: first }] = users;
  const uses = users.map(({ use }) => use);
  const environments = uses.flatMap(({ environment, readBy, destination }) => {
    const reads = readerOf(destination)?.arn === role.arn ? readBy : [];
    return [environment, ...reads];
  });
  return {
    ...role,
    kind,
    partition: first.destination.partition,
    environments: [...new Set(environments)],
    statements: mergeStatements([
      ...scopesOf(uses.filter(({ isForRecords }) => !isForRecords)).flatMap((scope) =>
        statementsFor(kind, scope),
      ),
      ...scopesOf(uses.filter(({ isForRecords }) => isForRecords)).flatMap((scope) =>
        statementsFor(kind, scope).filter(({ Sid }) => ofRecords.has(Sid)),
      ),
    ]),
  };
}

/** Statements of what is kept apart from bundles: lease and hold. */
const ofRecords = new Set(['ReadBundlesAndRecords', 'ListBuckets', 'Lock', 'Hold']);

function beside(kind: ExtraRole, users: Users): RoleNeed {
  const need = roleNeed(kind, users);
  return { ...need, arn: `${need.arn}-${kind}` };
}

function scopesOf(uses: readonly Use[]): Scope[] {
  const scopes = new Map<string, Scope>();
  for (const { environment, owner, destination, sources = [] } of uses) {
    const { partition, account, bucketOwner, kms, bucket, region, guardTag } = destination;
    // The condition on their account keeps others' buckets out; a region more needs no other policy.
    const pattern = bucket.replaceAll(region, '*');
    const scope = {
      partition,
      accountId: account.id,
      owner,
      application: destination.application,
      environment,
      ...defined({ bucketOwner, kms, guardTag }),
      ...watchesOf(destination),
      ...copiesOf(sources, partition),
    };
    const key = JSON.stringify(scope);
    const buckets = [...(scopes.get(key)?.buckets ?? []), pattern];
    scopes.set(key, { ...scope, buckets: [...new Set(buckets)] });
  }
  return [...scopes.values()];
}

/** From where S3 copies what is promoted: never across partitions. */
function copiesOf(sources: readonly Source[], partition: string): Pick<Scope, 'copiesFrom'> {
  const found = new Map<string, CopySource>();
  for (const { owner, destination } of sources) {
    const { account, bucketOwner = account.id, bucket, region, kms } = destination;
    if (destination.partition !== partition) continue;
    const key = JSON.stringify([owner, bucketOwner]);
    const there = found.get(key) ?? { owner, accountId: bucketOwner, buckets: [], kms: [] };
    const buckets = [...new Set([...there.buckets, bucket.replaceAll(region, '*')])];
    found.set(key, { ...there, buckets, kms: [...new Set([...there.kms, ...(kms ? [kms] : [])])] });
  }
  return found.size > 0 ? { copiesFrom: [...found.values()] } : {};
}

/** What of CloudWatch a destination watches; left out where that is nothing. */
function watchesOf({ alarms, gates = [] }: Use['destination']): Pick<Scope, 'watches'> {
  const watches = { alarms: (alarms?.names.length ?? 0) > 0, metrics: gates.length > 0 };
  return watches.alarms || watches.metrics ? { watches } : {};
}
