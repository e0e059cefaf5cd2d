import type { Clock } from '../clock.ts';
import type { Destination, Role } from '../config/destination.ts';
import { defined } from '../defined.ts';
import { type Problem, RefusedError } from '../problem.ts';
import type { Base } from './base-credentials.ts';
import { type Credentials, type Identity, type SharedCredentials, shared } from './credentials.ts';
import type { TokenSource } from './identity-token.ts';
import type { CredentialFacts } from './lifetime.ts';
import { arnOwner, partitionOf } from './partition.ts';
import type { Sts } from './sts.ts';
import { endOfToken } from './token-claims.ts';

export type AccessOptions = {
  clock: Clock;
  sts: Sts;
  base: Base;
  /** Absent: roles are assumed with the credentials at hand. */
  token?: TokenSource | undefined;
  audience?: string | undefined;
  /** How long a session is useful that cannot be renewed; in seconds. */
  usefulSeconds: number;
  tags: { Key: string; Value: string }[];
};

/** Gives the credentials for a destination, the same ones to all that share a role and an account. */
export type Access = {
  credentials(destination: Destination, role: Role | undefined): SharedCredentials;
  /** How long the credentials can last, as far as it is known by now. */
  facts(destination: Destination, role: Role | undefined): CredentialFacts;
  /** What is set for a role and cannot be sent: an identity token takes the place of the call that would carry it. */
  unsent(role: Role | undefined): Problem[];
  /** Whose credentials these are; refused where it is not the destination's account. */
  identity(destination: Destination, role: Role | undefined): Promise<Identity>;
};

export function openAccess(options: AccessOptions): Access {
  const { clock, sts, token } = options;
  const base = options.base.credentials;
  const byRole = new Map<string, SharedCredentials>();
  const byHub = new Map<string, SharedCredentials>();
  let tokenEnds: number | undefined;

  function credentials(destination: Destination, role: Role | undefined): SharedCredentials {
    const { account, partition } = destination;
    const key = JSON.stringify([role, account.id, role ? undefined : partition]);
    return remember(byRole, key, () =>
      shared(async () => {
        if (!role) return checked(await identified(partition), destination);
        refuseForeignRole(role, destination);
        return checked(await assume(role), destination, role);
      }, clock),
    );
  }

  async function identified(partition: string): Promise<Credentials> {
    // Asked first, for the call may have renewed what it was made with.
    const identity = await sts.callerIdentity(base, partition);
    return { ...(await base()), identity };
  }

  async function assume(role: Role): Promise<Credentials> {
    if (!role.via && token) return byToken(role.arn, token);
    const caller = role.via ? hub(role.via) : base;
    const tags = role.sessionTags ? options.tags : undefined;
    return sts.assumeRole({ arn: role.arn, externalId: role.externalId, tags }, caller);
  }

  function hub(arn: string): SharedCredentials {
    return remember(byHub, arn, () =>
      shared(() => (token ? byToken(arn, token) : sts.assumeRole({ arn }, base)), clock),
    );
  }

  async function byToken(arn: string, source: TokenSource): Promise<Credentials> {
    const partition = partitionOf(arnOwner(arn)?.partition ?? 'aws');
    const read = async () => {
      const text = await source.read(options.audience ?? partition.audience);
      tokenEnds = endOfToken(text);
      return text;
    };
    // A token that cannot be had again must buy a session for the whole run.
    const seconds = source.kind === 'value' ? options.usefulSeconds : hour;
    return sts.assumeRoleWithToken(arn, read, seconds);
  }

  return {
    credentials,
    async identity(destination, role) {
      const { identity } = await credentials(destination, role)();
      return identity ?? { account: '', arn: '' };
    },

    facts(destination, role) {
      if (!role || !token) return options.base.facts();
      if (token.kind !== 'value') return { kind: token.kind === 'oidc' ? 'oidc' : 'token-file' };
      const bought = role.via ? hub(role.via) : credentials(destination, role);
      const ends = { session: bought.current?.expiration?.getTime(), token: tokenEnds };
      return {
        kind: 'token',
        ...defined({ sessionEnds: ends.session, tokenEnds: ends.token }),
      };
    },

    unsent(role) {
      if (!role || role.via || !token) return [];
      const set = [role.externalId && 'externalId', role.sessionTags && 'sessionTags'];
      return set.filter(Boolean).map((name) => ({
        code: 'setting-without-effect',
        message: `role "${role.arn}": ${name} has no effect, since AssumeRoleWithWebIdentity takes none`,
        hint: 'assume a role with the identity token first (via), and this one from there; or remove the setting',
      }));
    },
  };
}

const hour = 3600;

function refuseForeignRole(role: Role, { account }: Destination) {
  const owner = arnOwner(role.arn)?.account;
  if (!owner || !account.id || owner === account.id) return;
  throw new RefusedError([
    {
      code: 'wrong-account',
      message: `role "${role.arn}" is in account "${owner}", but account ${account.name} is "${account.id}"`,
      hint: 'a destination is deployed to with a role of its own account; correct the role or the account id',
    },
  ]);
}

function checked(held: Credentials, { account }: Destination, role?: Role): Credentials {
  const { identity } = held;
  if (!account.id || identity?.account === account.id) return held;
  const who = role ? `role "${role.arn}" gave credentials` : 'the credentials at hand are';
  throw new RefusedError([
    {
      code: 'wrong-account',
      message: `${who} of account "${identity?.account}", but account ${account.name} is "${account.id}"`,
      hint: role
        ? 'nothing was changed in either account; correct the role or the account id'
        : 'nothing was changed in either account; use credentials of that account, or set a role in it',
    },
  ]);
}

function remember<V>(made: Map<string, V>, key: string, make: () => V): V {
  const value = made.get(key) ?? make();
  made.set(key, value);
  return value;
}
