/** What an identity token says of the job, as a trust policy names it. */
export type Claims = { issuer: string; subject: string; audience: string };

/** Of a JSON Web Token; undefined where it is none. Nothing is verified, for that is up to STS. */
export function claimsOf(token: string): Claims | undefined {
  const { iss, sub, aud } = payloadOf(token) ?? {};
  if (typeof iss !== 'string' || typeof sub !== 'string') return undefined;
  return { issuer: iss, subject: sub, audience: [aud].flat().join(', ') };
}

/** When a token ends, in ms. */
export function endOfToken(token: string): number | undefined {
  const { exp } = payloadOf(token) ?? {};
  return typeof exp === 'number' ? exp * 1000 : undefined;
}

/** As IAM names a provider and the keys of its conditions: `token.actions.githubusercontent.com`. */
export function providerOf({ issuer }: Claims): string {
  return issuer.replace(/^https:\/\//, '').replace(/\/$/, '');
}

function payloadOf(token: string): Record<string, unknown> | undefined {
  try {
    const payload: unknown = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    );
    return typeof payload === 'object' && payload !== null
      ? (payload as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
