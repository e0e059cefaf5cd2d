import { type Call, callOf } from './call-name.ts';
import { isEncoded } from './refusal.ts';

/** What kind of trouble an error of the AWS SDK is, whatever service and protocol it came from. */
export type FaultKind =
  | 'throttled'
  /** No answer, or one that is not from AWS. */
  | 'unreachable'
  /** The service failed. */
  | 'server'
  | 'denied'
  /** By a proxy on the way, not by AWS. */
  | 'proxy'
  /** The credentials have ended. */
  | 'expired'
  | 'missing'
  /** The deployment group has a deployment under way. */
  | 'busy'
  /** The thing is not in the state that was asked for. */
  | 'conflict'
  /** The bucket is in another region. */
  | 'redirected'
  | 'invalid'
  | 'unknown';

export type Fault = {
  kind: FaultKind;
  /** The error's own name, such as `ThrottlingException`. */
  name: string;
  /** One line of what AWS or the network said. */
  message: string;
  status?: number;
  /** Where it is the answer to one. */
  call?: Call;
};

/** Says what an error of the SDK is; looks into its causes where the error itself does not tell. */
export function faultOf(error: unknown): Fault {
  const told = faultIn(error);
  const call = callOf(error);
  return call ? { ...told, call } : told;
}

function faultIn(error: unknown): Fault {
  const chain = causesOf(error);
  for (const link of chain) {
    const kind = kindOf(link);
    if (kind === undefined) continue;
    const status = statusOf(link);
    const told = { kind, name: nameOf(link), message: messageOf(chain[0] ?? link, link) };
    return status === undefined ? told : { ...told, status };
  }
  const first = chain[0];
  if (!first) return { kind: 'unknown', name: 'Error', message: oneLine(String(error)) };
  return { kind: 'unknown', name: nameOf(first), message: messageOf(first, first) };
}

/** Whether the same request may well succeed a little later. */
export function isTransient(kind: FaultKind): boolean {
  return kind === 'throttled' || kind === 'unreachable' || kind === 'server';
}

/** The first line without control characters; what follows in signature errors repeats the request's headers. */
export function oneLine(text: string): string {
  const line = text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  return line.replace(/\p{Cc}+/gu, ' ').slice(0, isEncoded(line) ? 10_000 : 500);
}

type SdkError = Error & {
  $metadata?: { httpStatusCode?: number };
  $response?: { headers?: Record<string, string> };
  $retryable?: { throttling?: boolean };
  code?: unknown;
  errors?: unknown;
};

const deepest = 10;

/** The error and its causes, outermost first; of attempts that all failed (AggregateError) the first. */
function causesOf(error: unknown): SdkError[] {
  const chain: SdkError[] = [];
  let link = error;
  while (link instanceof Error && chain.length < deepest && !chain.includes(link)) {
    chain.push(link);
    const attempts: unknown = (link as SdkError).errors;
    link = link.cause ?? (Array.isArray(attempts) ? attempts[0] : undefined);
  }
  return chain;
}

function kindOf(error: SdkError): FaultKind | undefined {
  const status = statusOf(error);
  if (isPage(error)) return kindOfPage(status ?? 0);
  if (noVerificationKey(error)) return 'server';
  return (
    kindByName.get(error.name) ??
    (/DoesNotExist(Exception)?$/.test(error.name) ? 'missing' : undefined) ??
    (error.$retryable?.throttling ? 'throttled' : undefined) ??
    (status === undefined ? kindOfCode(codeOf(error)) : kindOfStatus(status))
  );
}

/**
 * STS could not fetch the issuer's keys at that moment, which passes, and words it as a bad token
 * (aws-actions/configure-aws-credentials#299).
 */
function noVerificationKey({ name, message }: SdkError): boolean {
  return /^InvalidIdentityToken/.test(name) && /couldn't retrieve verification key/i.test(message);
}

/** HTML where JSON or XML was expected, without the request id that every answer of AWS carries. */
function isPage(error: SdkError): boolean {
  if (statusOf(error) === undefined) return false;
  if (/Deserialization error/.test(error.message)) return true;
  const headers = error.$response?.headers ?? {};
  if (headers['x-amz-request-id'] || headers['x-amzn-requestid']) return false;
  return /^text\/html\b/i.test(headers['content-type'] ?? '');
}

/** A page comes from a proxy or a load balancer, so its 404 does not prove that anything is missing. */
function kindOfPage(status: number): FaultKind {
  if (status === 401 || status === 403 || status === 407) return 'proxy';
  if (status === 429) return 'throttled';
  return status >= 500 ? 'server' : 'unreachable';
}

