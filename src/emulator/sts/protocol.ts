import { defined } from '../../defined.ts';
import type { AuthenticationWords } from '../auth/authentication-error.ts';
import { ServiceError } from '../service.ts';
import { textOf } from '../wire/bytes.ts';
import { type Reply, textReply } from '../wire/reply.ts';
import type { RequestHead, WireRequest } from '../wire/request.ts';
import type { Protocol, ServiceCall } from '../wire/service-protocol.ts';
import { type Content, xmlDocument } from '../wire/xml.ts';
import { assumeRole, type StsState } from './assume-role.ts';
import { assumeRoleWithWebIdentity } from './web-identity.ts';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** STS over the query protocol: parameters as a form, answers in XML. */
export function stsProtocol(state: StsState): Protocol {
  return {
    name: 'sts',
    words,
    allowedSkew: 15,
    maxBody: 1024 ** 2,
    unknownOperation: 'InvalidAction',
    internalError: 'InternalFailure',
    denied: ({ operation, arn, about }) =>
      new ServiceError(
        'AccessDenied',
        `User: ${arn} is not authorized to perform: sts:${operation}${about ? ` on resource: ${about}` : ''}`,
        403,
      ),
    throttled: () => new ServiceError('Throttling', 'Rate exceeded'),
    operationOf(request) {
      const parameters = parametersOf(request);
      const name = parameters.get('Action') ?? 'an operation without a name';
      const role = parameters.get('RoleArn');
      return {
        name,
        offered: Object.hasOwn(operations, name),
        ...defined({ about: role || undefined }),
      };
    },
    takesUnsigned: (operation) => operation === 'AssumeRoleWithWebIdentity',
    async handle(call) {
      const operation = operations[call.operation];
      if (!operation) throw new Error(`no operation ${call.operation}`);
      return success(call, operation(state, call));
    },
    refusal: (error, { requestId }) => failure(error, requestId),
  };
}

export const operations: Record<string, (state: StsState, call: ServiceCall) => Content> = {
  AssumeRole: (state, call) => assumeRole(state, parametersOf(call.request), signedBy(call)),
  AssumeRoleWithWebIdentity: (state, call) =>
    assumeRoleWithWebIdentity(state, parametersOf(call.request)),
  GetCallerIdentity(_state, call) {
    const { principal, userId } = signedBy(call);
    return { Arn: principal.arn, UserId: userId, Account: principal.account };
  },
};

function parametersOf(request: RequestHead | WireRequest): URLSearchParams {
  const form = 'body' in request ? textOf(request.body) : '';
  return new URLSearchParams(form === '' ? request.rawQuery : form);
}

function signedBy(call: ServiceCall) {
  if (!call.session) throw new Error(`${call.operation} needs a caller`);
  return call.session;
}

function success({ operation, requestId }: ServiceCall, result: Content): Reply {
  return xmlReply(200, requestId, `${operation}Response`, {
    [`${operation}Result`]: result,
    ResponseMetadata: { RequestId: requestId },
  });
}

function failure(error: ServiceError, requestId: string): Reply {
  return xmlReply(error.status, requestId, 'ErrorResponse', {
    Error: {
      Type: error.status < 500 ? 'Sender' : 'Receiver',
      Code: error.code,
      Message: error.message,
    },
    RequestId: requestId,
  });
}

function xmlReply(status: number, requestId: string, name: string, content: Content): Reply {
  const reply = textReply(status, 'text/xml', xmlDocument(name, namespace, content));
  return { ...reply, headers: { ...reply.headers, 'x-amzn-requestid': requestId } };
}

const words: AuthenticationWords = {
  missing: ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
  malformed: ['IncompleteSignature', 400, '$'],
  unsupported: ['IncompleteSignature', 400, 'Unsupported authorization type "$"'],
  'unknown-key': [
    'InvalidClientTokenId',
    403,
    'The security token included in the request is invalid.',
  ],
  'wrong-token': [
    'InvalidClientTokenId',
    403,
    'The security token included in the request is invalid',
  ],
  expired: ['ExpiredToken', 403, 'The security token included in the request is expired'],
  skewed: ['SignatureDoesNotMatch', 403, '$'],
  mismatch: [
    'SignatureDoesNotMatch',
    403,
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  ],
  'presigned-expired': ['SignatureDoesNotMatch', 403, '$'],
  'unsigned-headers': ['SignatureDoesNotMatch', 403, '$'],
  payload: ['SignatureDoesNotMatch', 403, '$'],
};
