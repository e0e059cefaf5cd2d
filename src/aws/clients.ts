import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import packageJson from '../../package.json' with { type: 'json' };
import { defined } from '../defined.ts';
import type { Random } from '../random.ts';
import { timing } from '../release/timing.ts';
import { dated } from './answer-time.ts';
import { named } from './call-name.ts';
import { type CloudWatchClient, cloudWatchClient } from './cloudwatch-client.ts';
import type { SharedCredentials } from './credentials.ts';
import { endpointFor, needsPathStyle } from './endpoints.ts';
import type { AgentPair, Agents } from './http-agents.ts';
import {
  guarded,
  owned,
  renewing,
  type Stacked,
  secured,
  unannounced,
  unlogged,
} from './middleware.ts';
import type { Signer } from './plain-signer.ts';
import { retries, type Tries } from './retry.ts';
import type { Service, Silences } from './silences.ts';
import { sortedOnce } from './sorted-stack.ts';
import { type Trace, traced } from './trace.ts';
import { openTurns, type Turns } from './turns.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** One client for each service, role and region; they share connections and, by role, credentials. */
export type Clients = {
  codedeploy(credentials: SharedCredentials, region: string): CodeDeployClient;
  /** For what is asked before a deployment is created: nothing is lost by waiting. */
  codedeployPatient(credentials: SharedCredentials, region: string): CodeDeployClient;
  /** For what must not wait behind all that is only read. */
  codedeployUrgent(credentials: SharedCredentials, region: string): CodeDeployClient;
  /** Never sends a request twice, not even after a lost answer; urgent too. */
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
  /** Nobody is waiting for a turn. */
  closed: AbortSignal;
  silences: Silences;
};

/** Throws a {@link UsageError} where the environment names an endpoint that is none. */
export function openClients({
  env,
  random,
  agents,
  connect,
  closed,
  silences,
  ...trace
}: ClientOptions): Clients {
  const endpoints = {
    codedeploy: endpointFor('CODEDEPLOY', env),
    cloudwatch: endpointFor('CLOUDWATCH', env),
    s3: endpointFor('S3', env),
    sts: endpointFor('STS', env),
  };
  const waiting = (agent: () => Promise<AgentPair>, times: Times) => ({
    handler: async () => {
      const { httpAgent, httpsAgent } = await agent();
      return { httpAgent, httpsAgent, ...times };
    },
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
    turns?: () => Promise<Turns>,
  ) => ({
    region,
    ...defined({ endpoint: endpoints[service] }),
    ...(connect && withoutFiles),
    requestHandler: (connect?.handler(most) ?? handler) as NonNullable<
      S3ClientConfig['requestHandler']
    >,
    retryStrategy: retries(trace.clock, random, tries, turns),
    maxAttempts: tries.attempts,
    logger: silent,
    customUserAgent: [[packageJson.name, packageJson.version] as [string, string]],
  });

  /** Says who asks; proves it where there is a network between. */
  const signed = (credentials: SharedCredentials, region: string, service: string) => ({
    credentials,
    ...defined({ signer: connect?.signer(credentials, region, service) as AnySigner }),
  });

  const turns = new Map<string, Turns>();
  /** By account and region, whatever the role. */
  const turnsIn = (account: string, region: string): Turns => {
    const place = `${account} ${region}`;
    const known = turns.get(place) ?? openTurns(trace.clock, closed);
    turns.set(place, known);
    return known;
  };
  const turnsOf = (credentials: SharedCredentials, region: string) => async () => {
    const { identity, accessKeyId } = await credentials();
    return turnsIn(identity?.account ?? accessKeyId, region);
  };

  const made = <K extends SharedCredentials | undefined, C extends Stacked>(
    service: Service,
    make: (credentials: K, region: string) => C,
  ) =>
    once<K, C>((credentials, region) => {
      const safe = secured(unlogged(make(credentials, region)));
      const noted = silences.heard(safe, { service, region });
      const client = named(traced(noted, { region, credentials }, trace), credentials);
      return connect ? sortedOnce(unannounced(client)) : client;
    });

  const codeDeploy = (tries: Tries, patience: ReturnType<typeof waiting>) =>
    made('codedeploy', (credentials: SharedCredentials, region) =>
      renewing(
        new CodeDeployClient({
          ...common('codedeploy', region, tries, patience, turnsOf(credentials, region)),
          ...signed(credentials, region, 'codedeploy'),
        }),
        credentials,
      ),
    );

  return {
    requestHandler: brief.handler,
    codedeploy: codeDeploy({ attempts: 5 }, brief),
    codedeployPatient: codeDeploy({ attempts: 5, patient: true }, brief),
    codedeployUrgent: codeDeploy({ attempts: 5, urgent: true }, brief),
    codedeployOnce: codeDeploy({ attempts: 1, urgent: true }, single),
    cloudwatch: made('cloudwatch', (credentials, region) =>
      renewing(
        cloudWatchClient({
          ...common('cloudwatch', region, { attempts: 4 }, brief),
          ...signed(credentials, region, 'monitoring'),
        }),
        credentials,
      ),
    ),
    s3: made('s3', (credentials, region) =>
      owned(
        dated(
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
        ),
        credentials,
      ),
    ),
    sts: made('sts', (credentials, region) => {
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
