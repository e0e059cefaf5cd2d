import type { Clock } from '../clock.ts';
import { defined } from '../defined.ts';
import { type Credentials, type SharedCredentials, shared } from './credentials.ts';
import { CredentialsError, type JobFacts } from './credentials-error.ts';
import { oneLine } from './faults.ts';
import { hasChosenCredentials, readTokenFile } from './identity-token.ts';
import type { CredentialFacts } from './lifetime.ts';
import { securing } from './middleware.ts';
import { isProfileThere } from './sdk-files.ts';
import type { Sts } from './sts.ts';

type Env = Readonly<Record<string, string | undefined>>;

export type BaseOptions = {
  env: Env;
  clock: Clock;
  mask: (secret: string) => void;
  sts: Sts;
  /** How the SDK's own calls for credentials (such as SSO) reach AWS, and where. */
  requestHandler: () => Promise<object>;
  region: () => string | undefined;
  job: JobFacts;
};

/** The credentials at hand, before any role of the configuration is assumed. */
export type Base = { credentials: SharedCredentials; facts(): CredentialFacts };

/** Those of the environment, or else what Node's default chain of the SDK finds; in the SDK's order of precedence. */
export function openBase(options: BaseOptions): Base {
  const { env, clock, mask } = options;
  if (hasTokenFile(env)) {
    const credentials = shared(() => byTokenFile(options), clock);
    return { credentials, facts: () => ({ kind: 'token-file' }) };
  }
  const kind = hasKeys(env) ? 'environment' : 'chain';
  const obtain = kind === 'environment' ? async () => fromEnvironment(env) : defaultChain(options);
  const credentials = shared(async () => {
    const obtained = await obtain();
    mask(obtained.secretAccessKey);
    if (obtained.sessionToken) mask(obtained.sessionToken);
    return obtained;
  }, clock);
  return {
    credentials,
    facts() {
      if (kind === 'environment') return { kind, ...factsOf(fromEnvironment(env)) };
      return { kind, ...factsOf(credentials.current) };
    },
  };
}

/** Those of a profile, whatever the environment of the job holds. */
export function openProfile(profile: string, options: BaseOptions): Base {
  const { insteadOfToken: _, ...job } = options.job;
  return openBase({
    ...options,
    env: { ...options.env, AWS_PROFILE: profile },
    job: { ...job, profile, profileOf: 'account' },
  });
}

function factsOf(held: Credentials | undefined): { session: boolean; ends?: number } {
  const ends = held?.expiration?.getTime();
  return { session: Boolean(held?.sessionToken), ...defined({ ends }) };
}

function hasKeys(env: Env): boolean {
  return !env.AWS_PROFILE && Boolean(env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY);
}

/** The chain would do the same, but would send the token wherever an endpoint setting points. */
function hasTokenFile(env: Env): boolean {
  const named = Boolean(env.AWS_WEB_IDENTITY_TOKEN_FILE && env.AWS_ROLE_ARN);
  return named && !hasChosenCredentials(env);
}

async function byTokenFile({ env, mask, sts }: BaseOptions): Promise<Credentials> {
  const { AWS_ROLE_ARN: role = '', AWS_WEB_IDENTITY_TOKEN_FILE: path = '' } = env;
  const read = async () => {
    const token = await readTokenFile(path);
    mask(token);
    return token;
  };
  return sts.assumeRoleWithToken(role, read, 3600);
}

function fromEnvironment(env: Env): Credentials {
  const end = new Date(env.AWS_CREDENTIAL_EXPIRATION ?? Number.NaN);
  return {
    accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    ...defined({ sessionToken: env.AWS_SESSION_TOKEN || undefined }),
    ...(!Number.isNaN(end.getTime()) && { expiration: end }),
  };
}

/** Why an identity token did not help. GitHub lets a job ask for a token by these variables alone, and says nothing where it does not. */
function unasked({ env, job }: BaseOptions): string {
  if (job.insteadOfToken)
    return ` by ${job.insteadOfToken}, which is used instead of the job's identity token`;
  if (job.profileOf || !env.GITHUB_ACTIONS || env.ACTIONS_ID_TOKEN_REQUEST_URL) return '';
  return ', and this job may not ask GitHub for an identity token (`id-token: write` is missing)';
}

/** Loaded only where the environment holds no credentials. */
function defaultChain(options: BaseOptions): () => Promise<Credentials> {
  const { job } = options;
  let chain: (() => Promise<Credentials>) | undefined;
  // What each link of the chain had to say; the last one speaks of none.
  const said: string[] = [];
  return async () => {
    said.length = 0;
    try {
      chain ??= await openChain(options, (text) => void said.push(text));
      return await chain();
    } catch (cause) {
      if (cause instanceof CredentialsError) throw cause;
      const process = whyProcessFailed(said);
      const why = process ?? (cause instanceof Error ? oneLine(cause.message) : String(cause));
      throw new CredentialsError(
        'none',
        `no AWS credentials were found${unasked(options)}: ${why}`,
        {
          job,
          cause,
          ...(process !== undefined && { process: true }),
        },
      );
    }
  };
}

async function openChain(
  { env, mask, sts, requestHandler, region, job }: BaseOptions,
  said: (text: string) => void,
): Promise<() => Promise<Credentials>> {
  const { profile } = job;
  // What is named and not there was mistyped: nothing else takes its place.
  if (profile && profile !== 'default' && !(await isProfileThere(profile)))
    throw new Error(`there is no profile "${profile}" in AWS's configuration files`);
  const { fromIni, fromNodeProviderChain } = await import('./default-chain.ts');
  const inner = region();
  // The chain would go on to the job's token file, and to the role of the machine.
  const provider = job.profileOf === 'account' ? fromIni : fromNodeProviderChain;
  return provider({
    ...defined({ profile: env.AWS_PROFILE || undefined }),
    logger: { ...silent, debug: (text: unknown) => said(String(text)) },
    clientPlugins: [securing],
    // Its own client of STS would send the token wherever a file says.
    roleAssumerWithWebIdentity({ RoleArn = '', WebIdentityToken = '', RoleSessionName }) {
      mask(WebIdentityToken);
      return sts.assumeRoleWithToken(RoleArn, async () => WebIdentityToken, 3600, RoleSessionName);
    },
    clientConfig: { requestHandler: await requestHandler(), ...(inner && { region: inner }) },
  });
}

const silent = {
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
};

/**
 * Why the program did not give credentials that a profile names as `credential_process`. Its command line may hold what is
 * secret, so only what it printed is told (Node says `Command failed: COMMAND`, then that).
 */
function whyProcessFailed(said: readonly string[]): string | undefined {
  const failed = /(?:->|\(!\)) Command failed: [^\n]*\n?([\s\S]*)$/;
  for (const text of said) {
    const printed = failed.exec(text)?.[1]?.trim();
    if (printed !== undefined)
      return `credential_process failed${printed === '' ? ', and printed nothing' : `: ${oneLine(printed)}`}`;
    const other = /\bcredential_process (?:returned|did not return) .*/.exec(text)?.[0];
    if (other !== undefined) return oneLine(other);
  }
  return undefined;
}
