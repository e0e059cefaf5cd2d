import { allow, type Statement } from '../policies/statement.ts';
import type { RoleNeed } from './role-needs.ts';

/** A role of a central account, from which the roles of the others are assumed. */
export type HubRole = Pick<RoleNeed, 'arn' | 'environments' | 'partition' | 'sessionTags'> & {
  statements: readonly Statement[];
};

export type HubNeed = { accountId: string; roles: readonly HubRole[] };

export function hubsOf(roles: readonly RoleNeed[]): HubNeed[] {
  const byArn = new Map<string, RoleNeed[]>();
  for (const role of roles)
    if (role.via) byArn.set(role.via, [...(byArn.get(role.via) ?? []), role]);
  const hubs = new Map<string, HubRole[]>();
  for (const [arn, targets] of byArn) {
    const id = accountOf(arn);
    hubs.set(id, [...(hubs.get(id) ?? []), hubRole(arn, targets)]);
  }
  return [...hubs].map(([accountId, hubRoles]) => ({ accountId, roles: hubRoles }));
}

function hubRole(arn: string, targets: readonly RoleNeed[]): HubRole {
  const sessionTags = targets.some((role) => role.sessionTags);
  const actions = ['sts:AssumeRole', ...(sessionTags ? ['sts:TagSession'] : [])];
  return {
    arn,
    partition: targets[0]?.partition ?? 'aws',
    // Tags go with the last session alone.
    sessionTags: false,
    environments: [...new Set(targets.flatMap(({ environments }) => environments))],
    statements: [
      allow(
        'AssumeRoles',
        targets.map((target) => target.arn),
        actions,
        'the way into the accounts; what may be done there, the roles there say',
      ),
    ],
  };
}

/** The account of an ARN of IAM. */
function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}
