import { ServiceError } from '../service.ts';
import { type Reply, textReply } from '../wire/reply.ts';
import type { RequestHead } from '../wire/request.ts';
import type { Protocol } from '../wire/service-protocol.ts';
import type { FaultEnding } from './fault-rules.ts';

/** The answer that a scenario puts instead of the service's own; undefined where the service is to answer. */
export function scriptedReply(
  ending: FaultEnding | undefined,
  { protocol, ...about }: { protocol: Protocol; request: RequestHead; requestId: string },
): Reply | undefined {
  if (ending === 'throttle') return protocol.refusal(protocol.throttled(), about);
  if (typeof ending !== 'object') return undefined;
  const { status, html = false, message = 'the scenario has it so' } = ending;
  if (html) return textReply(status, 'text/html', page(status));
  const code = ending.code ?? usualCodes[status] ?? protocol.internalError;
  return protocol.refusal(new ServiceError(code, message, status), about);
}

const usualCodes: Readonly<Record<number, string>> = {
  429: 'TooManyRequestsException',
  503: 'ServiceUnavailable',
};

function page(status: number): string {
  const title = `${status} ${status === 503 ? 'Service Temporarily Unavailable' : 'Error'}`;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body><center><h1>${title}</h1></center></body>\r\n</html>\r\n`;
}
