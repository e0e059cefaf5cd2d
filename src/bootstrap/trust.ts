import { partitions } from '../config/partition.ts';
import type { Identities, Provider } from './identities.ts';
import type { RoleNeed } from './role-needs.ts';

/** Statements of who may assume a role. */
export type Trust = { Version: '2012-10-17'; Statement: TrustStatement[] };

type TrustStatement = {
  Sid: string;
  Effect: 'Allow';
  Principal: Record<string, string | string[]>;
  Action: string | string[];
  Condition?: { StringEquals: Record<string, unknown> };
};

/** What stands for an external id, which is nobody's to read in a file. */
export type ExternalIds = (secret: string) => unknown;

type Trusting = Pick<RoleNeed, 'arn' | 'partition' | 'environments' | 'sessionTags'> &
  Partial<Pick<RoleNeed, 'via' | 'externalId'>>;

/** The role that a role is assumed from, or else those who are named. No statement: nobody is. */
export function trustOf(role: Trusting, identities: Identities, externalIds: ExternalIds): Trust {
  const principals = role.via === undefined ? identities.principals : [role.via];
  const providers = role.via === undefined ? identities.providers : [];
  return {
    Version: '2012-10-17',
    Statement: [
      ...hostsOf(providers).map((same, index) => federated(role, same, index + 1)),
      ...(principals.length > 0 ? [assumed(role, principals, externalIds)] : []),
    ],
  };
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
  const account = role.arn.split(':')[4] ?? '';
  return {
    Sid: `From${system}${turn === 1 ? '' : turn}`,
    Effect: 'Allow',
    Principal: { Federated: providerArn(role.partition, account, host) },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        [`${host}:aud`]: audiencesOf(providers, role),
        [`${host}:sub`]: [...new Set(subjects)].toSorted(),
      },
    },
  };
}

function assumed(
  { sessionTags, externalId }: Trusting,
  principals: readonly string[],
  externalIds: ExternalIds,
): TrustStatement {
  return {
    Sid: 'FromPrincipals',
    Effect: 'Allow',
    Principal: { AWS: [...principals] },
    Action: sessionTags ? ['sts:AssumeRole', 'sts:TagSession'] : 'sts:AssumeRole',
    ...(externalId === undefined
      ? {}
      : { Condition: { StringEquals: { 'sts:ExternalId': externalIds(externalId) } } }),
  };
}
