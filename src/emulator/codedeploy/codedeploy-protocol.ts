import type { AuthenticationWords } from '../auth/authentication-error.ts';
import { type CodeDeployService, ServiceError } from '../service.ts';
import { textOf } from '../wire/bytes.ts';
import { type Reply, textReply } from '../wire/reply.ts';
import { header } from '../wire/request.ts';
import type { DeniedCall, Protocol } from '../wire/service-protocol.ts';

const target = 'CodeDeploy_20141006.';

/** CodeDeploy over JSON 1.1: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export function codeDeployProtocol(service: CodeDeployService | undefined): Protocol {
  return {
    name: 'codedeploy',
    words,
    // "In most cases, a request must reach AWS within five minutes of the time stamp in the request":
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
    allowedSkew: 5,
    maxBody: 1024 ** 2,
    unknownOperation: 'UnknownOperationException',
    internalError: 'InternalFailure',
    denied,
    throttled: () => new ServiceError('ThrottlingException', 'Rate exceeded'),
    operationOf(request) {
      const name = header(request, 'x-amz-target') ?? 'an operation without a name';
      const offered = service !== undefined && name.startsWith(target);
      const about = 'body' in request ? subject(textOf(request.body)) : undefined;
      return {
        name: name.startsWith(target) ? name.slice(target.length) : name,
        offered,
        ...(about ? { about } : {}),
      };
    },
    takesUnsigned: () => false,
    async handle({ operation, request, requestId, region, session, asOf }) {
      if (!service || !session) throw new Error(`no service for ${operation}`);
      const { principal } = session;
      const answer = await service.handle({
        operation,
        account: principal.account,
        region,
        principal,
        input: parsed(textOf(request.body)),
        ...(asOf === undefined ? {} : { asOf }),
      });
      return jsonReply(200, requestId, answer === undefined ? '' : JSON.stringify(answer));
    },
    refusal(error, { requestId }) {
      // Refusals for lack of rights come from IAM's own layer, which writes the name of the field large.
      const field = error.code === 'AccessDeniedException' ? 'Message' : 'message';
      const body = JSON.stringify({ __type: error.code, [field]: error.message });
      return jsonReply(error.status, requestId, body);
    },
  };
}

function denied({ operation, region, account, arn, about = '' }: DeniedCall): ServiceError {
  const [application, group] = about.split('/');
  const place = `${arn.split(':', 2).join(':')}:codedeploy:${region}:${account}`;
  const resource = group ? `${place}:deploymentgroup:${application}/${group}` : '*';
  return new ServiceError(
    'AccessDeniedException',
    `User: ${arn} is not authorized to perform: codedeploy:${operation} on resource: ${resource} because no identity-based policy allows the codedeploy:${operation} action`,
  );
}

function jsonReply(status: number, requestId: string, body: string): Reply {
  const reply = textReply(status, 'application/x-amz-json-1.1', body);
  return { ...reply, headers: { ...reply.headers, 'x-amzn-requestid': requestId } };
}

function parsed(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch (cause) {
    throw new ServiceError('SerializationException', 'the body is not JSON', 400, { cause });
  }
}

/** What a call is about, for the log. */
function subject(text: string): string | undefined {
  let input: Record<string, unknown>;
  try {
    input = JSON.parse(text);
  } catch {
    // The operation itself will say so.
    return undefined;
  }
  const names = ['applicationName', 'deploymentGroupName', 'deploymentId', 'deploymentConfigName'];
  return names
    .flatMap((name) => (typeof input?.[name] === 'string' ? [input[name]] : []))
    .join('/');
}

const invalidToken = 'The security token included in the request is invalid.';

const words: AuthenticationWords = {
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
