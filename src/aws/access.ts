import type { Clock } from '../clock.ts';
import type { Destination, Role } from '../config/destination.ts';
import { defined } from '../defined.ts';
import { type Problem, RefusedError } from '../problem.ts';
import { type AssumedRole, refusesTags } from './assume-role.ts';
import type { Base } from './base-credentials.ts';
import {
  type Credentials,
  type Identity,
  type SentTags,
  type SharedCredentials,
  shared,
} from './credentials.ts';
import type { TokenSource } from './identity-token.ts';
import type { CredentialFacts } from './lifetime.ts';
import { arnOwner, partitionFacts } from './partition-facts.ts';
import type { Sts } from './sts.ts';
import { endOfToken } from './token-claims.ts';

export type AccessOptions = {
  clock: Clock;
  sts: Sts;
  base: Base;
  /** The credentials of a profile that an account names. */
  profiled(profile: string): Base;
  /** Absent: roles are assumed with the credentials at hand. */
  token?: TokenSource | undefined;
  audience?: string | undefined;
  /** How long a session is useful that cannot be renewed; in seconds. */
  usefulSeconds: number;
  /** Of the run, for every role that takes them. */
  tags: { Key: string; Value: string }[];
  /** Who started the run, as STS takes it. */
  sourceIdentity: string | undefined;
};

/** Gives the credentials for a destination, the same ones to all that share a role and an account. */
export type Access = {
  credentials(destination: Destination, role: Role | undefined): SharedCredentials;
  /** How long the credentials can last, as far as it is known by now. */
  facts(destination: Destination, role: Role | undefined): CredentialFacts;
  /** What is set for a role and cannot be sent: an identity token replaces the call that would carry it. */
  unsent(destination: Destination, role: Role | undefined): Problem[];
  /** That a session has no tags, which would have been sent without being asked for. */
  untagged(destination: Destination, role: Role | undefined): Problem[];
  /** Whose credentials these are; refused where it is not the destination's account. */
  identity(destination: Destination, role: Role | undefined): Promise<Identity>;
  /** Who assumes its role, or the first of two. Undefined: whoever has the job's identity token, which AWS is not asked about. */
  caller(destination: Destination): Promise<Identity | undefined>;
};

/** Where the way to a role begins. */
type Start = { base: SharedCredentials; token: TokenSource | undefined; profile?: string };

