import type { AuthenticationWords } from '../auth/authentication-error.ts';
import type { ServiceError } from '../service.ts';
import type { Session } from '../sts/sessions.ts';
import type { Reply } from './reply.ts';
import type { RequestHead, WireRequest } from './request.ts';

export type ServiceName = 'sts' | 's3' | 'codedeploy' | 'cloudwatch' | 'codedeploy-commands';

/** What a request asks for, read before anything of it is believed. */
export type Operation = {
  /** As AWS names it, or what comes nearest for one that is not offered. */
  name: string;
  offered: boolean;
  /** What it is about, for the log: `bucket/key`, a role, an application. Never a secret. */
  about?: string;
};

export type ServiceCall = {
  operation: string;
  request: WireRequest;
  requestId: string;
  region: string;
  /** Absent for the operations that take no signature. */
  session?: Session;
  /** By the emulator's clock, when the request had begun to arrive. */
  arrived: number;
  /** Milliseconds that the service's clock is off: a scenario's, or 0. */
  skew: number;
  /** Lists leave out what is newer than this moment of the emulator's clock. */
  asOf?: number;
};

export type DeniedCall = {
  operation: string;
  region: string;
  /** The caller's. */
  account: string;
  arn: string;
  about?: string;
};

/** One service as it is spoken on the wire. */
export interface Protocol {
  readonly name: ServiceName;
  readonly words: AuthenticationWords;
  /** Minutes that a request's time may be off. */
  readonly allowedSkew: number;
  /** The most bytes that a request's body holds. */
  readonly maxBody: number;
  /** The code of a refusal for an operation that is not known. */
  readonly unknownOperation: string;
  /** The code of an answer with status 500. */
  readonly internalError: string;
  /** How the service refuses for lack of rights. */
  denied(call: DeniedCall): ServiceError;
  throttled(): ServiceError;
  operationOf(request: RequestHead | WireRequest): Operation;
  takesUnsigned(operation: string): boolean;
  /** Throws a {@link ServiceError} for what is refused. */
  handle(call: ServiceCall): Promise<Reply>;
  refusal(error: ServiceError, about: { request: RequestHead; requestId: string }): Reply;
}
