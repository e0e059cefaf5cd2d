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
      return 'the file must be there when the run begins and stay, for it is read again at each renewal; see AWS_WEB_IDENTITY_TOKEN_FILE or web-identity-token-file';
    case 'unsafe':
      return 'remove AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_STS and endpoint_url settings that point elsewhere';
    case 'none':
      return facts.process ? ofProcess(job) : noneFound(said, job);
    case 'refused':
      return undefined;
  }
}

function ofProcess({ profile = 'default' }: JobFacts): string {
  return `run the program by hand that profile "${profile}" names as credential_process: it is to print JSON with Version 1, AccessKeyId and SecretAccessKey, and to end with 0`;
}

function noneFound(said: string, { ci, insteadOfToken, profile, profileOf }: JobFacts): string {
  if (insteadOfToken)
    return `unset ${insteadOfToken}, so that the identity token of the job is used; or give credentials there that work`;
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
    'the job needs `id_tokens:` with the audience that the IAM identity provider has, handed over by web-identity-token',
  teamcity: 'give the build a token by web-identity-token, or the build feature AWS Credentials',
  terminal: 'give a token by web-identity-token or web-identity-token-file',
};

/** What a job may start from. */
const start: { [Ci in JobFacts['ci']]: string } = {
  github:
    'give the job `permissions: id-token: write` (also at the job that calls a reusable workflow), let a step before set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the runner a role',
  gitlab:
    'give the job an identity token (`id_tokens:`, handed over by web-identity-token), the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the runner a role',
  teamcity:
    'add the build feature AWS Credentials, set env.AWS_ACCESS_KEY_ID and env.AWS_SECRET_ACCESS_KEY, or give the agent a role',
  terminal:
    'set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the machine a role',
};

/** Where nobody knows in which CI. */
export const noCredentials = start.terminal;
