import { type AwsOptions, type AwsSession, openAws } from '../aws/session.ts';
import { ciBuild } from '../ci/systems.ts';
import type { Environment } from '../config/destination.ts';
import { defined } from '../defined.ts';
import { RefusedError } from '../problem.ts';
import type { CommandPorts } from './command-ports.ts';

export type SessionInputs = {
  webIdentityToken?: string | undefined;
  webIdentityTokenFile?: string | undefined;
  webIdentityAudience?: string | undefined;
};

/** Everything in AWS for one run of a command, named after that run. */
export function openSession(
  {
    run,
    version,
    environment,
    neededMs,
    access = 'deploy',
    onRequest,
  }: {
    run: string;
    version?: string | undefined;
    environment: Pick<Environment, 'name' | 'application'>;
    neededMs: number;
    access?: 'deploy' | 'read';
    onRequest?: AwsOptions['onRequest'];
  },
  { webIdentityToken, webIdentityTokenFile, webIdentityAudience: audience }: SessionInputs,
  { env, host, clock, random, connect, signal }: CommandPorts,
): AwsSession {
  refuseBlindTls(env);
  const [, id = run] = run.split(':');
  const { name, application } = environment;
  return openAws({
    clock,
    random,
    connect,
    env,
    signal,
    audience,
    webIdentityToken,
    webIdentityTokenFile,
    neededMs,
    getIdToken:
      host.idToken && env.ACTIONS_ID_TOKEN_REQUEST_URL ? (wanted) => idToken(wanted) : undefined,
    mask: (secret) => host.mask(secret),
    debug: (text) => host.debug(text),
    onRequest,
    run: {
      application,
      environment: name,
      ...defined({ version }),
      id,
      tags: sessionTags(env),
      ...actorNamed(env),
    },
    access,
  });

  function idToken(wanted: string): Promise<string> {
    if (!host.idToken) throw new Error('this host issues no identity tokens');
    return host.idToken(wanted);
  }
}

/** Node would take anybody for AWS. */
function refuseBlindTls(env: CommandPorts['env']): void {
  if (env.NODE_TLS_REJECT_UNAUTHORIZED !== '0') return;
  throw new RefusedError([
    {
      code: 'tls-not-checked',
      message: 'NODE_TLS_REJECT_UNAUTHORIZED is "0": credentials would be sent to whoever answers',
      hint: 'unset it, and name the authority of your proxy in NODE_EXTRA_CA_CERTS',
    },
  ]);
}

function actorNamed(env: CommandPorts['env']): { actor?: string } {
  const actor = ciBuild(env).actor ?? env.USER ?? env.USERNAME;
  return actor ? { actor } : {};
}

/** The same names as aws-actions/configure-aws-credentials has, so that policies work for both. */
function sessionTags(env: CommandPorts['env']): Record<string, string> {
  const tags = {
    Repository: env.GITHUB_REPOSITORY ?? env.CI_PROJECT_PATH ?? env.TEAMCITY_PROJECT_NAME,
    Workflow: env.GITHUB_WORKFLOW ?? env.TEAMCITY_BUILDCONF_NAME ?? env.CI_JOB_NAME,
    Actor: ciBuild(env).actor,
    Commit: env.GITHUB_SHA ?? env.CI_COMMIT_SHA ?? env.BUILD_VCS_NUMBER,
    Branch: env.GITHUB_REF_NAME ?? env.CI_COMMIT_REF_NAME,
    RunId: env.GITHUB_RUN_ID ?? env.CI_JOB_ID,
  };
  return Object.fromEntries(
    Object.entries(tags).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
