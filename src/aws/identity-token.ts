import { detectHost } from '../ci/detect.ts';
import { defined } from '../defined.ts';
import { readNamedFile } from '../read-named-file.ts';
import { CredentialsError, type JobFacts } from './credentials-error.ts';
import { apiSuffixes } from './partition-facts.ts';
import { isLoopback } from './proxy.ts';

/** Where tokens come from that STS exchanges for a role's credentials. */
export type TokenSource = {
  kind: 'oidc' | 'value' | 'file';
  /** Asked again whenever credentials are. */
  read(audience: string): Promise<string>;
};

type Env = Readonly<Record<string, string | undefined>>;

export type TokenOptions = {
  /** The CI's own identity, such as GitHub's OIDC provider. */
  getIdToken?: ((audience: string) => Promise<string>) | undefined;
  webIdentityToken?: string | undefined;
  webIdentityTokenFile?: string | undefined;
};

/**
 * The token that was asked for by name, or else the CI's, unless someone has chosen credentials for this process.
 * Every token is masked before anyone sees it.
 */
export function tokenSource(
  { getIdToken, webIdentityToken, webIdentityTokenFile }: TokenOptions,
  { env, mask }: { env: Env; mask: (secret: string) => void },
): TokenSource | undefined {
  const masked = (kind: TokenSource['kind'], read: TokenSource['read']): TokenSource => ({
    kind,
    async read(audience) {
      const token = (await read(audience)).trim();
      mask(token);
      return token;
    },
  });
  if (webIdentityToken) return masked('value', async () => webIdentityToken);
  if (webIdentityTokenFile) return masked('file', () => readTokenFile(webIdentityTokenFile));
  if (getIdToken && !hasChosenCredentials(env))
    return masked('oidc', (audience) => fromCi(getIdToken, audience, env));
  return undefined;
}

/** Whether someone has chosen credentials for this process, by a step before or by a profile. */
export function hasChosenCredentials(env: Env): boolean {
  return chosenBy(env) !== undefined;
}

/** What the environment of the job has to do with its credentials. */
export function jobFacts(env: Env, { getIdToken, ...given }: TokenOptions): JobFacts {
  const ci = detectHost(env);
  const hasToken = getIdToken !== undefined || Boolean(env.AWS_WEB_IDENTITY_TOKEN_FILE);
  const isNamed = given.webIdentityToken ?? given.webIdentityTokenFile;
  const instead = hasToken && !isNamed ? chosenBy(env) : undefined;
  return {
    ci,
    ...defined({ insteadOfToken: instead, profile: env.AWS_PROFILE || undefined }),
  };
}

function chosenBy(env: Env): JobFacts['insteadOfToken'] {
  if (env.AWS_PROFILE) return 'AWS_PROFILE';
  return env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY ? 'AWS_ACCESS_KEY_ID' : undefined;
}

/**
 * Whether a token may be sent there: to STS over TLS, or to this machine where the environment names exactly that endpoint
 * (a file could have been written by a build). A bucket or a load balancer that someone
 * named after STS has an AWS domain too, so only the host names of STS itself will do
 * (https://docs.aws.amazon.com/general/latest/gr/sts.html and its VPC endpoints).
 */
export function mayReceiveToken(
  { protocol, hostname: host, port }: Endpoint,
  named: string | undefined,
): boolean {
  if (isLoopback(host)) return named !== undefined && isSame({ protocol, host, port }, named);
  const name = host.toLowerCase();
  const suffix = apiSuffixes().find((each) => name.endsWith(`.${each}`));
  if (protocol !== 'https:' || !suffix) return false;
  const service = name.slice(0, -suffix.length - 1);
  return /^(sts(-fips)?(\.[a-z]+(-[a-z]+)+-\d+)?|vpce-[a-z0-9-]+\.sts\.[a-z]+(-[a-z]+)+-\d+\.vpce)$/.test(
    service,
  );
}

export type Endpoint = { protocol: string; hostname: string; port?: number | undefined };

function isSame(
  { protocol, host, port }: { protocol: string; host: string; port: number | undefined },
  named: string,
): boolean {
  const address = `${protocol}//${host}${port === undefined ? '' : `:${port}`}`;
  return URL.canParse(address) && new URL(address).origin === new URL(named).origin;
}

export async function readTokenFile(path: string): Promise<string> {
  try {
    return readNamedFile(path).trim();
  } catch (cause) {
    throw new CredentialsError('no-file', `cannot read the identity token file "${path}"`, {
      cause,
    });
  }
}

async function fromCi(
  getIdToken: (audience: string) => Promise<string>,
  audience: string,
  env: Env,
): Promise<string> {
  try {
    return await getIdToken(audience);
  } catch (cause) {
    throw new CredentialsError('no-token', 'the CI gave no identity token', {
      job: { ci: detectHost(env) },
      cause,
    });
  }
}
