import { ServiceError } from '../service.ts';

/** Why a request is not believed. `detail` is what the service says beside its usual words. */
export class AuthenticationError extends Error {
  readonly reason: AuthenticationReason;
  readonly detail: string;

  constructor(reason: AuthenticationReason, detail = '') {
    super(`${reason}: ${detail}`);
    this.name = 'AuthenticationError';
    this.reason = reason;
    this.detail = detail;
  }
}

export type AuthenticationReason =
  /** Not signed at all. */
  | 'missing'
  | 'malformed'
  /** Signed, but in another way than Signature Version 4. */
  | 'unsupported'
  | 'unknown-key'
  | 'wrong-token'
  | 'expired'
  /** Signed too long ago, or in the future. */
  | 'skewed'
  | 'mismatch'
  | 'presigned-expired'
  | 'unsigned-headers'
  /** The body is not the one whose hash was signed. */
  | 'payload';

/** The words of one service for each reason: code, status and message. */
export type AuthenticationWords = Record<
  AuthenticationReason,
  readonly [code: string, status: number, message: string]
>;

/** The refusal as a service words it; `$` in a message stands for the detail. */
export function worded(error: AuthenticationError, words: AuthenticationWords): ServiceError {
  const [code, status, message] = words[error.reason];
  return new ServiceError(
    code,
    message.replace('$', () => error.detail),
    status,
    { cause: error },
  );
}
