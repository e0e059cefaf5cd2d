/** A request that a host of a rehearsal cannot answer, whatever the release is like. */
export class NotRehearsedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NotRehearsedError';
  }
}
