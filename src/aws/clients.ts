import { Readable } from 'node:stream';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import packageJson from '../../package.json' with { type: 'json' };
import { defined } from '../defined.ts';
import { UsageError } from '../problem.ts';
import type { Random } from '../random.ts';
import { timing } from '../release/timing.ts';
import type { AgentPair, Agents } from './agents.ts';
import { named } from './call-name.ts';
import { type CloudWatchClient, cloudWatchClient } from './cloudwatch-client.ts';
import type { SharedCredentials } from './credentials.ts';
import { CredentialsError } from './credentials-error.ts';
import { faultOf } from './faults.ts';
import { type Endpoint, mayReceiveToken } from './identity-token.ts';
import type { Signer } from './plain-signer.ts';
import { isLoopback } from './proxy.ts';
import { retries, type Tries } from './retry.ts';
import { type Trace, traced } from './trace.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** One client for each service, role and region; they share connections and, by role, credentials. */
export type Clients = {
  codedeploy(credentials: SharedCredentials, region: string): CodeDeployClient;
  /** For what is asked before a deployment is created: nothing is lost by waiting. */
  codedeployPatient(credentials: SharedCredentials, region: string): CodeDeployClient;
  /** Never sends a request twice, not even after a lost answer. */
  codedeployOnce(credentials: SharedCredentials, region: string): CodeDeployClient;
  cloudwatch(credentials: SharedCredentials, region: string): CloudWatchClient;
  s3(credentials: SharedCredentials, region: string): S3Client;
  /** Without credentials for exchanging identity tokens. */
  sts(credentials: SharedCredentials | undefined, region: string): STSClient;
  requestHandler: () => Promise<HandlerOptions>;
};

type Times = {
  connectionTimeout: number;
  requestTimeout?: number | undefined;
  throwOnRequestTimeout?: boolean | undefined;
  socketTimeout?: number | undefined;
};
type HandlerOptions = AgentPair & Times;

/** What brings requests to AWS, or to what takes its place, without a network between. */
export type Connect = {
  /** Makes a handler of the SDK's requests that waits so many milliseconds at most. */
  handler(patience: number): NonNullable<S3ClientConfig['requestHandler']>;
  /** Region and name of the service as a signature names them. */
  signer(credentials: SharedCredentials, region: string, service: string): Signer;
};

export type ClientOptions = Trace & {
  env: Env;
  random: Random;
  agents: Agents;
  connect?: Connect | undefined;
};

/** Throws a {@link UsageError} where the environment names an endpoint that is none. */
export function openClients({ env, random, agents, connect, ...trace }: ClientOptions): Clients {
  const endpoints = {
    codedeploy: endpointFor('CODEDEPLOY', env),
    cloudwatch: endpointFor('CLOUDWATCH', env),
    s3: endpointFor('S3', env),
    sts: endpointFor('STS', env),
  };
  const waiting = (agent: () => Promise<AgentPair>, times: Times) => ({
    handler: async () => ({ ...(await agent()), ...times }),
    most: times.requestTimeout ?? times.socketTimeout ?? 0,
  });
  const brief = waiting(agents.keeping, answeredIn(timing.request.usual));
  const quick = waiting(agents.keeping, answeredIn(timing.request.sts));
  const single = waiting(agents.single, answeredIn(timing.request.creation));
  const lengthy = waiting(agents.keeping, patiently);

  const common = (
    service: keyof typeof endpoints,
    region: string,
    tries: Tries,
    { handler, most }: ReturnType<typeof waiting>,
  ) => ({
    region,
    ...defined({ endpoint: endpoints[service] }),
    ...(connect && withoutFiles),
    requestHandler: (connect?.handler(most) ?? handler) as NonNullable<
      S3ClientConfig['requestHandler']
    >,
    retryStrategy: retries(trace.clock, random, tries),
    maxAttempts: tries.attempts,
    logger: silent,
    customUserAgent: [[packageJson.name, packageJson.version] as [string, string]],
  });

  /** Says who asks; proves it where there is a network between. */
  const signed = (credentials: SharedCredentials, region: string, service: string) => ({
    credentials,
    ...defined({ signer: connect?.signer(credentials, region, service) as AnySigner }),
  });

  const made = <K extends SharedCredentials | undefined, C extends Stacked>(
    make: (credentials: K, region: string) => C,
  ) =>
    once<K, C>((credentials, region) =>
      named(
        traced(secured(unlogged(make(credentials, region))), { region, credentials }, trace),
        credentials,
      ),
    );

  return {
    requestHandler: brief.handler,
    codedeploy: made((credentials, region) =>
      renewing(
        new CodeDeployClient({
          ...common('codedeploy', region, { attempts: 5 }, brief),
          ...signed(credentials, region, 'codedeploy'),
        }),
        credentials,
      ),
    ),
    codedeployPatient: made((credentials, region) =>
      renewing(
        new CodeDeployClient({
          ...common('codedeploy', region, { attempts: 5, patient: true }, brief),
          ...signed(credentials, region, 'codedeploy'),
        }),
        credentials,
      ),
    ),
    codedeployOnce: made((credentials, region) =>
      renewing(
        new CodeDeployClient({
          ...common('codedeploy', region, { attempts: 1 }, single),
          ...signed(credentials, region, 'codedeploy'),
        }),
        credentials,
      ),
    ),
    cloudwatch: made((credentials, region) =>
      renewing(
        cloudWatchClient({
          ...common('cloudwatch', region, { attempts: 4 }, brief),
          ...signed(credentials, region, 'monitoring'),
        }),
        credentials,
      ),
    ),
    s3: made((credentials, region) =>
      owned(
        new S3Client({
          ...common('s3', region, { attempts: 6, patient: true }, lengthy),
          ...signed(credentials, region, 's3'),
          forcePathStyle: needsPathStyle(endpoints.s3),
          ...(connect && withoutFilesOfS3),
          // Bodies are hashed and compared by ourselves; a checksum on reading needs kms:Decrypt as well.
          responseChecksumValidation: 'WHEN_REQUIRED',
          // With agents of our own the SDK would not wait for the answer to it.
          expectContinueHeader: false,
        }),
        credentials,
      ),
    ),
    sts: made((credentials, region) => {
      const config = common('sts', region, { attempts: 1 }, quick);
      if (credentials)
        return renewing(
          new STSClient({ ...config, ...signed(credentials, region, 'sts') }),
          credentials,
        );
      return guarded(new STSClient(config), endpoints.sts);
    }),
  };
}