function kindOfStatus(status: number): FaultKind | undefined {
  if (status >= 500) return 'server';
  if (status === 401 || status === 403 || status === 407) return 'denied';
  if (status === 404) return 'missing';
  if (status === 408) return 'unreachable';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 429) return 'throttled';
  if (status >= 400) return 'invalid';
  return status >= 300 ? 'redirected' : undefined;
}

function kindOfCode(code: string): FaultKind | undefined {
  if (networkCodes.has(code) || code.startsWith('HPE_')) return 'unreachable';
  return tlsCodes.test(code) ? 'invalid' : undefined;
}

/** What HEAD answers has no body to give a name or a reason, and neither has a page. */
function nameOf(error: SdkError): string {
  const { name } = error;
  const status = statusOf(error);
  if (status !== undefined && (name === 'Unknown' || isPage(error))) return `HTTP ${status}`;
  return (name === 'Error' || name === 'AggregateError') && codeOf(error) ? codeOf(error) : name;
}

function messageOf(outer: SdkError, inner: SdkError): string {
  if (outer === inner && isPage(inner))
    return 'the answer is a web page, as proxies send, not an answer of AWS';
  const message = outer.message || inner.message;
  if (message === 'UnknownError') return 'no reason was given';
  return oneLine(message) || nameOf(inner);
}

function statusOf(error: SdkError): number | undefined {
  return error.$metadata?.httpStatusCode;
}

function codeOf(error: SdkError): string {
  return typeof error.code === 'string' ? error.code : '';
}

/** Names as the services' models and the SDK's retry classification give them. */
const names: Partial<Record<FaultKind, string[]>> = {
  throttled: [
    'BandwidthLimitExceeded',
    'PriorRequestNotComplete',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'SlowDown',
    'ThrottledException',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
  ],
  unreachable: [
    'NetworkingError',
    'RequestTimeout',
    'RequestTimeoutException',
    'TimeoutError',
    'UnreadableAnswer',
  ],
  server: [
    'IDPCommunicationError',
    'IDPCommunicationErrorException',
    'InternalError',
    'InternalFailure',
    'InternalServerError',
    'ServiceUnavailable',
    'ServiceUnavailableException',
  ],
  expired: [
    'ExpiredToken',
    'ExpiredTokenException',
    'IDPTokenExpired',
    'RequestExpired',
    'TokenRefreshRequired',
  ],
  denied: [
    'AccessDenied',
    'AccessDeniedException',
    'AccountProblem',
    'AllAccessDisabled',
    'AuthFailure',
    'CredentialsProviderError',
    'IDPRejectedClaim',
    'IDPRejectedClaimException',
    'IncompleteSignature',
    'InvalidAccessKeyId',
    'InvalidClientTokenId',
    'InvalidIdentityToken',
    'InvalidIdentityTokenException',
    'InvalidSignatureException',
    'InvalidToken',
    'MissingAuthenticationToken',
    'OptInRequired',
    'RegionDisabledException',
    'RequestTimeTooSkewed',
    'SignatureDoesNotMatch',
    'TokenProviderError',
    'UnauthorizedException',
    'UnrecognizedClientException',
  ],
  missing: ['NoSuchBucket', 'NoSuchKey', 'NoSuchUpload', 'NoSuchVersion', 'NotFound'],
  busy: ['DeploymentLimitExceededException'],
  conflict: [
    'ConditionalRequestConflict',
    'DeploymentAlreadyCompletedException',
    'DeploymentIsNotInReadyStateException',
    'DeploymentNotStartedException',
    'OperationAborted',
    'PreconditionFailed',
  ],
  redirected: [
    'AuthorizationHeaderMalformed',
    'BucketInOtherRegion',
    'IllegalLocationConstraintException',
    'PermanentRedirect',
    'TemporaryRedirect',
  ],
};

const kindByName = new Map(
  Object.entries(names).flatMap(([kind, list]) =>
    list.map((name): [string, FaultKind] => [name, kind as FaultKind]),
  ),
);

const networkCodes = new Set([
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETRESET',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ETIMEDOUT',
]);

/** Certificates that Node does not trust (https://nodejs.org/api/tls.html#x509-certificate-error-codes): retrying does not fix them. */
const tlsCodes = /CERT|^UNABLE_TO_|^HOSTNAME_MISMATCH$|^INVALID_CA$|^EPROTO$|^ERR_(SSL|TLS)_/;
