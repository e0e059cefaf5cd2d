import { type Problem, RefusedError, UsageError } from '../problem.ts';
import type { ProblemCode } from '../problem-codes.ts';
import { CredentialsError, type CredentialsTrouble } from './credentials-error.ts';
import type { Fault, FaultKind } from './faults.ts';

/** Which kind of problem a fault is, for scripts. */
export function faultCode(fault: Fault, error: unknown): Problem['code'] {
  if (isUntrusted(fault)) return 'not-trusted';
  if (error instanceof CredentialsError) {
    const code = byTrouble[error.trouble];
    if (code) return codeOfCause(error.cause) ?? code;
    if (fault.kind === 'denied') return 'role-denied';
  }
  return byName[fault.name] ?? byKind[fault.kind];
}

/** Node gives the codes of certificates it does not trust as names of the error. */
export function isUntrusted({ kind, name }: Fault): boolean {
  return kind === 'invalid' && /CERT|^UNABLE_TO_|ERR_TLS|EPROTO/.test(name);
}

/** What refused the credentials may have been one of our own checks. */
function codeOfCause(cause: unknown): Problem['code'] | undefined {
  const own = cause instanceof UsageError || cause instanceof RefusedError;
  return own ? cause.problems[0]?.code : undefined;
}

/** `refused` depends on what STS said. */
const byTrouble: Readonly<Record<CredentialsTrouble, ProblemCode | undefined>> = {
  refused: undefined,
  'no-token': 'no-id-token',
  'no-file': 'no-id-token',
  none: 'no-credentials',
  unsafe: 'bad-endpoint',
};

const byName: Readonly<Record<string, ProblemCode>> = {
  ApplicationDoesNotExistException: 'application-missing',
  CredentialsProviderError: 'no-credentials',
  DeploymentConfigDoesNotExistException: 'config-missing',
  DeploymentGroupDoesNotExistException: 'group-missing',
  NoSuchBucket: 'bucket-missing',
};

const byKind: Readonly<Record<FaultKind, ProblemCode>> = {
  throttled: 'aws-throttled',
  unreachable: 'aws-unreachable',
  server: 'aws-failed',
  denied: 'aws-denied',
  proxy: 'proxy-denied',
  expired: 'credentials-expired',
  missing: 'aws-missing',
  busy: 'group-busy',
  conflict: 'aws-refused',
  redirected: 'bucket-elsewhere',
  invalid: 'aws-refused',
  unknown: 'aws-refused',
};
