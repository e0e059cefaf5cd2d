import type { Explained } from './explained.ts';

/** Of credentials, and of what AWS and the network answer. The message has AWS’s own words, the hint what to allow or create. */
export const awsCodes = {
  'no-credentials': {
    what: 'no AWS credentials were found',
    fix: 'give the job an identity token (GitHub: permissions: id-token: write; GitLab: id_tokens), AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a role of the machine',
  },
  'no-id-token': {
    what: 'the CI system gives this job no identity token',
    fix: 'allow it: on GitHub permissions: { id-token: write }, also in the job that calls a reusable workflow; on GitLab id_tokens',
  },
  'role-denied': {
    what: 'a role could not be assumed',
    fix: 'check its trust policy: it must name the caller or the identity provider, with the audience and subject of this job, and the same externalId',
  },
  'wrong-account': {
    what: 'credentials or a role belong to another account than the configuration says',
    fix: 'correct the role or the account’s id; nothing was changed in either account',
  },
  'credentials-expired': {
    what: 'the credentials have expired',
    fix: 'use roles that are assumed with the job’s identity token, which are renewed, or a longer session',
  },
  'credentials-too-short': {
    what: 'the credentials may expire before the run ends',
    fix: 'use roles that are assumed with the job’s identity token, which are renewed, or a longer session',
  },
  'session-untagged': {
    what: 'a session was opened without session tags, because the role does not allow them',
    fix: 'allow sts:TagSession in the trust policy of the role; or set sessionTags: false',
  },
  'actor-unknown': {
    what: 'a role has `sourceIdentity: true`, and the environment does not say who started the run',
    fix: 'let the CI system name its user in the environment; or remove sourceIdentity',
  },
  'setting-without-effect': {
    what: 'a setting of a role has no effect with an identity token',
    fix: 'assume another role with the token first (via), and this role from there; or remove the setting',
  },
  'aws-denied': {
    what: 'AWS denied a call',
    fix: 'allow the role the action that the message names; `docs/aws.md` has the policies',
  },
  'proxy-denied': {
    what: 'a proxy on the way refused a call, not AWS',
    fix: 'have it allow the hosts of AWS, or list them in NO_PROXY',
  },
  'not-trusted': {
    what: 'the certificate of the endpoint is not trusted',
    fix: 'if a proxy inspects TLS, set NODE_EXTRA_CA_CERTS to its CA certificate',
  },
  'aws-unreachable': {
    what: 'there was no answer from AWS',
    fix: 'check the network of this machine: name resolution, HTTPS_PROXY, NO_PROXY, firewall, and that the region exists',
  },
  'aws-throttled': {
    what: 'AWS received too many requests for this account and region',
    fix: 'wait a little and run again; other pipelines of the account share the limit',
  },
  'aws-failed': {
    what: 'the service of AWS failed',
    fix: 'see https://health.aws.amazon.com and run again',
  },
  'aws-refused': {
    what: 'AWS rejected a request, always or in the present state',
    fix: 'read what AWS says in the message',
  },
  'aws-missing': {
    what: 'AWS cannot find something that a call names',
    fix: 'create it, or correct its name; names are case-sensitive',
  },
  'application-missing': {
    what: 'the CodeDeploy application does not exist in this account and region',
    fix: 'create it, or correct application, account or region; names are case-sensitive',
  },
  'group-missing': {
    what: 'the deployment group does not exist in this account and region',
    fix: 'create it, or correct deploymentGroup; names are case-sensitive',
  },
  'config-missing': {
    what: 'the deployment configuration does not exist in this account and region',
    fix: 'create it, or correct deploymentConfig; the predefined ones begin with "CodeDeployDefault."',
  },
  'bucket-missing': {
    what: 'the bucket does not exist',
    fix: 'create it, or correct bundle.bucket',
  },
  'bucket-elsewhere': {
    what: 'the bucket is in another region than the hosts that fetch from it',
    fix: 'create one in each region, and put ${region} into bundle.bucket',
  },
  'group-busy': {
    what: 'the deployment group has a deployment under way',
    fix: 'wait for it (onBusy: wait), or stop it (onBusy: stop)',
  },
} as const satisfies Record<string, Explained>;
