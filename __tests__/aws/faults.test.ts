import { describe, expect, test } from '@jest/globals';
import { type FaultKind, faultOf, isTransient, oneLine } from '../../src/aws/faults.ts';
import { defined } from '../../src/defined.ts';

type Given = {
  name?: string;
  message?: string;
  code?: string;
  status?: number;
  type?: string;
  cause?: unknown;
};

function anError({ name = 'Error', message = 'text', code, status, type, cause }: Given) {
  return Object.assign(new Error(message, { cause }), {
    name,
    ...defined({ code }),
    ...(status && { $metadata: { httpStatusCode: status } }),
    ...(type && { $response: { headers: { 'content-type': type } } }),
  });
}

describe('the kind of a fault', () => {
  test.each<[FaultKind, Given]>([
    ['throttled', { name: 'ThrottlingException', status: 400 }],
    ['throttled', { name: 'SlowDown', status: 503 }],
    ['throttled', { name: 'Unknown', status: 429 }],
    ['unreachable', { code: 'ECONNRESET' }],
    ['unreachable', { code: 'ENOTFOUND' }],
    ['unreachable', { code: 'EAI_AGAIN' }],
    ['unreachable', { code: 'HPE_INVALID_CONSTANT' }],
    ['unreachable', { name: 'TimeoutError' }],
    ['unreachable', { cause: anError({ code: 'ETIMEDOUT' }) }],
    ['server', { name: 'InternalFailure', status: 500 }],
    ['server', { name: 'Unknown', status: 502 }],
    ['server', { name: 'SyntaxError', message: 'Deserialization error', status: 503 }],
    ['unreachable', { name: 'SyntaxError', message: 'Deserialization error', status: 200 }],
    ['unreachable', { name: 'NotFound', status: 404, type: 'text/html; charset=utf-8' }],
    ['proxy', { name: 'Unknown', status: 403, type: 'text/html' }],
    ['denied', { name: 'AccessDeniedException', status: 400 }],
    ['denied', { name: 'Unknown', status: 403 }],
    ['denied', { name: 'CredentialsProviderError' }],
    ['expired', { name: 'ExpiredTokenException', status: 400 }],
    ['expired', { name: 'ExpiredToken', status: 400 }],
    ['missing', { name: 'ApplicationDoesNotExistException', status: 400 }],
    ['missing', { name: 'NoSuchKey', status: 404 }],
    ['missing', { name: 'NotFound', status: 404, type: 'application/xml' }],
    ['busy', { name: 'DeploymentLimitExceededException', status: 400 }],
    ['conflict', { name: 'PreconditionFailed', status: 412 }],
    ['conflict', { name: 'ConditionalRequestConflict', status: 409 }],
    ['conflict', { name: 'DeploymentNotStartedException', status: 400 }],
    ['redirected', { name: 'PermanentRedirect', status: 301 }],
    ['redirected', { name: 'Unknown', status: 301 }],
    ['invalid', { name: 'InvalidRevisionException', status: 400 }],
    ['invalid', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }],
    ['unknown', { name: 'TypeError' }],
    ['unknown', { name: 'AbortError' }],
  ])('%s: %j', (kind, given) => {
    expect(faultOf(anError(given)).kind).toBe(kind);
  });

  test('of attempts on several addresses is that of the first', () => {
    const attempts = [anError({ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED ::1' })];
    expect(faultOf(new AggregateError(attempts)).kind).toBe('unreachable');
  });

  test('of a thrown text is unknown, and the text is told', () => {
    expect(faultOf('no idea')).toEqual({ kind: 'unknown', name: 'Error', message: 'no idea' });
  });

  test.each<[FaultKind, boolean]>([
    ['throttled', true],
    ['unreachable', true],
    ['server', true],
    ['denied', false],
    ['expired', false],
    ['invalid', false],
    ['unknown', false],
  ])('%s passes by itself: %p', (kind, passes) => {
    expect(isTransient(kind)).toBe(passes);
  });
});

test('a cause that loops ends', () => {
  const error = anError({});
  error.cause = error;
  expect(faultOf(error).kind).toBe('unknown');
});

test('an answer without a body is named by its status', () => {
  const fault = faultOf(anError({ name: 'Unknown', message: 'UnknownError', status: 403 }));
  expect(fault).toEqual({
    kind: 'denied',
    name: 'HTTP 403',
    message: 'no reason was given',
    status: 403,
  });
});

test('a signature error does not repeat the headers of the request', () => {
  const text =
    'The request signature we calculated does not match.\n\nThe Canonical String was\nx-amz-security-token:IQoJb3Jp';
  expect(faultOf(anError({ name: 'InvalidSignatureException', message: text })).message).toBe(
    'The request signature we calculated does not match.',
  );
});

test('control characters of an answer do not reach the terminal', () => {
  expect(oneLine('bad \u001b[31mred\u0007 name')).toBe('bad  [31mred  name');
});