/**
 * What the SDK would look for in the environment and files of this machine, each for every client: what is told without
 * a network between must not depend on them.
 */
const withoutFiles = {
  authSchemePreference: [],
  defaultsMode: 'standard' as const,
  retryMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  userAgentAppId: async () => undefined,
};
const withoutFilesOfS3 = {
  disableS3ExpressSessionAuth: true,
  requestChecksumCalculation: 'WHEN_SUPPORTED' as const,
  useArnRegion: false,
};

/** The SDK would warn on the console of what is handled here. */
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const answeredIn = ({ connect, answer }: { connect: number; answer: number }): Times => ({
  connectionTimeout: connect,
  requestTimeout: answer,
  throwOnRequestTimeout: true,
});
/** What is small has a time of its own, which each request brings along. */
const patiently: Times = {
  connectionTimeout: timing.request.s3.connect,
  socketTimeout: timing.request.s3.idle,
  throwOnRequestTimeout: true,
};

type AnySigner = S3ClientConfig['signer'];
type Stacked = { middlewareStack: unknown };
/** The stacks of all clients are alike but for the types of their commands. */
type Stack = STSClient['middlewareStack'];

/** Takes off what copies whatever is asked and answered for a log that nobody keeps. */
function unlogged<C extends Stacked>(client: C): C {
  (client.middlewareStack as Stack).remove('loggerMiddleware');
  return client;
}

/** After "expired" gets new credentials and tries once more: such a request was not carried out. */
function renewing<C extends Stacked>(client: C, credentials: SharedCredentials): C {
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
function owned(client: S3Client, credentials: SharedCredentials): S3Client {
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
function guarded<C extends Stacked>(client: C, named: string | undefined): C {
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

/** What the environment sets; the SDK itself finds what a configuration file sets. */
function endpointFor(
  service: 'CODEDEPLOY' | 'CLOUDWATCH' | 'S3' | 'STS',
  env: Env,
): string | undefined {
  if (env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true') return undefined;
  const own = `AWS_ENDPOINT_URL_${service}`;
  const name = env[own] ? own : 'AWS_ENDPOINT_URL';
  const endpoint = env[name];
  if (!endpoint) return undefined;
  const hint = 'it must look like https://vpce-0a1b2c.s3.eu-west-1.vpce.amazonaws.com';
  if (!URL.canParse(endpoint) || !/^https?:/.test(endpoint))
    throw new UsageError([
      { code: 'bad-endpoint', message: `${name} is not a URL: "${endpoint}"`, hint },
    ]);
  if (!isSafe(new URL(endpoint)))
    throw new UsageError([
      {
        code: 'bad-endpoint',
        message: `${name} is "${endpoint}": without https only this machine is asked`,
        hint,
      },
    ]);
  return endpoint;
}

/** Whoever is on the way to a plain address could change what is asked and answered. */
function isSafe({ protocol, hostname }: Pick<Endpoint, 'protocol' | 'hostname'>): boolean {
  return protocol === 'https:' || isLoopback(hostname);
}

/** Looks at each request as it is about to leave: a configuration file may name an endpoint too. */
function secured<C extends Stacked>(client: C): C {
  (client.middlewareStack as Stack).add(
    (next) => async (args) => {
      const request = args.request as Endpoint;
      if (!isSafe(request))
        throw new CredentialsError(
          'unsafe',
          `nothing is asked of "${request.protocol}//${request.hostname}": without https only this machine is`,
        );
      return await next(args);
    },
    { step: 'finalizeRequest', priority: 'low', name: 'refusePlainHttp' },
  );
  return client;
}

/** Names below `localhost` do not resolve everywhere, and addresses have no names below them. */
function needsPathStyle(endpoint: string | undefined): boolean {
  if (!endpoint) return false;
  const { hostname } = new URL(endpoint);
  return isLoopback(hostname) || /^[\d.]+$|^\[/.test(hostname);
}

function once<K extends SharedCredentials | undefined, C>(
  make: (credentials: K, region: string) => C,
): (credentials: K, region: string) => C {
  const made = new Map<K, Map<string, C>>();
  return (credentials, region) => {
    const byRegion = made.get(credentials) ?? new Map<string, C>();
    made.set(credentials, byRegion);
    const client = byRegion.get(region) ?? make(credentials, region);
    byRegion.set(region, client);
    return client;
  };
}
