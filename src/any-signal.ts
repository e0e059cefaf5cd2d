import { setMaxListeners } from 'node:events';

/**
 * Works with a signal that is aborted with the first of these. AbortSignal.any() would do it too, but leaves a reference in each
 * of them for as long as that lives (Node 20: 55 bytes a call, in signals of a whole run); here nothing is left once the work is done.
 */
export async function withAny<T>(
  signals: readonly (AbortSignal | undefined)[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const first = new AbortController();
  const leaves = signals.flatMap((signal) => (signal ? [passOn(signal, first)] : []));
  try {
    return await work(first.signal);
  } finally {
    for (const leave of leaves) leave();
  }
}

function passOn(signal: AbortSignal, to: AbortController): () => void {
  const abort = () => to.abort(signal.reason);
  // Hundreds of requests may be under way, and Node would warn of a leak on a user's log.
  setMaxListeners(0, signal, to.signal);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return () => signal.removeEventListener('abort', abort);
}
