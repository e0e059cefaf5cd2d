import { UsageError } from '../problem.ts';
import type { Endpoint } from './identity-token.ts';
import { isLoopback } from './proxy.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What the environment sets; the SDK itself finds what a configuration file sets. */
export function endpointFor(
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
        message: `${name} is "${endpoint}": without https, only this machine may be asked`,
        hint,
      },
    ]);
  return endpoint;
}

/** Whoever is on the way to a plain address could change what is asked and answered. */
export function isSafe({ protocol, hostname }: Pick<Endpoint, 'protocol' | 'hostname'>): boolean {
  return protocol === 'https:' || isLoopback(hostname);
}

/** Names below `localhost` do not resolve everywhere, and addresses have no names below them. */
export function needsPathStyle(endpoint: string | undefined): boolean {
  if (!endpoint) return false;
  const { hostname } = new URL(endpoint);
  return isLoopback(hostname) || /^[\d.]+$|^\[/.test(hostname);
}
