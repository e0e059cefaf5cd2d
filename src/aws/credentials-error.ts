/** Credentials could not be had; the cause is what the SDK or the CI said. */
export class CredentialsError extends Error {
  /** `sts:AssumeRole` and the like; absent where it failed before any call. */
  readonly operation: string | undefined;
  readonly role: string | undefined;

  constructor(message: string, options: { operation?: string; role?: string; cause?: unknown }) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'CredentialsError';
    this.operation = options.operation;
    this.role = options.role;
  }
}
