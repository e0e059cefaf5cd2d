import type { Problem } from '../problem.ts';

/** Where a run's credentials come from, as far as it decides how long they can last. Times are ms since the epoch. */
export type CredentialFacts =
  /** Asked again at each renewal: the CI's identity, a token file that its owner keeps fresh. */
  | { kind: 'oidc' | 'token-file' }
  /** One identity token, which buys sessions until it ends. */
  | { kind: 'token'; tokenEnds?: number; sessionEnds?: number }
  /** Access keys from the environment. */
  | { kind: 'environment'; session: boolean; ends?: number }
  /** What the SDK's default chain found, which it renews where an end is known. */
  | { kind: 'chain'; session: boolean; ends?: number };

export type Lifetime = {
  /** `session credentials from the environment, which end at 14:05 UTC`. */
  text: string;
  /** Absent where they last as long as they are needed, and where nobody knows. */
  lastsUntil?: number;
  /** Nobody knows: a session without a known end. */
  unknown?: true;
};

/** How long credentials can last at most, renewals included. */
export function lifetimeOf(facts: CredentialFacts): Lifetime {
  switch (facts.kind) {
    case 'oidc':
      return { text: 'the identity of the CI job, asked for again at each renewal' };
    case 'token-file':
      return { text: 'an identity token file, read again at each renewal' };
    case 'token':
      return untilTokenEnds(facts);
    case 'environment':
      return ofSession('from the environment', facts);
    case 'chain':
      // IMDS, containers, SSO and credential processes give an end and are asked again by the SDK.
      return facts.ends === undefined
        ? ofSession('from the default chain', facts)
        : { text: 'credentials from the default chain, which renews them' };
  }
}

/** What stands against a run of `neededMs` with these credentials; undefined where they will do. */
export function lifetimeProblem(
  { text, lastsUntil, unknown }: Lifetime,
  now: number,
  neededMs: number,
): Problem | undefined {
  const needed = `the run may take up to ${minutes(neededMs)}`;
  const hint =
    'use credentials that are renewed: roles assumed with the identity token of the CI job (GitHub: permissions: id-token: write), or ask for a longer session';
  if (lastsUntil !== undefined && lastsUntil < now + neededMs) {
    const left = minutes(Math.max(0, lastsUntil - now));
    return {
      code: 'credentials-too-short',
      message: `${needed}, but has ${text}: until ${utc(lastsUntil, now)}, in ${left}`,
      hint,
    };
  }
  if (unknown && neededMs > usualSession)
    return { code: 'credentials-too-short', message: `${needed}, but has ${text}`, hint };
  return undefined;
}

const usualSession = 60 * 60_000;

/** `14:05 UTC`; with the date where it is another day. */
function utc(ms: number, now: number): string {
  const [day, time] = new Date(ms).toISOString().split('T') as [string, string];
  const today = new Date(now).toISOString().startsWith(day);
  return `${today ? '' : `${day} `}${time.slice(0, 5)} UTC`;
}

function minutes(ms: number): string {
  const all = Math.ceil(ms / 60_000);
  const [hours, rest] = [Math.floor(all / 60), all % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

function untilTokenEnds(facts: Extract<CredentialFacts, { kind: 'token' }>): Lifetime {
  const ends = [facts.tokenEnds, facts.sessionEnds].filter((end) => end !== undefined);
  const text = 'sessions from one identity token, which cannot be requested again';
  return ends.length > 0 ? { text, lastsUntil: Math.max(...ends) } : { text, unknown: true };
}

function ofSession(origin: string, { session, ends }: { session: boolean; ends?: number }) {
  if (ends !== undefined)
    return { text: `session credentials ${origin}, which nothing renews`, lastsUntil: ends };
  if (!session) return { text: `access keys ${origin}, which do not expire` };
  return {
    text: `session credentials ${origin}, whose expiry is not known`,
    unknown: true as const,
  };
}
