import { defined } from '../../defined.ts';
import { type CodeDeployService, ServiceError } from '../service.ts';
import { textOf } from '../wire/bytes.ts';
import { jsonRefusal, jsonReply, jsonWords, parsedJson } from '../wire/json-service.ts';
import { header } from '../wire/request.ts';
import type { DeniedCall, Protocol } from '../wire/service-protocol.ts';

const target = 'CodeDeploy_20141006.';

/** CodeDeploy over JSON 1.1. */
export function codeDeployProtocol(service: CodeDeployService | undefined): Protocol {
  return {
    name: 'codedeploy',
    words: jsonWords,
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
        ...defined({ about: about || undefined }),
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
        input: parsedJson(textOf(request.body)),
        ...defined({ asOf }),
      });
      return jsonReply(200, requestId, answer === undefined ? '' : JSON.stringify(answer));
    },
    refusal: jsonRefusal,
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
