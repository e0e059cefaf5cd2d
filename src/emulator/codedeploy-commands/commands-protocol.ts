import { defined } from '../../defined.ts';
import { ServiceError } from '../service.ts';
import { textOf } from '../wire/bytes.ts';
import { jsonRefusal, jsonReply, jsonWords, parsedJson } from '../wire/json-service.ts';
import { header } from '../wire/request.ts';
import type { Protocol } from '../wire/service-protocol.ts';
import type { AgentHosts } from './agent-hosts.ts';
import { operations } from './operations.ts';

const target = 'CodeDeployCommandService_v20141006.';

/** What agents speak to CodeDeploy. */
export function commandsProtocol(hosts: AgentHosts): Protocol {
  return {
    name: 'codedeploy-commands',
    words: jsonWords,
    allowedSkew: 5,
    maxBody: 1024 ** 2,
    unknownOperation: 'UnknownOperationException',
    internalError: 'ServerException',
    denied: ({ operation, region, account, arn }) =>
      new ServiceError(
        'AccessDeniedException',
        `User: ${arn} is not authorized to perform: codedeploy-commands:${operation} on resource: arn:aws:codedeploy-commands:${region}:${account}:*`,
      ),
    throttled: () => new ServiceError('ThrottlingException', 'Rate exceeded'),
    operationOf(request) {
      const name = header(request, 'x-amz-target') ?? 'an operation without a name';
      const operation = name.startsWith(target) ? name.slice(target.length) : name;
      const about = 'body' in request ? subject(textOf(request.body)) : undefined;
      return {
        name: operation,
        offered: Object.hasOwn(operations, operation),
        ...defined({ about: about || undefined }),
      };
    },
    takesUnsigned: () => false,
    async handle({ operation, request, requestId, session }) {
      const { accessKeyId = '', arn = '' } = session?.principal ?? {};
      const host = hosts.hostOf(accessKeyId);
      if (!host)
        throw new ServiceError('AccessDeniedException', `${arn} is the agent of no host here`);
      const answer = await operations[operation as keyof typeof operations]({
        host,
        input: record(parsedJson(textOf(request.body))),
        version: header(request, 'x-amz-codedeploy-agent-version') ?? '',
        signer: hosts.signer,
      });
      return jsonReply(200, requestId, JSON.stringify(answer));
    },
    refusal: jsonRefusal,
  };
}

function record(input: unknown): Record<string, unknown> {
  if (typeof input === 'object' && input !== null) return input as Record<string, unknown>;
  throw new ServiceError('SerializationException', 'the body is no JSON object');
}

/** What a call is about, for the log: the host, or the deployment and its host. */
function subject(text: string): string | undefined {
  try {
    const { DeploymentExecutionId: execution, HostIdentifier: host } = JSON.parse(text) ?? {};
    if (typeof execution === 'string') return execution.split('/').slice(2).join('/');
    return typeof host === 'string' ? host.split('/').at(-1) : undefined;
  } catch {
    // The operation itself will say so.
    return undefined;
  }
}
