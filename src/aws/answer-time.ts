import type { STSClient } from '@aws-sdk/client-sts';
import type { Stacked } from './middleware.ts';

const times = new WeakMap<object, number>();

/** Notes at each answer of a client when it was given: by AWS's own clock, from its Date header. */
export function dated<C extends Stacked>(client: C): C {
  (client.middlewareStack as STSClient['middlewareStack']).add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers } = result.response as { headers?: Record<string, string> };
      const time = Date.parse(headers?.date ?? '');
      if (result.output && !Number.isNaN(time)) times.set(result.output, time);
      return result;
    },
    { step: 'deserialize', priority: 'high', name: 'noteTimeOfAnswer' },
  );
  return client;
}

/** In ms; undefined where the answer had no time. */
export function timeOf(answer: object): number | undefined {
  return times.get(answer);
}
