import type { AuthenticationWords } from '../auth/authentication-error.ts';
import type { ServiceError } from '../service.ts';
import type { Reply } from '../wire/reply.ts';
import type { RequestHead } from '../wire/request.ts';
import type { Protocol } from '../wire/service-protocol.ts';
import { xmlDocument } from '../wire/xml.ts';
import { addressed } from './addressing.ts';
import { accessDenied, S3Error } from './errors.ts';
import { refuseUnknownHeaders } from './headers.ts';
import { routed } from './routes.ts';
import type { S3State } from './state.ts';
import type { StateFolder } from './state-folder.ts';

/** S3 over its REST protocol. What changes is kept in the folder before it is answered. */
export function s3Protocol(state: S3State, folder?: StateFolder): Protocol {
  return {
    name: 's3',
    words,
    allowedSkew: 15,
    maxBody: 5 * 1024 ** 3,
    unknownOperation: 'NotImplemented',
    internalError: 'InternalError',
    denied: ({ operation, arn, about }) =>
      accessDenied(
        `User: ${arn} is not authorized to perform: s3:${operation} on resource: "arn:aws:s3:::${about ?? ''}" because no identity-based policy allows the s3:${operation} action`,
      ),
    throttled: () => new S3Error('SlowDown', 503, 'Please reduce your request rate.'),
    operationOf(request) {
      const { name, run } = routed(request);
      const { bucketName, key } = addressed(request);
      const about = key === '' ? bucketName : `${bucketName}/${key}`;
      return { name, offered: run !== undefined, ...(about !== '' && { about }) };
    },
    takesUnsigned: () => false,
    async handle(call) {
      const { run } = routed(call.request);
      if (!run) throw new Error(`no operation ${call.operation}`);
      refuseUnknownHeaders(call.request);
      const reply = run({ ...call, state, ...addressed(call.request) });
      const changes = state.changes.splice(0);
      if (changes.length > 0) await folder?.keep(changes);
      return { ...reply, headers: { ...reply.headers, ...requestIds(call.requestId) } };
    },
    refusal,
  };
}

function refusal(
  error: ServiceError,
  { request, requestId }: { request: RequestHead; requestId: string },
): Reply {
  const { fields, headers } = error instanceof S3Error ? error : { fields: {}, headers: {} };
  const ids = requestIds(requestId);
  const document = xmlDocument('Error', undefined, {
    Code: error.code,
    Message: error.message,
    ...fields,
    RequestId: ids['x-amz-request-id'],
    HostId: ids['x-amz-id-2'],
  });
  // A refused HEAD has no body to tell more in.
  const bodiless = request.method === 'HEAD' || error.status === 304;
  return {
    status: error.status,
    headers: { ...headers, ...ids, ...(!bodiless && { 'content-type': 'application/xml' }) },
    ...(!bodiless && { body: [Buffer.from(document)] }),
  };
}

function requestIds(requestId: string) {
  return {
    'x-amz-request-id': requestId.replaceAll('-', '').slice(0, 16).toUpperCase(),
    'x-amz-id-2': Buffer.from(requestId).toString('base64'),
  };
}

const words: AuthenticationWords = {
  missing: ['AccessDenied', 403, 'Access Denied'],
  malformed: ['AuthorizationHeaderMalformed', 400, 'The authorization header is malformed; $'],
  unsupported: [
    'InvalidRequest',
    400,
    'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
  ],
  'unknown-key': [
    'InvalidAccessKeyId',
    403,
    'The AWS Access Key Id you provided does not exist in our records.',
  ],
  'wrong-token': ['InvalidToken', 400, 'The provided token is malformed or otherwise invalid.'],
  expired: ['ExpiredToken', 400, 'The provided token has expired.'],
  skewed: [
    'RequestTimeTooSkewed',
    403,
    'The difference between the request time and the current time is too large.',
  ],
  mismatch: [
    'SignatureDoesNotMatch',
    403,
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  ],
  'presigned-expired': ['AccessDenied', 403, 'Request has expired'],
  'unsigned-headers': [
    'AccessDenied',
    403,
    'There were headers present in the request which were not signed',
  ],
  payload: [
    'XAmzContentSHA256Mismatch',
    400,
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  ],
};
