import type { STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../clock.ts';
import type { TracedRequest } from '../release/request-counts.ts';
import type { SharedCredentials } from './credentials.ts';
import { faultOf } from './faults.ts';

export type Trace = {
  clock: Clock;
  debug?: ((text: string) => void) | undefined;
  onRequest?: ((request: TracedRequest) => void) | undefined;
};

/**
 * Tells of every request of a client, repeated ones too: what was asked of whom, what came of it, and the id by which
 * AWS finds it. Neither what was sent nor what was answered is in it.
 */
export function traced<C extends { middlewareStack: unknown }>(
  client: C,
  { region, credentials }: { region: string; credentials: SharedCredentials | undefined },
  { clock, debug, onRequest }: Trace,
): C {
  if (!debug && !onRequest) return client;
  (client.middlewareStack as STSClient['middlewareStack']).add(
    (next, { clientName = '', commandName = '' }) =>
      async (args) => {
        const began = clock.now();
        const service = clientName.replace(/Client$/, '');
        const tell = (outcome: string, requestId: string | undefined, isThrottled = false) => {
          const account = credentials?.current?.identity?.account;
          const isRetry = isRepeated(args.request);
          onRequest?.({ service: service.toLowerCase(), account, region, isRetry, isThrottled });
          const where = [account, region].filter((part) => part).join('/');
          const what = `${service} ${commandName.replace(/Command$/, '')}`;
          const id = requestId === undefined ? '' : `, request ${requestId}`;
          debug?.(`${what} (${where}): ${outcome} after ${clock.now() - began} ms${id}`);
        };
        try {
          const result = await next(args);
          const { httpStatusCode, requestId } = result.output?.$metadata ?? {};
          tell(String(httpStatusCode), requestId);
          return result;
        } catch (error) {
          const { name, $metadata } = error as { name: string; $metadata?: { requestId?: string } };
          tell(name, $metadata?.requestId, faultOf(error).kind === 'throttled');
          throw error;
        }
      },
    { step: 'deserialize', priority: 'high', name: 'traceRequests' },
  );
  return client;
}

/** `attempt=2; max=5` says the SDK in each request that it sends again (@smithy/core: middleware-retry). */
function isRepeated(request: unknown): boolean {
  const { headers } = (request ?? {}) as { headers?: Record<string, string> };
  const [, attempt] = /\battempt=(\d+)/.exec(headers?.['amz-sdk-request'] ?? '') ?? [];
  return Number(attempt ?? 1) > 1;
}
