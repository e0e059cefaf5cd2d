import { defined } from '../defined.ts';
import type { Claims } from './token-claims.ts';

/**
 * Why there are no credentials. `refused`: STS said no; `no-token`: the CI gave none; `no-file`: the file of a token cannot be
 * read; `none`: nothing was found to start from; `unsafe`: whoever would be asked may not see them.
 */
export type CredentialsTrouble = 'refused' | 'no-token' | 'no-file' | 'none' | 'unsafe';

/** What the environment of the job has to do with its credentials. */
export type JobFacts = {
  ci: 'github' | 'gitlab' | 'teamcity' | 'terminal';
  /** The variable whose credentials replace the job's identity token. */
  insteadOfToken?: 'AWS_PROFILE' | 'AWS_ACCESS_KEY_ID';
  /** What AWS_PROFILE names, or else an account of the configuration. */
  profile?: string;
  profileOf?: 'account';
};

export type CredentialsFacts = {
  /** `sts:AssumeRole` and the like. */
  operation?: string;
  role?: string;
  /** Of the identity token that was refused; none of them is secret. */
  claims?: Claims;
  job?: JobFacts;
  /** The program failed that a profile names as `credential_process`. */
  process?: boolean;
  cause?: unknown;
};

/** Credentials could not be had; the cause is what the SDK or the CI said. */
export class CredentialsError extends Error {
  readonly trouble: CredentialsTrouble;
  readonly facts: Omit<CredentialsFacts, 'cause'>;

  constructor(
    trouble: CredentialsTrouble,
    message: string,
    { cause, ...facts }: CredentialsFacts = {},
  ) {
    super(message, defined({ cause }));
    this.name = 'CredentialsError';
    this.trouble = trouble;
    this.facts = facts;
  }
}
