import { type AdviceTable, type Circumstances, whoOf } from './circumstances.ts';
import { arnOwner } from './partition-facts.ts';
import type { Refusal } from './refusal.ts';
import { providerOf } from './token-claims.ts';

/** What to do about what STS answers, by the error's name. */
export const stsAdvice: AdviceTable = {
  IDPCommunicationError: unfetchedKeys,
  IDPRejectedClaim: tokenRejected,
  IDPRejectedClaimException: tokenRejected,
  InvalidIdentityToken: tokenInvalid,
  InvalidIdentityTokenException: tokenInvalid,
  MalformedPolicyDocument: 'correct the policies of the role',
  PackedPolicyTooLarge: 'set sessionTags: false, or shorten the policies passed with the session',
  PackedPolicyTooLargeException:
    'set sessionTags: false, or shorten the policies passed with the session',
  RegionDisabledException: ({ region }) =>
    `activate STS for the region in the account (IAM, Account settings)${region ? `, or use another region than ${region}` : ''}`,
  ValidationError: requestInvalid,
};

/** What to do where a role may not be assumed. */
export function deniedRole(about: Circumstances, refusal: Refusal | undefined): string {
  const { operation, role, said } = about;
  const name = role ? `role "${role}"` : 'the role';
  if (operation === 'sts:AssumeRoleWithWebIdentity') return trustsToken(about);
  if (/root accounts?/i.test(said))
    return 'the account root user may not assume roles: give the job credentials of an IAM user or role';
  const caller = refusal?.user ? `"${refusal.user}"` : 'the caller';
  if (refusal?.action === 'sts:TagSession')
    return `${name} must allow ${caller} sts:TagSession in its trust policy, or set sessionTags: false`;
  if (refusal?.action === 'sts:SetSourceIdentity')
    return `${name} must allow ${caller} sts:SetSourceIdentity in its trust policy, and the caller's own policy must too; or remove sourceIdentity`;
  if (refusal?.policy && refusal.kind === 'role trust')
    return `the trust policy of ${name} must allow ${caller} sts:AssumeRole${refusal.isDenied ? ', and denies it' : ''}, with the externalId that it asks for`;
  if (refusal?.policy)
    return `allow ${caller} sts:AssumeRole on ${name}: ${refusal.kind === 'identity-based' && !refusal.isDenied ? 'a policy of the caller itself lacks it' : refusal.policy}`;
  return `${caller} needs sts:AssumeRole on ${name}, and the trust policy of the role must name the caller and, where it asks for one, the same externalId (and allow sts:TagSession for sessionTags)${insteadOfToken(about)}`;
}

function insteadOfToken({ credentials: { job } }: Circumstances): string {
  if (!job?.insteadOfToken) return '';
  return `; ${job.insteadOfToken} is set, so the job's identity token is not used: unset it where the role trusts that token`;
}

/** Neither subject nor audience is secret, and a trust policy that differs in one letter is seen only beside them. */
function trustsToken({ role, credentials: { claims } }: Circumstances): string {
  const name = role ? `role "${role}"` : 'the role';
  if (!claims)
    return `the trust policy of ${name} must allow sts:AssumeRoleWithWebIdentity for this identity provider, with the audience and subject of this job`;
  const provider = providerOf(claims);
  return `${name} must exist, and its trust policy must allow sts:AssumeRoleWithWebIdentity to identity provider "${provider}" of its account for what this job's token says: "${provider}:sub" is "${claims.subject}" and "${provider}:aud" is "${claims.audience}"`;
}

function tokenInvalid(about: Circumstances): string {
  const { said } = about;
  if (/verification key/i.test(said)) return unfetchedKeys();
  if (/audience/i.test(said)) return unknownAudience(about);
  if (/thumbprint/i.test(said))
    return `add the thumbprint of the issuer's certificate to ${providerIn(about)}`;
  if (/issued in the past|not yet valid|before/i.test(said))
    return 'the clock of the identity provider is ahead of that of AWS: set it, or wait a little and run again';
  if (/no OpenIDConnect provider/i.test(said)) return missingProvider(about);
  return `STS does not accept this token: pass the CI's identity token unchanged and fresh (a JSON Web Token), and check that ${providerIn(about)} exists`;
}

function unfetchedKeys(): string {
  return 'STS could not fetch the keys of the identity provider: run again; if it keeps happening, check that the issuer is reachable from the internet';
}

function missingProvider(about: Circumstances): string {
  const { claims } = about.credentials;
  const what = claims
    ? `for "${claims.issuer}", with the audience "${claims.audience}"`
    : "for the issuer of the token, with the token's audience";
  return `create an IAM identity provider (OpenID Connect) in account ${accountOf(about)} ${what}`;
}

function unknownAudience(about: Circumstances): string {
  const { claims, job } = about.credentials;
  const audience = claims ? `"${claims.audience}"` : 'of this token';
  const asks =
    job?.ci === 'gitlab'
      ? 'give the job another one with aud: under id_tokens:'
      : 'ask for another one with web-identity-audience';
  return `add the audience ${audience} to ${providerIn(about)}, or ${asks}`;
}

function tokenRejected(about: Circumstances): string {
  return `the identity provider or the trust policy rejects a claim of the token: ${trustsToken(about)}`;
}

function providerIn(about: Circumstances): string {
  const { claims } = about.credentials;
  const name = claims ? ` "${providerOf(claims)}"` : ' of the token';
  return `the IAM identity provider${name} in account ${accountOf(about)}`;
}

function accountOf({ role, account }: Circumstances): string {
  return (role && arnOwner(role)?.account) || account;
}

function requestInvalid(about: Circumstances): string | undefined {
  const { said } = about;
  if (/DurationSeconds/.test(said))
    return `raise the maximum session duration of ${whoOf(about)}, or let the role be assumed with a token that can be fetched again`;
  if (/roleArn|ARN is invalid/i.test(said))
    return 'correct the ARN in role: it looks like arn:aws:iam::222222222222:role/codedeploy-fanout';
  return undefined;
}
