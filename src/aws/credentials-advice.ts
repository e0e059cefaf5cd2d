import type { CredentialsError, JobFacts } from './credentials-error.ts';
import { oneLine } from './faults.ts';

/** What to do where there were no credentials to ask STS with. */
export function credentialsAdvice({ trouble, facts, cause }: CredentialsError): string | undefined {
  const { job = { ci: 'terminal' as const } } = facts;
  const said = cause instanceof Error ? oneLine(cause.message) : '';
  switch (trouble) {
    case 'no-token':
      return `${tokenFrom[job.ci]}${said ? `; it said: ${said}` : ''}`;
    case 'no-file':
      return 'the file must exist for the whole run, because each renewal reads it again; see AWS_WEB_IDENTITY_TOKEN_FILE or web-identity-token-file';
    case 'unsafe':
      return 'remove AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_STS and endpoint_url settings that point elsewhere';
    case 'none':
      return facts.process ? ofProcess(job) : noneFound(said, job);
    case 'refused':
      return undefined;
  }
}

function ofProcess({ profile = 'default' }: JobFacts): string {
  return `run the credential_process of profile "${profile}" by hand: it must print JSON with Version 1, AccessKeyId and SecretAccessKey, and exit with 0`;
}

function noneFound(said: string, { ci, insteadOfToken, profile, profileOf }: JobFacts): string {
  if (insteadOfToken)
    return `unset ${insteadOfToken}, to use the job's identity token, or put working credentials there`;
  if (/SSO session|aws sso login|token is expired/i.test(said))
    return 'sign in again with `aws sso login`';
  if (profileOf === 'account')
    return `fanout.yml names profile "${profile}" for the account, which has no credentials here: correct it, or add it to AWS's configuration files`;
  if (profile)
    return `AWS_PROFILE names profile "${profile}", which has no credentials here: correct or unset it; without it, ${start[ci]}`;
  return start[ci];
}

/** How a job comes to an identity token. */
const tokenFrom: { [Ci in JobFacts['ci']]: string } = {
  github:
    'the job needs `permissions: id-token: write`, also at the job that calls a reusable workflow',
  gitlab:
    'the job needs `id_tokens:` with the audience of the IAM identity provider, passed as web-identity-token',
  teamcity:
    'give the build a token with web-identity-token, or add the build feature AWS Credentials',
  terminal: 'pass a token with web-identity-token or web-identity-token-file',
};

/** What a job may start from. */
const start: { [Ci in JobFacts['ci']]: string } = {
  github:
    'give the job `permissions: id-token: write` (also at the job that calls a reusable workflow), let a step before set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the runner a role',
  gitlab:
    'give the job an identity token (`id_tokens:`, passed as web-identity-token), set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the runner a role',
  teamcity:
    'add the build feature AWS Credentials, set env.AWS_ACCESS_KEY_ID and env.AWS_SECRET_ACCESS_KEY, or give the agent a role',
  terminal:
    'set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the machine a role',
};

/** Where nobody knows in which CI. */
export const noCredentials = start.terminal;
