import type { AuthenticationWords } from '../auth/authentication-error.ts';
import { ServiceError } from '../service.ts';
import { type Reply, textReply } from './reply.ts';

/** What services share that speak JSON 1.1: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export function jsonReply(status: number, requestId: string, body: string): Reply {
  const reply = textReply(status, 'application/x-amz-json-1.1', body);
  return { ...reply, headers: { ...reply.headers, 'x-amzn-requestid': requestId } };
}

export function jsonRefusal(error: ServiceError, { requestId }: { requestId: string }): Reply {
  // Refusals for lack of rights come from IAM's own layer, which writes the name of the field large.
  const field = error.code === 'AccessDeniedException' ? 'Message' : 'message';
  const body = JSON.stringify({ __type: error.code, [field]: error.message });
  return jsonReply(error.status, requestId, body);
}

export function parsedJson(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch (cause) {
    throw new ServiceError('SerializationException', 'the body is not JSON', 400, { cause });
  }
}

const invalidToken = 'The security token included in the request is invalid.';

export const jsonWords: AuthenticationWords = {
  missing: ['MissingAuthenticationTokenException', 400, 'Missing Authentication Token'],
  malformed: ['IncompleteSignatureException', 400, '$'],
  unsupported: ['IncompleteSignatureException', 400, 'Unsupported authorization type "$"'],
  'unknown-key': ['UnrecognizedClientException', 400, invalidToken],
  'wrong-token': ['UnrecognizedClientException', 400, invalidToken],
  expired: ['ExpiredTokenException', 400, 'The security token included in the request is expired'],
  skewed: ['InvalidSignatureException', 400, '$'],
  mismatch: [
    'InvalidSignatureException',
    400,
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  ],
  'presigned-expired': ['InvalidSignatureException', 400, '$'],
  'unsigned-headers': ['InvalidSignatureException', 400, '$'],
  payload: ['InvalidSignatureException', 400, '$'],
};