export function openAccess(options: AccessOptions): Access {
  const { clock, sts, token } = options;
  const byRole = new Map<string, SharedCredentials>();
  const byHub = new Map<string, SharedCredentials>();
  let tokenEnds: number | undefined;

  function credentials(destination: Destination, role: Role | undefined): SharedCredentials {
    const { account, partition } = destination;
    const from = startOf(destination);
    const key = JSON.stringify([role, account.id, role ? undefined : partition, account.profile]);
    return remember(byRole, key, () =>
      shared(async () => {
        if (!role) return checked(await identified(partition, from.base), destination);
        refuseForeignRole(role, destination);
        return checked(await assume(role, from), destination, role);
      }, clock),
    );
  }

  /** What roles are assumed with: where an account names a profile, that, and no token of the job. */
  function startOf({ account: { profile } }: Destination): Start {
    if (profile === undefined) return { base: options.base.credentials, token };
    return { base: options.profiled(profile).credentials, token: undefined, profile };
  }

  async function identified(partition: string, base: SharedCredentials): Promise<Credentials> {
    // Asked first, for the call may have renewed what it was made with.
    const identity = await sts.callerIdentity(base, partition);
    return { ...(await base()), identity };
  }

  async function assume(role: Role, from: Start): Promise<Credentials> {
    const { via } = role;
    if (!via && from.token) return byToken(role, from.token);
    if (!via) return sts.assumeRole(requestOf(role, options), from.base);
    const first = hub(role, from);
    const inherits = (await first()).tags === 'transitive';
    const request = requestOf(role, inherits ? { ...options, tags: [] } : options);
    try {
      const credentials = await sts.assumeRole(request, first);
      return inherits ? { ...credentials, tags: 'transitive' } : credentials;
    } catch (error) {
      // Tags that a session has inherited cannot be left out: only a session without any gets in.
      if (!inherits || role.sessionTags || !refusesTags(error)) throw error;
      const bare = hub({ ...role, sessionTags: false }, from);
      return sts.assumeRole({ ...request, tags: options.tags, tagsMayGo: true }, bare);
    }
  }

  /** What the first of two roles gives; by a token it has no tags. */
  function hub(role: Role, { base, token, profile }: Start): SharedCredentials {
    const arn = role.via ?? '';
    const { sessionTags, sessionName, sourceIdentity } = role;
    const request = requestOf({ arn, sourceIdentity, sessionName }, options);
    const tagged = { ...request, transitive: true, ...(sessionTags === false && { tags: [] }) };
    return remember(byHub, JSON.stringify([tagged, profile]), () =>
      shared(
        () => (token ? byToken({ arn, sessionName }, token) : sts.assumeRole(tagged, base)),
        clock,
      ),
    );
  }

  async function byToken(
    { arn, sessionName }: Pick<AssumedRole, 'arn' | 'sessionName'>,
    source: TokenSource,
  ): Promise<Credentials> {
    const partition = partitionFacts(arnOwner(arn)?.partition ?? 'aws');
    const read = async () => {
      const text = await source.read(options.audience ?? partition.audience);
      tokenEnds = endOfToken(text);
      return text;
    };
    // A token that cannot be had again must buy a session for the whole run.
    const seconds = source.kind === 'value' ? options.usefulSeconds : hour;
    return sts.assumeRoleWithToken(arn, read, seconds, sessionName);
  }

  return {
    credentials,
    async identity(destination, role) {
      const { identity } = await credentials(destination, role)();
      return identity ?? { account: '', arn: '' };
    },

    async caller(destination) {
      const { base, token: asked } = startOf(destination);
      return asked ? undefined : (await identified(destination.partition, base)).identity;
    },

    facts(destination, role) {
      const { profile } = destination.account;
      if (profile !== undefined) return options.profiled(profile).facts();
      if (!role || !token) return options.base.facts();
      if (token.kind !== 'value') return { kind: token.kind === 'oidc' ? 'oidc' : 'token-file' };
      const bought = role.via ? hub(role, startOf(destination)) : credentials(destination, role);
      const ends = { session: bought.current?.expiration?.getTime(), token: tokenEnds };
      return {
        kind: 'token',
        ...defined({ sessionEnds: ends.session, tokenEnds: ends.token }),
      };
    },

    untagged(destination, role) {
      const why = role && untagged[credentials(destination, role).current?.tags ?? 'sent'];
      if (!why) return [];
      return [
        {
          code: 'session-untagged',
          message: `role "${role.arn}": the session has no tags, because ${why}`,
          hint: 'CloudTrail still names the session; set sessionTags: false to ask for no tags, or true to fail without them',
        },
      ];
    },

    unsent(destination, role) {
      if (!role || role.via || !startOf(destination).token) return [];
      const set = [
        role.externalId && 'externalId',
        role.sessionTags && 'sessionTags',
        role.sourceIdentity && 'sourceIdentity',
      ];
      return set.filter(Boolean).map((name) => ({
        code: 'setting-without-effect',
        message: `role "${role.arn}": ${name} has no effect, because AssumeRoleWithWebIdentity does not accept it`,
        hint: 'assume another role with the identity token first (via), and this role from there; or remove the setting',
      }));
    },
  };
}

const hour = 3600;

type Offer = Pick<AccessOptions, 'tags' | 'sourceIdentity'>;

function requestOf(
  role: { [K in keyof Role]?: Role[K] | undefined } & Pick<Role, 'arn'>,
  { tags, sourceIdentity }: Offer,
): AssumedRole {
  const { arn, externalId, sessionTags, sessionName, ownTags = {} } = role;
  if (role.sourceIdentity && sourceIdentity === undefined) throw unknownActor(arn);
  const own = Object.entries(ownTags).map(([Key, Value]) => ({ Key, Value }));
  // Keys differ in more than their case; one's own goes before the run's.
  const names = new Set(own.map(({ Key }) => Key.toLowerCase()));
  const ofRun = tags.filter(({ Key }) => !names.has(Key.toLowerCase()));
  return {
    arn,
    externalId,
    sessionName,
    ...(role.sourceIdentity && { sourceIdentity }),
    tags: sessionTags === false ? [] : [...own, ...ofRun],
    tagsMayGo: sessionTags === undefined,
  };
}

function unknownActor(arn: string): RefusedError {
  return new RefusedError([
    {
      code: 'actor-unknown',
      message: `role "${arn}" asks for a sourceIdentity, but fanout cannot tell who started the run`,
      hint: 'let the CI system name its user in the environment (GITHUB_ACTOR, GITLAB_USER_LOGIN, BUILD_USER_ID), or remove sourceIdentity',
    },
  ]);
}

function refuseForeignRole(role: Role, { account }: Destination) {
  const owner = arnOwner(role.arn)?.account;
  if (!owner || !account.id || owner === account.id) return;
  throw new RefusedError([
    {
      code: 'wrong-account',
      message: `role "${role.arn}" is in account "${owner}", but account ${account.name} is "${account.id}"`,
      hint: 'a destination needs a role of its own account; correct the role or the account id',
    },
  ]);
}

const untagged: Partial<Record<SentTags, string>> = {
  'not-allowed': 'its trust policy does not allow sts:TagSession',
  'too-large': 'the session would be too large with them',
};

function checked(held: Credentials, { account }: Destination, role?: Role): Credentials {
  const { identity } = held;
  if (!account.id || identity?.account === account.id) return held;
  const who = role ? `role "${role.arn}" gave credentials` : 'the credentials of the job are';
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
