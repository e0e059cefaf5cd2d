import { partitions } from '../config/partition.ts';
import { assumeActions } from './assume-actions.ts';
import { accountOf } from './hub-needs.ts';
import { comingFor, type Identities, type Provider } from './identities.ts';
import type { RoleNeed } from './role-needs.ts';

/** Statements of who may assume a role. */
export type Trust = { Version: '2012-10-17'; Statement: TrustStatement[] };

type TrustStatement = {
  Sid: string;
  Effect: 'Allow';
  Principal: Record<string, string | string[]>;
  Action: string | string[];
  Condition?: { StringEquals?: Record<string, unknown>; ArnEquals?: Record<string, string> };
};

/** What stands for an external id, which is nobody's to read in a file. */
export type ExternalIds = (secret: string) => unknown;

export type Trusting = Pick<
  RoleNeed,
  'arn' | 'partition' | 'environments' | 'sessionTags' | 'sourceIdentity'
> &
  Partial<Pick<RoleNeed, 'via' | 'externalId' | 'leads'>>;

/** The role that a role is assumed from, and those who are named where they assume it themselves. No statement: nobody does. */
export function trustOf(role: Trusting, identities: Identities, externalIds: ExternalIds): Trust {
  const named = isAssumedDirectly(role) ? identities : { providers: [], principals: [] };
  const { providers, principals } = comingFor(named, role.environments);
  // A hub is assumed without an external id, which is the last role's.
  const asked = role.leads ? {} : conditionOn(role, externalIds);
  return {
    Version: '2012-10-17',
    Statement: [
      ...hostsOf(providers).map((same, index) => federated(role, same, index + 1)),
      ...(principals.length > 0 ? [assumed('FromPrincipals', role, principals, asked)] : []),
      ...(role.via === undefined ? [] : [fromHub(role, role.via, conditionOn(role, externalIds))]),
    ],
  };
}

/** By a job's identity, and not from another role alone. */
export function isAssumedDirectly({ via, leads }: Trusting): boolean {
  return via === undefined || leads === true;
}

/** ARN of an account's identity provider. */
function providerArn(partition: string, accountId: string, host: string): string {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${host}`;
}

/** Providers by their address, which an account knows but once. */
export function hostsOf(providers: readonly Provider[]): [Provider, ...Provider[]][] {
  const byHost = new Map<string, [Provider, ...Provider[]]>();
  for (const provider of providers) {
    const there = byHost.get(provider.host);
    if (there) there.push(provider);
    else byHost.set(provider.host, [provider]);
  }
  return [...byHost.values()];
}

export function audiencesOf(
  providers: readonly Provider[],
  { partition, environments }: Pick<RoleNeed, 'partition' | 'environments'>,
): string[] {
  const own = partitions.find((one) => one.name === partition)?.audience ?? 'sts.amazonaws.com';
  return [
    ...new Set(providers.flatMap(({ audiences }) => audiences?.(environments) ?? [own])),
  ].toSorted();
}

function federated(
  role: Trusting,
  providers: readonly [Provider, ...Provider[]],
  turn: number,
): TrustStatement {
  const [{ system, host }] = providers;
  const subjects = providers.flatMap((provider) => provider.subjects(role.environments));
  return {
    Sid: `From${system}${turn === 1 ? '' : turn}`,
    Effect: 'Allow',
    Principal: { Federated: providerArn(role.partition, accountOf(role.arn), host) },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        [`${host}:aud`]: audiencesOf(providers, role),
        [`${host}:sub`]: [...new Set(subjects)].toSorted(),
      },
    },
  };
}

type Conditions = { StringEquals?: Record<string, unknown> };

function conditionOn({ externalId }: Trusting, externalIds: ExternalIds): Conditions {
  if (externalId === undefined) return {};
  return { StringEquals: { 'sts:ExternalId': externalIds(externalId) } };
}

/**
 * A role of the same account is named by a condition: IAM refuses a principal that is not there yet, as a role is not
 * that is made along with this one, or is this one itself.
 */
function fromHub(role: Trusting, via: string, asked: Conditions): TrustStatement {
  const account = accountOf(via);
  if (account !== accountOf(role.arn)) return assumed('FromHub', role, [via], asked);
  return assumed('FromHub', role, [`arn:${role.partition}:iam::${account}:root`], {
    ...asked,
    ArnEquals: { 'aws:PrincipalArn': via },
  });
}

function assumed(
  Sid: string,
  role: Trusting,
  AWS: string[],
  Condition: TrustStatement['Condition'] & object,
): TrustStatement {
  return {
    Sid,
    Effect: 'Allow',
    Principal: { AWS },
    Action: assumeActions(role),
    ...(Object.keys(Condition).length > 0 && { Condition }),
  };
}
