import { AuthenticationError, worded } from '../auth/authentication-error.ts';
import { ServiceError } from '../service.ts';
import { type Reply, textReply } from './reply.ts';
import { header, type RequestHead } from './request.ts';
import type { Operation, Protocol } from './service-protocol.ts';
import { xmlDocument } from './xml.ts';

/** What a service says of an error; `onBug` hears about those that are the emulator's own. */
export function refusalFor(
  error: unknown,
  { protocol, onBug }: { protocol: Protocol; onBug: (error: unknown) => void },
): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof AuthenticationError) return worded(error, protocol.words);
  onBug(error);
  const message = `the emulator failed: ${error instanceof Error ? error.message : error}`;
  return new ServiceError(protocol.internalError, message, 500, { cause: error });
}

export function notOffered(
  { name, unknownOperation }: Protocol,
  operation: Operation,
): ServiceError {
  const message = `the emulator does not offer "${operation.name}" of ${name}`;
  return new ServiceError(unknownOperation, message, 501);
}

/** In the form that clients of the services most like it read: JSON with a target, else the query protocol's XML. */
export function unknownService(head: RequestHead, service: string): Reply {
  const hint =
    service === 'codedeploy-commands'
      ? ': it takes agents when it is started with --hooks agents'
      : '';
  const message = `the emulator offers STS, S3, CodeDeploy and CloudWatch, not "${service}"${hint}`;
  if (header(head, 'x-amz-target') !== undefined) {
    const body = JSON.stringify({ __type: 'UnknownOperationException', message });
    return textReply(501, 'application/x-amz-json-1.1', body);
  }
  const error = { Type: 'Sender', Code: 'InvalidAction', Message: message };
  return textReply(501, 'text/xml', xmlDocument('ErrorResponse', undefined, { Error: error }));
}
