import { permissionFor } from './call-name.ts';
import { type Advice, type AdviceTable, type Circumstances, whoOf } from './circumstances.ts';
import { codeDeployAdvice } from './codedeploy-advice.ts';
import { noCredentials } from './credentials-advice.ts';
import type { Fault, FaultKind } from './faults.ts';
import { adviceOn, encodedAdvice, readRefusal } from './refusal.ts';
import { deniedByS3, missingBucket, s3Advice } from './s3-advice.ts';
import { deniedRole, stsAdvice } from './sts-advice.ts';

/** What to do about a fault: by its name, as the service that answered means it; else by its kind. */
export function faultAdvice(fault: Fault, about: Circumstances): string | undefined {
  const { kind, name } = fault;
  const suspended = suspendedAdvice(fault);
  if (suspended) return suspended;
  const [service = ''] = about.operation.split(':');
  const advice = byService[service]?.[name] ?? common[name] ?? byKind[kind];
  return typeof advice === 'function' ? advice(about) : advice;
}

const byService: Readonly<Record<string, AdviceTable>> = {
  codedeploy: codeDeployAdvice,
  s3: s3Advice,
  sts: stsAdvice,
};

/** S3 and others have names for it, most say it in a sentence (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html). */
function suspendedAdvice({ name, message }: Fault): string | undefined {
  const told =
    /^(AccountProblem|AllAccessDisabled|UserSuspended)$/.test(name) ||
    /account (is|has been|was)( currently)? (suspended|closed|blocked|on hold)/i.test(message);
  return told
    ? 'the account is suspended or closed, or a resource in it is blocked: its owner must ask AWS Support'
    : undefined;
}

const wrongKeys =
  'the credentials are not valid in this region: the access key was deleted, or the region is not enabled in the account';

/** Names that mean the same whichever service answers. */
const common: AdviceTable = {
  AuthFailure: wrongKeys,
  CredentialsProviderError: noCredentials,
  IncompleteSignature: signature,
  InvalidAccessKeyId: 'the access key no longer exists; give the job new credentials',
  InvalidClientTokenId: wrongKeys,
  InvalidSignatureException: signature,
  InvalidToken:
    'the session token does not belong to the access key, or is not accepted in an opt-in region: give the job all three values of one session, from a regional STS endpoint',
  MissingAuthenticationToken:
    'the request reached AWS without a signature: check whether a proxy removes headers',
  OptInRequired:
    'the account has no subscription for the service there: finish its registration with AWS, or enable the region (Account, AWS Regions)',
  RequestTimeTooSkewed: clockIsOff(),
  SignatureDoesNotMatch: signature,
  UnrecognizedClientException: wrongKeys,
};

/** What to do about an error whose name is not in a table. */
const byKind: Readonly<Record<FaultKind, Advice | undefined>> = {
  throttled: 'too many requests in this account and region; wait a little and run again',
  unreachable:
    'check the network from this machine: name resolution, HTTPS_PROXY and NO_PROXY, firewall, and that the region exists',
  server: 'the service failed; see https://health.aws.amazon.com and run again',
  denied,
  proxy:
    'a proxy on the way refused this, not AWS: have it allow the hosts of AWS (*.amazonaws.com), give its user and password in HTTPS_PROXY, or list the hosts in NO_PROXY',
  expired: ({ operation, credentials: { claims } }) =>
    operation === 'sts:AssumeRoleWithWebIdentity' || claims
      ? 'the identity token had expired before it was used: pass a fresh one, or let the tool ask for it itself'
      : 'the credentials have expired; give the job credentials that are renewed, or a longer session',
  missing: (about) => (about.operation === 's3:HeadBucket' ? missingBucket(about) : undefined),
  busy: 'wait until the current deployment has ended',
  conflict: undefined,
  redirected: s3Advice.PermanentRedirect,
  // To HEAD, S3 gives no reason: where it answers 400, the region or the session is not the right one.
  invalid: ({ operation }) =>
    operation.startsWith('s3:Head')
      ? 'S3 gives no reason here; most often the session has expired, or the region is not enabled in the account'
      : undefined,
  unknown: undefined,
};

function denied(about: Circumstances): string {
  const { operation, said } = about;
  const encoded = encodedAdvice(said);
  if (encoded) return encoded;
  const refusal = readRefusal(said);
  if (/^sts:AssumeRole/.test(operation)) return deniedRole(about, refusal);
  const who = whoOf(about);
  if (refusal && (refusal.policy || refusal.action !== permissionFor(operation)))
    return adviceOn(refusal, who);
  if (operation.startsWith('s3:')) return deniedByS3(about);
  return operation ? `allow ${who} ${operation}` : `allow ${who} what was denied`;
}

/** The same name stands for a wrong key and for a wrong clock (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html). */
function signature({ said }: Circumstances): string {
  if (/signature (expired|not yet current)|request (has )?expired/i.test(said)) return clockIsOff();
  return 'the secret access key does not belong to the access key: give the job both values of one pair, without spaces around them';
}

function clockIsOff(): string {
  return 'set the clock of this machine: it is more than 5 minutes off';
}
