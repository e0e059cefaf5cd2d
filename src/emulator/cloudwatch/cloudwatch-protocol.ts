import { ServiceError } from '../service.ts';
import { textOf } from '../wire/bytes.ts';
import { jsonRefusal, jsonReply, jsonWords, parsedJson } from '../wire/json-service.ts';
import { header } from '../wire/request.ts';
import type { Protocol } from '../wire/service-protocol.ts';
import type { CloudWatch, Scope } from './cloudwatch.ts';

const target = 'GraniteServiceVersion20100801.';

/** CloudWatch over JSON 1.0, one of the protocols in its model; the others are refused as not offered. */
export function cloudWatchProtocol(service: CloudWatch): Protocol {
  const operations = operationsOf(service);
  return {
    name: 'cloudwatch',
    words: jsonWords,
    allowedSkew: 5,
    maxBody: 1024 ** 2,
    unknownOperation: 'UnknownOperationException',
    internalError: 'InternalFailure',
    denied: ({ operation, region, account, arn }) =>
      new ServiceError(
        'AccessDeniedException',
        `User: ${arn} is not authorized to perform: cloudwatch:${operation} on resource: arn:aws:cloudwatch:${region}:${account}:* because no identity-based policy allows the cloudwatch:${operation} action`,
      ),
    throttled: () => new ServiceError('ThrottlingException', 'Rate exceeded'),
    operationOf(request) {
      const named = header(request, 'x-amz-target') ?? '';
      const name = named.startsWith(target) ? named.slice(target.length) : request.path;
      return { name, offered: Object.hasOwn(operations, name) };
    },
    takesUnsigned: () => false,
    async handle({ operation, request, requestId, region, session }) {
      const perform = operations[operation];
      if (!perform || !session) throw new Error(`no operation ${operation}`);
      const { account } = session.principal;
      const answer = perform({ account, region }, parsedJson(textOf(request.body)));
      return jsonReply(200, requestId, JSON.stringify(answer));
    },
    refusal: jsonRefusal,
  };
}

export function operationsOf(
  service: CloudWatch,
): Record<string, (scope: Scope, input: unknown) => unknown> {
  return { DescribeAlarms: service.describeAlarms, GetMetricData: service.getMetricData };
}
