import { type PolicyDocument, policyOf } from '../policies/statement.ts';
import { policyOfBucket, statementsOfBucket } from './bucket-resources.ts';
import type { HubRole } from './hub-needs.ts';
import type { Identities } from './identities.ts';
import type { Needs } from './needs.ts';
import type { RoleNeed } from './role-needs.ts';
import { roleNameOf, whyOf } from './role-resources.ts';
import { type Trust, trustOf } from './trust.ts';

/** What stands where an external id has to be put in. */
const externalIdPlace = 'EXTERNAL_ID';

type RoleJson = {
  accountId: string;
  arn: string;
  name: string;
  path: string;
  for: string;
  environments: readonly string[];
  /** Null: nobody is named who may assume it. */
  trust: Trust | null;
  policy: PolicyDocument;
  why: Record<string, string>;
};

type BucketJson = {
  accountId: string;
  region: string;
  bucket: string;
  policy: PolicyDocument;
  why: Record<string, string>;
};

/** Policies as other tools take them: whole, with the reasons beside them. */
export function policiesJson({ accounts, hubs }: Needs, identities: Identities): string {
  const roles: RoleJson[] = [
    ...hubs.flatMap((hub) => hub.roles.map((role) => roleJson(role, hub.accountId, identities))),
    ...accounts.flatMap(({ id, roles: own }) => own.map((role) => roleJson(role, id, identities))),
  ];
  const buckets: BucketJson[] = accounts.flatMap(({ id, buckets: own }) =>
    own.map((bucket) => ({
      accountId: id,
      region: bucket.region,
      bucket: bucket.name,
      policy: policyOfBucket(bucket),
      why: whyOf(statementsOfBucket(bucket)),
    })),
  );
  return JSON.stringify({ roles, buckets });
}

function roleJson(role: HubRole | RoleNeed, accountId: string, identities: Identities): RoleJson {
  const trust = trustOf(role, identities, () => externalIdPlace);
  return {
    accountId,
    arn: role.arn,
    ...roleNameOf(role.arn),
    for: 'kind' in role ? role.kind : 'hub',
    environments: role.environments,
    trust: trust.Statement.length > 0 ? trust : null,
    policy: policyOf(role.statements),
    why: whyOf(role.statements),
  };
}
