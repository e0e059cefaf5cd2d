import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { STSClient } from '@aws-sdk/client-sts';
import type { SharedCredentials } from './credentials.ts';
import { CredentialsError } from './credentials-error.ts';
import { isSafe } from './endpoints.ts';
import { faultOf } from './faults.ts';
import { type Endpoint, mayReceiveToken } from './identity-token.ts';

export type Stacked = { middlewareStack: unknown };
/** The stacks of all clients are alike but for the types of their commands. */
type Stack = STSClient['middlewareStack'];

/** Takes off what copies whatever is asked and answered for a log that nobody keeps. */
export function unlogged<C extends Stacked>(client: C): C {
  (client.middlewareStack as Stack).remove('loggerMiddleware');
  return client;
}

/** Takes off what tells AWS which program asks, where AWS is in the same process. */
export function unannounced<C extends Stacked>(client: C): C {
  const stack = client.middlewareStack as Stack;
  for (const name of ['getUserAgentMiddleware', 'recursionDetectionMiddleware']) stack.remove(name);
  return client;
}

/** After "expired" gets new credentials and tries once more: such a request was not carried out. */
export function renewing<C extends Stacked>(client: C, credentials: SharedCredentials): C {
  (client.middlewareStack as Stack).add(
    (next) => async (args) => {
      const used = await credentials();
      try {
        return await next(args);
      } catch (error) {
        if (error instanceof CredentialsError || !mayHaveExpired(error)) throw error;
        credentials.renew(used);
        if (hasStream(args.input)) throw error;
        const other = await credentials();
        if (other.accessKeyId === used.accessKeyId) throw error;
        return await next(args);
      }
    },
    { step: 'initialize', name: 'renewExpiredCredentials' },
  );
  return client;
}

/** What has been read cannot be sent again by anyone but its owner. */
function hasStream(input: object): boolean {
  return (input as { Body?: unknown }).Body instanceof Readable;
}

/** To HEAD, S3 answers a bare 400 where it would tell of expired credentials in a body. */
function mayHaveExpired(error: unknown): boolean {
  const { kind, name } = faultOf(error);
  return kind === 'expired' || name === 'HTTP 400';
}

/** Without an account in the configuration, a bucket must be of the account that answered. */
export function owned(client: S3Client, credentials: SharedCredentials): S3Client {
  (client.middlewareStack as unknown as Stack).add(
    (next) => async (args) => {
      const input = args.input as { Bucket?: string; ExpectedBucketOwner?: string };
      if (!input.Bucket || input.ExpectedBucketOwner) return next(args);
      const { identity } = await credentials();
      if (!identity?.account)
        throw new CredentialsError(
          'unsafe',
          `does not ask bucket "${input.Bucket}": the account that owns it is unknown`,
        );
      const owned = { ...input, ExpectedBucketOwner: identity.account };
      return next({ ...args, input: owned as typeof args.input });
    },
    { step: 'initialize', name: 'expectBucketOwner' },
  );
  return renewing(client, credentials);
}

/** Looks at the request as it is about to leave, whatever chose its endpoint. */
export function guarded<C extends Stacked>(client: C, named: string | undefined): C {
  (client.middlewareStack as Stack).add(
    (next) => async (args) => {
      const request = args.request as Endpoint;
      if (!mayReceiveToken(request, named))
        throw new CredentialsError(
          'unsafe',
          `the identity token is not sent to "${request.protocol}//${request.hostname}": only STS over https may have it, or this machine where the environment names it`,
        );
      return await next(args);
    },
    { step: 'finalizeRequest', priority: 'low', name: 'guardIdentityToken' },
  );
  return client;
}

/** The same for clients that the SDK makes by itself. */
export const securing = {
  applyToStack(middlewareStack: object) {
    secured({ middlewareStack });
  },
};

/** Looks at each request as it is about to leave: a configuration file may name an endpoint too. */
export function secured<C extends Stacked>(client: C): C {
  (client.middlewareStack as Stack).add(
    (next) => async (args) => {
      const request = args.request as Endpoint;
      if (!isSafe(request))
        throw new CredentialsError(
          'unsafe',
          `no request goes to "${request.protocol}//${request.hostname}": without https, only this machine may be asked`,
        );
      return await next(args);
    },
    { step: 'finalizeRequest', priority: 'low', name: 'refusePlainHttp' },
  );
  return client;
}
