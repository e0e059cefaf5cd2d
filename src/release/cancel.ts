import type { Cancellation } from './verdict.ts';

/** The reason of a run's signal once it is cancelled. */
export class CancelledError extends Error {
  readonly signal: Cancellation;

  constructor(signal: Cancellation) {
    super(`cancelled by ${signal}`);
    this.name = 'CancelledError';
    this.signal = signal;
  }
}

export function cancellationOf(signal: AbortSignal): Cancellation | undefined {
  return signal.reason instanceof CancelledError ? signal.reason.signal : undefined;
}
