import { allow, type Statement } from '../policies/statement.ts';
import { assumeActions } from './assume-actions.ts';
import { mergeStatements } from './merge-statements.ts';
import type { RoleNeed } from './role-needs.ts';

/** A role of a central account, from which the roles of the others are assumed. */
export type HubRole = Pick<
  RoleNeed,
  'arn' | 'environments' | 'partition' | 'sessionTags' | 'sourceIdentity'
> & {
  statements: readonly Statement[];
};

export type HubNeed = { accountId: string; roles: readonly HubRole[] };

/**
 * Roles that others are assumed from. One that is an account's own as well is one role there, with what both need, and
 * that account comes first: a role cannot name one that is not there yet.
 */
export function withHubs<Account extends { roles: readonly RoleNeed[] }>(
  accounts: readonly Account[],
): { accounts: Account[]; hubs: HubNeed[] } {
  const leading = leadingRoles(accounts.flatMap(({ roles }) => roles));
  const own = new Set(accounts.flatMap(({ roles }) => roles.map(({ arn }) => arn)));
  const merged = accounts.map((account) => ({
    ...account,
    roles: account.roles.map((role) => alsoLeading(role, leading.get(role.arn))),
  }));
  const leads = ({ roles }: Account) => roles.some((role) => role.leads);
  return {
    accounts: [...merged.filter(leads), ...merged.filter((account) => !leads(account))],
    hubs: hubsOf([...leading.values()].filter(({ arn }) => !own.has(arn))),
  };
}

function leadingRoles(roles: readonly RoleNeed[]): ReadonlyMap<string, HubRole> {
  const byHub = new Map<string, RoleNeed[]>();
  for (const role of roles)
    if (role.via) byHub.set(role.via, [...(byHub.get(role.via) ?? []), role]);
  return new Map([...byHub].map(([arn, targets]) => [arn, hubRole(arn, targets)]));
}

function alsoLeading(role: RoleNeed, hub: HubRole | undefined): RoleNeed {
  if (!hub) return role;
  return {
    ...role,
    leads: true,
    sessionTags: role.sessionTags !== false || hub.sessionTags !== false,
    sourceIdentity: role.sourceIdentity === true || hub.sourceIdentity === true,
    environments: [...new Set([...role.environments, ...hub.environments])],
    statements: mergeStatements([...role.statements, ...hub.statements]),
  };
}

function hubsOf(roles: readonly HubRole[]): HubNeed[] {
  const hubs = new Map<string, HubRole[]>();
  for (const role of roles) {
    const id = accountOf(role.arn);
    hubs.set(id, [...(hubs.get(id) ?? []), role]);
  }
  return [...hubs].map(([accountId, hubRoles]) => ({ accountId, roles: hubRoles }));
}

function hubRole(arn: string, targets: readonly RoleNeed[]): HubRole {
  const takes = {
    sessionTags: targets.some((role) => role.sessionTags !== false),
    sourceIdentity: targets.some((role) => role.sourceIdentity === true),
  };
  return {
    arn,
    partition: targets[0]?.partition ?? 'aws',
    // What its session has goes on to those that come of it.
    ...takes,
    environments: [...new Set(targets.flatMap(({ environments }) => environments))],
    statements: [
      allow(
        'AssumeRoles',
        targets.map((target) => target.arn),
        assumeActions(takes),
        'the way into the accounts; the roles there decide what may be done',
      ),
    ],
  };
}

/** The account of an ARN of IAM. */
export function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}
