import { isLoopback } from '../aws/proxy.ts';
import { allDestinations, type Environment } from '../config/destination.ts';
import type { Problem } from '../problem.ts';

/** Warnings of checks that send a secret where everybody on the way can read it. */
export function plainSecrets(
  environment: Environment,
  secretNames: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Problem[] {
  const secrets = secretNames.map((name) => env[name] ?? '').filter((secret) => secret !== '');
  const checks = allDestinations(environment).flatMap(({ verify }) => verify);
  const names = checks.flatMap((check) => {
    if (check.kind === 'command' || !isPlain(check.url)) return [];
    const sent = check.kind === 'http' ? Object.values(check.headers) : [check.token ?? ''];
    const isTold = sent.some((value) => secrets.some((secret) => value.includes(secret)));
    return isTold ? [check.name] : [];
  });
  return [...new Set(names)].map((name) => ({
    code: 'secret-without-https',
    message: `the check "${name}" sends a secret in its headers without https`,
    hint: 'anybody on the network path can read it: use https',
  }));
}

/** What is left to fill in is never the host alone of an address that was checked. */
function isPlain(url: string): boolean {
  const address = url.replaceAll(/\$\{(?:version|digest)\}/g, '1');
  return address.startsWith('http://') && !isLoopback(new URL(address).hostname);
}
