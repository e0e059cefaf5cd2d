import type { FaultKind } from './faults.ts';
import { adviceOn, encodedAdvice, readRefusal } from './refusal.ts';

/** What an error is about, as far as the advice needs it. */
export type Circumstances = {
  /** `codedeploy:GetDeploymentGroup`: also the name of the permission. */
  operation: string;
  account: string;
  region: string;
  role: string | undefined;
  application: string;
  deploymentGroup: string;
  bucket: string;
  /** AWS's own sentence. */
  said: string;
};

type Advice = string | ((about: Circumstances) => string);

/** What to do about an error, by its name; absent where its kind says it all. */
export const adviceByName: Readonly<Record<string, Advice>> = {
  AccessDenied: denied,
  AccessDeniedException: denied,
  AlarmsLimitExceededException: 'list at most 10 alarms',
  ApplicationDoesNotExistException: ({ application, account, region }) =>
    `create application "${application}" in ${account}, ${region}, or correct application, account or region; names are case-sensitive`,
  AuthorizationHeaderMalformed: inOtherRegion,
  BucketInOtherRegion: inOtherRegion,
  CredentialsProviderError:
    'give the job credentials: an identity token (GitHub: permissions: id-token: write, also at the job that calls a reusable workflow; GitLab: id_tokens), AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a role of the machine',
  DeploymentConfigDoesNotExistException:
    'create the deployment configuration in this account and region, or correct deploymentConfig; the predefined ones begin with "CodeDeployDefault."',
  DeploymentGroupDoesNotExistException: ({ deploymentGroup, application, account, region }) =>
    `create deployment group "${deploymentGroup}" of application "${application}" in ${account}, ${region}, or correct deploymentGroup; names are case-sensitive`,
  DeploymentLimitExceededException:
    'a deployment group has one deployment at a time: wait for it (onBusy: wait) or stop it (onBusy: stop)',
  DescriptionTooLongException: 'a description may have 256 characters; give a shorter reason',
  IDPCommunicationError: 'STS could not reach the identity provider; try again',
  IDPRejectedClaim: tokenRefused,
  IDPRejectedClaimException: tokenRefused,
  InvalidAccessKeyId: 'the access key does not exist any more; give the job new credentials',
  InvalidAlarmConfigException: 'name existing alarms of this region, each once',
  InvalidClientTokenId:
    'the credentials are not valid in this region: the access key was deleted, or the account has not switched the region on',
  InvalidIdentityToken: tokenRefused,
  InvalidIdentityTokenException: tokenRefused,
  InvalidRevisionException: 'only zip, tar and tgz bundles in S3 can be deployed to instances',
  InvalidRoleException:
    'the deployment group has a service role that CodeDeploy cannot assume: it must exist, and its trust policy must name codedeploy.amazonaws.com',
  MalformedPolicyDocument: 'correct the policies of the role',
  NoSuchBucket: ({ bucket }) => `create bucket "${bucket}", or correct bundle.bucket`,
  OptInRequired: 'switch the region on for the account',
  PackedPolicyTooLarge: 'set sessionTags: false, or shorten the policies passed with the session',
  PermanentRedirect: inOtherRegion,
  RegionDisabledException:
    'activate STS for the region in the account (IAM, Account settings), or list another region first',
  RequestTimeTooSkewed: 'set the clock of this machine: it is more than 15 minutes off',
  RevisionDoesNotExistException: 'the bundle is not in the bucket any more; deploy again',
  SignatureDoesNotMatch:
    'the secret access key does not belong to the access key, or the clock of this machine is off',
  InvalidSignatureException:
    'the secret access key does not belong to the access key, or the clock of this machine is off',
  UnrecognizedClientException:
    'the credentials are not valid in this region: the access key was deleted, or the account has not switched the region on',
};

/** What to do about an error whose name is not in the table. */
export const adviceByKind: Readonly<Record<FaultKind, Advice | undefined>> = {
  throttled: 'too many requests in this account and region; wait a little and run again',
  unreachable:
    'check the network from this machine: name resolution, HTTPS_PROXY and NO_PROXY, firewall, and that the region exists',
  server: 'the service failed; see https://health.aws.amazon.com and run again',
  denied,
  proxy:
    'a proxy on the way refused this, not AWS: have it allow the hosts of AWS (*.amazonaws.com), give its user and password in HTTPS_PROXY, or list the hosts in NO_PROXY',
  expired:
    'the credentials have ended; give the job credentials that are renewed, or a longer session',
  missing: undefined,
  busy: 'wait until the deployment that is under way has ended',
  conflict: undefined,
  redirected: inOtherRegion,
  invalid: undefined,
  unknown: undefined,
};

function denied({ operation, role, bucket, said }: Circumstances): string {
  const encoded = encodedAdvice(said);
  if (encoded) return encoded;
  if (operation === 'sts:AssumeRole')
    return 'the caller needs sts:AssumeRole on the role, and the trust policy of the role must name the caller and, where it asks for one, the same externalId (and allow sts:TagSession for sessionTags)';
  if (operation === 'sts:AssumeRoleWithWebIdentity')
    return 'the trust policy of the role must allow sts:AssumeRoleWithWebIdentity for this identity provider, with the audience and subject of this job; a subject may name the environment instead of the branch';
  const who = role ? `role "${role}"` : 'the credentials in use';
  const refusal = readRefusal(said);
  if (refusal && (refusal.policy || refusal.action !== operation)) return adviceOn(refusal, who);
  const also =
    operation.startsWith('s3:') && bucket
      ? ` on bucket "${bucket}", in its own policies and in the bucket's, which must belong to the expected account`
      : '';
  if (operation === 's3:HeadObject' || operation === 's3:GetObject')
    return `allow ${who} s3:GetObject and s3:ListBucket${also}; without s3:ListBucket S3 calls a missing object denied`;
  if (operation === 's3:HeadBucket') return `allow ${who} s3:ListBucket${also}`;
  return operation ? `allow ${who} ${operation}${also}` : `allow ${who} what was denied`;
}

function inOtherRegion({ bucket, region }: Circumstances): string {
  return `instances fetch the bundle from a bucket of their own region: create "${bucket}" in ${region}, or put \${region} into bundle.bucket`;
}

function tokenRefused({ role, said }: Circumstances): string {
  if (/verification key/i.test(said))
    return 'STS could not fetch the keys of the identity provider: run again; where it stays so, see that the issuer is reachable from the internet';
  return `the account of ${role ? `"${role}"` : 'the role'} needs an IAM identity provider for the issuer of the token, with the token's audience`;
}
