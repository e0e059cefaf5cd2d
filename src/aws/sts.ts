import {
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  type STSClient,
} from '@aws-sdk/client-sts';
import type { Clock } from '../clock.ts';
import { defined } from '../defined.ts';
import type { Random } from '../random.ts';
import { timing } from '../release/timing.ts';
import { type Answer, type AssumedRole, assume } from './assume-role.ts';
import type { Clients } from './clients.ts';
import type { Credentials, Identity, SharedCredentials } from './credentials.ts';
import { CredentialsError, type CredentialsFacts, type JobFacts } from './credentials-error.ts';
import { type Fault, faultOf, isTransient, oneLine } from './faults.ts';
import { arnOwner } from './partition-facts.ts';
import { type Claims, claimsOf } from './token-claims.ts';

/** The calls to STS we make. Each goes to the first region that answers; errors are {@link CredentialsError}s. */
export type Sts = {
  assumeRole(role: AssumedRole, caller: SharedCredentials): Promise<Credentials>;
  /** `seconds` is what would be useful; a role that allows less gives an hour. */
  assumeRoleWithToken(
    arn: string,
    token: () => Promise<string>,
    seconds: number,
    sessionName?: string,
  ): Promise<Credentials>;
  callerIdentity(caller: SharedCredentials, partition: string): Promise<Identity>;
};

export type StsOptions = {
  clock: Clock;
  /** Spreads what is tried again. */
  random: Random;
  clients: Pick<Clients, 'sts'>;
  /** Regions of a partition, in the order in which to try them. */
  regions: (partition: string) => readonly string[];
  sessionName: string;
  mask: (secret: string) => void;
  job: JobFacts;
};

const hour = 3600;
/** Rounds for what seldom passes: a name that does not resolve, a port that nobody listens on. */
const fewRounds = 3;

export function openSts(options: StsOptions): Sts {
  const { clock, random, clients, regions, sessionName, mask, job } = options;
  const answering = new Map<string, string>();

  /** Goes round the regions until one answers: for as long as `timing.request.goesOn` where what stands in the way may pass. */
  async function inSomeRegion<T>(partition: string, call: (region: string) => Promise<T>) {
    const began = clock.now();
    for (let round = 1; ; round++) {
      try {
        return await inOneRound(partition, call);
      } catch (error) {
        if (error instanceof CredentialsError) throw error;
        const fault = faultOf(error);
        const passes = seldomPasses(fault)
          ? round < fewRounds
          : clock.now() - began < timing.request.goesOn;
        if (!isTransient(fault.kind) || !passes) throw error;
        const pause = Math.min(
          timing.request.round.most,
          timing.request.round.least * 2 ** (round - 1),
        );
        await clock.sleep(pause * (0.75 + random.next() / 2));
      }
    }
  }

  /** Tries the regions one after another, beginning with the one that answered last. */
  async function inOneRound<T>(partition: string, call: (region: string) => Promise<T>) {
    const last = answering.get(partition);
    const all = regions(partition);
    const order = last ? [last, ...all.filter((region) => region !== last)] : all;
    let failure: unknown = new Error(`no region of partition "${partition}" is configured`);
    for (const region of order) {
      try {
        const answer = await call(region);
        answering.set(partition, region);
        return answer;
      } catch (error) {
        failure = error;
        if (!anotherRegionMayDo(error)) break;
      }
    }
    throw failure;
  }

  async function assumed(
    operation: string,
    arn: string,
    call: (region: string) => Promise<Answer>,
    claims: () => Claims | undefined = () => undefined,
  ): Promise<Credentials> {
    try {
      const answer = await inSomeRegion(arnOwner(arn)?.partition ?? 'aws', call);
      const { tags } = answer;
      return { ...readCredentials(answer, mask), role: arn, ...defined({ tags }) };
    } catch (error) {
      const told = claims();
      throw wrapped(error, { operation, role: arn, job, ...defined({ claims: told }) });
    }
  }

  return {
    assumeRole: (role, caller) =>
      assumed('sts:AssumeRole', role.arn, (region) =>
        assume(clients.sts(caller, region), role, sessionName),
      ),

    assumeRoleWithToken(arn, token, seconds, name = sessionName) {
      let claims: Claims | undefined;
      const call = async (region: string) => {
        const text = await token();
        claims = claimsOf(text);
        const request = { arn, token: text, seconds, sessionName: name };
        return assumeWithToken(clients.sts(undefined, region), request);
      };
      return assumed('sts:AssumeRoleWithWebIdentity', arn, call, () => claims);
    },

    async callerIdentity(caller, partition) {
      try {
        const { Account, Arn } = await inSomeRegion(partition, (region) =>
          clients.sts(caller, region).send(new GetCallerIdentityCommand({})),
        );
        return { account: Account ?? '', arn: Arn ?? '' };
      } catch (error) {
        throw wrapped(error, { operation: 'sts:GetCallerIdentity', job });
      }
    },
  };
}

async function assumeWithToken(
  client: STSClient,
  request: { arn: string; token: string; seconds: number; sessionName: string },
): Promise<Answer> {
  const send = (seconds: number) =>
    client.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: request.arn,
        RoleSessionName: request.sessionName,
        WebIdentityToken: request.token,
        DurationSeconds: seconds,
      }),
    );
  try {
    return await send(request.seconds);
  } catch (error) {
    const { name, message } = faultOf(error);
    const tooLong = /^ValidationError/.test(name) && /DurationSeconds/.test(message);
    if (!tooLong || request.seconds <= hour) throw error;
    return await send(hour);
  }
}

function seldomPasses({ name }: Fault): boolean {
  return ['ENOTFOUND', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'].includes(name);
}

/**
 * An account may have switched a region off, which STS there answers with one of these two
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html).
 */
function anotherRegionMayDo(error: unknown): boolean {
  if (error instanceof CredentialsError) return false;
  const { kind, name } = faultOf(error);
  return isTransient(kind) || name === 'RegionDisabledException' || name === 'InvalidClientTokenId';
}

function readCredentials(answer: Answer, mask: (secret: string) => void): Credentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken)
    throw new Error('the answer of STS holds no credentials');
  mask(SecretAccessKey);
  mask(SessionToken);
  const arn = answer.AssumedRoleUser?.Arn ?? '';
  const account = arnOwner(arn)?.account;
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    ...defined({ expiration: Expiration }),
    ...(account && { identity: { account, arn } }),
  };
}

/** An error of the caller's own credentials has its say already. */
function wrapped(error: unknown, facts: CredentialsFacts): Error {
  if (error instanceof CredentialsError) return error;
  const { name, message } = faultOf(error);
  const { role } = facts;
  const what = role ? `role "${role}" cannot be assumed` : 'the credentials cannot be checked';
  return new CredentialsError('refused', `${what}: ${name}: ${oneLine(message)}`, {
    ...facts,
    cause: error,
  });
}
