import type { Destination } from '../config/destination.ts';
import { type Problem, RefusedError, UsageError } from '../problem.ts';
import { type CauseAdvice, causeAdvice } from './cause-advice.ts';
import { CredentialsError } from './credentials-error.ts';
import { adviceByKind, adviceByName, type Circumstances } from './fault-advice.ts';
import { type Fault, type FaultKind, faultOf, oneLine } from './faults.ts';

/** Where an error happened. */
export type Where = {
  destination?: Destination;
  /** As IAM names it: `codedeploy:GetDeploymentGroup`. */
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
  const prefix = where.destination ? `${where.destination.id}: ` : '';
  return {
    message: `${prefix}${told(error, fault, about)}`,
    ...(advice ? { hint: advice } : {}),
  };
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
  return causeAdvice.find((entry) => matches(entry, failure))?.advice;
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
  const inner = error instanceof CredentialsError ? error : undefined;
  return {
    operation: inner ? (inner.operation ?? '') : (operation ?? ''),
    account: destination?.account.id ?? destination?.account.name ?? '',
    region: destination?.region ?? '',
    role: inner?.role ?? role ?? destination?.role?.arn,
    application: destination?.application ?? '',
    deploymentGroup: destination?.deploymentGroup ?? '',
    bucket: destination?.bucket ?? '',
    said: fault.message,
  };
}

function told(error: unknown, fault: Fault, { operation }: Circumstances): string {
  if (error instanceof CredentialsError) return fault.message;
  const said = `${fault.name}: ${fault.message}`;
  return operation ? `${operation} ${verbs[fault.kind]}: ${said}` : said;
}

const verbs: Record<FaultKind, string> = {
  throttled: 'was throttled',
  unreachable: 'got no answer',
  server: 'failed in the service',
  denied: 'was denied',
  proxy: 'was refused on the way',
  expired: 'was refused',
  missing: 'found nothing',
  busy: 'was refused',
  conflict: 'was refused',
  redirected: 'was sent elsewhere',
  invalid: 'was refused',
  unknown: 'failed',
};

function hintFor(fault: Fault, about: Circumstances, error: unknown): string | undefined {
  const certificate = certificateAdvice(fault);
  if (certificate) return certificate;
  if (error instanceof CredentialsError && !error.operation) return credentialsAdvice(error);
  const advice = adviceByName[fault.name] ?? adviceByKind[fault.kind];
  return typeof advice === 'function' ? advice(about) : advice;
}

/** Node gives the codes of certificates it does not trust as names of the error. */
function certificateAdvice({ kind, name }: Fault): string | undefined {
  if (kind !== 'invalid' || !/CERT|^UNABLE_TO_|ERR_TLS|EPROTO/.test(name)) return undefined;
  return 'something between this machine and AWS shows another certificate, often a proxy that looks into TLS: set NODE_EXTRA_CA_CERTS to its CA certificate';
}

function credentialsAdvice({ message, cause }: CredentialsError): string | undefined {
  if (/^the CI gave/.test(message)) {
    const why = cause instanceof Error ? oneLine(cause.message) : '';
    return `the job needs the permission to ask for one (GitHub: permissions: id-token: write)${why ? `; it said: ${why}` : ''}`;
  }
  if (/^no AWS credentials/.test(message)) return adviceByName.CredentialsProviderError as string;
  if (/^the identity token is not sent/.test(message))
    return 'remove AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_STS and endpoint_url settings that point elsewhere';
  return undefined;
}
