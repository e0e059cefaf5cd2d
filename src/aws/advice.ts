import type { Destination } from '../config/destination.ts';
import { defined } from '../defined.ts';
import { type Problem, RefusedError, UsageError } from '../problem.ts';
import { callOf, permissionFor } from './call-name.ts';
import { type CauseAdvice, causeAdvice } from './cause-advice.ts';
import type { Circumstances } from './circumstances.ts';
import { commandAdvice } from './command-advice.ts';
import { credentialsAdvice } from './credentials-advice.ts';
import { CredentialsError } from './credentials-error.ts';
import { faultAdvice } from './fault-advice.ts';
import { faultCode, isUntrusted } from './fault-code.ts';
import { faultText } from './fault-text.ts';
import { type Fault, faultOf } from './faults.ts';
import { readRefusal } from './refusal.ts';

/** Where an error happened. */
export type Where = {
  destination?: Destination;
  /** As IAM names it: `codedeploy:GetDeploymentGroup`. A call that failed names itself; this is for faults without one. */
  operation?: string;
  /** ARN; the destination's own unless told otherwise. */
  role?: string;
};

/** What went wrong, where, and what to do about it, for any error that a call to AWS may end with. */
export function describeFault(error: unknown, where: Where): Problem {
  const own = error instanceof RefusedError || error instanceof UsageError;
  if (own && error.problems[0]) return error.problems[0];
  const fault = faultOf(error);
  const about = circumstances(error, fault, where);
  const advice = hintFor(fault, about, error);
  const cause = causeOf(error, fault, about);
  return {
    code: faultCode(fault, error),
    ...defined({ destination: where.destination?.id }),
    message: told(error, fault, about),
    ...defined({ hint: advice, cause }),
  };
}

/** What several calls fail for in the same way, in whichever region. */
function causeOf(error: unknown, fault: Fault, about: Circumstances): string | undefined {
  if (error instanceof CredentialsError) return fault.message;
  const { kind, name } = fault;
  const { operation, role, said, bucket, application } = about;
  if (kind === 'unreachable') return `no answer: ${name}`;
  if (kind === 'denied') {
    const { action, policy } = readRefusal(said) ?? {};
    return `denied: ${name} ${role} ${action ?? permissionFor(operation)} ${policy}`;
  }
  if (kind !== 'missing') return undefined;
  if (name === 'NoSuchBucket' || operation === 's3:HeadBucket') return `no bucket ${bucket}`;
  return name === 'ApplicationDoesNotExistException' ? `no application ${application}` : undefined;
}

/** What to do about a fault of a call for a destination. */
export function adviceForFault(fault: Fault, where: Where): string | undefined {
  return hintFor(fault, circumstances(undefined, fault, where), undefined);
}

/** A failure as CodeDeploy or an instance reports it. */
export type Failure = {
  code?: string;
  message: string;
  event?: string;
  script?: string;
  log?: string;
};

/** What to do about a failed deployment, where the failure is one of the well-known ones. */
export function adviceForCause(failure: Failure): string | undefined {
  const meant = commandAdvice(`${failure.message}\n${failure.log ?? ''}`);
  return meant ?? causeAdvice.find((entry) => matches(entry, failure))?.advice;
}

function matches({ code, event, text }: CauseAdvice, failure: Failure): boolean {
  if (code && !code.includes(failure.code ?? '')) return false;
  if (event && !event.includes(failure.event ?? '')) return false;
  return !text || text.test(`${failure.message}\n${failure.log ?? ''}`);
}

function circumstances(
  error: unknown,
  fault: Fault,
  { destination, operation, role }: Where,
): Circumstances {
  const refused = error instanceof CredentialsError ? error.facts : undefined;
  const call = refused ? undefined : (fault.call ?? callOf(error));
  const account = destination?.account.id ?? destination?.account.name ?? '';
  return {
    operation: refused ? (refused.operation ?? '') : (call?.operation ?? operation ?? ''),
    account,
    owner: destination?.bucketOwner ?? account,
    region: destination?.region ?? '',
    role: refused?.role ?? call?.role ?? role ?? destination?.role?.arn,
    application: destination?.application ?? '',
    deploymentGroup: destination?.deploymentGroup ?? '',
    deploymentConfig: destination?.deploymentConfig ?? '',
    bucket: destination?.bucket ?? '',
    // Around what AWS said is what it was needed for.
    said: refused && error instanceof Error ? faultOf(error.cause).message : fault.message,
    credentials: refused ?? {},
  };
}

function told(error: unknown, fault: Fault, { operation, bucket }: Circumstances): string {
  if (error instanceof CredentialsError) return fault.message;
  // To HEAD, S3 gives a status alone.
  if (operation === 's3:HeadBucket' && fault.kind === 'missing')
    return `${operation} found nothing: there is no bucket "${bucket}"`;
  return faultText(fault, operation || undefined);
}

function hintFor(fault: Fault, about: Circumstances, error: unknown): string | undefined {
  const certificate = certificateAdvice(fault);
  if (certificate) return certificate;
  if (error instanceof CredentialsError && error.trouble !== 'refused')
    return credentialsAdvice(error);
  return faultAdvice(fault, about);
}

function certificateAdvice(fault: Fault): string | undefined {
  if (!isUntrusted(fault)) return undefined;
  return 'something between this machine and AWS presents its own certificate, often a proxy that inspects TLS: set NODE_EXTRA_CA_CERTS to its CA certificate';
}
