import type { STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../clock.ts';
import type { SharedCredentials } from './credentials.ts';

export type Trace = { clock: Clock; debug?: ((text: string) => void) | undefined };

/**
 * Tells of every request of a client, repeated ones too: what was asked of whom, what came of it, and the id by which
 * AWS finds it. Neither what was sent nor what was answered is in it.
 */
export function traced<C extends { middlewareStack: unknown }>(
  client: C,
  { region, credentials }: { region: string; credentials: SharedCredentials | undefined },
  { clock, debug }: Trace,
): C {
  if (!debug) return client;
  (client.middlewareStack as STSClient['middlewareStack']).add(
    (next, { clientName = '', commandName = '' }) =>
      async (args) => {
        const began = clock.now();
        const tell = (outcome: string, requestId: string | undefined) => {
          const account = credentials?.current?.identity?.account;
          const where = [account, region].filter((part) => part).join('/');
          const what = `${clientName.replace(/Client$/, '')} ${commandName.replace(/Command$/, '')}`;
          const id = requestId === undefined ? '' : `, request ${requestId}`;
          debug(`${what} (${where}): ${outcome} after ${clock.now() - began} ms${id}`);
        };
        try {
          const result = await next(args);
          const { httpStatusCode, requestId } = result.output?.$metadata ?? {};
          tell(String(httpStatusCode), requestId);
          return result;
        } catch (error) {
          const { name, $metadata } = error as { name: string; $metadata?: { requestId?: string } };
          tell(name, $metadata?.requestId);
          throw error;
        }
      },
    { step: 'deserialize', priority: 'high', name: 'traceRequests' },
  );
  return client;
}
