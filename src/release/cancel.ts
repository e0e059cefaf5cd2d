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

/**
 * Rejects with the signal's reason as soon as that is aborted, whatever the work still waits for: a
 * cancelled job has seconds left, and a hanging answer may take longer.
 */
export async function unlessCancelled<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let onAbort = () => {};
  const cancelled = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work(), cancelled]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
