import { Readable } from 'node:stream';
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { timing } from '../release/timing.ts';
import { faultOf, isTransient } from './faults.ts';
import { backoff, isSilent } from './retry.ts';

const slice = 64 * 1024;
const attempts = 6;

/**
 * Sends bytes as a stream of small slices, again as often as it takes. Given a buffer as a whole, TLS would encrypt all of
 * it at once and hold it a second time; streams, on the other hand, are something the SDK never sends again. What gets no
 * answer is sent as often as any request.
 */
export async function sendSliced<T>(
  bytes: Buffer,
  send: (body: Readable, abortSignal: AbortSignal) => Promise<T>,
  { clock, random, signal }: { clock: Clock; random: Random; signal: AbortSignal },
): Promise<T> {
  for (let made = 1; ; made++) {
    const attempt = new AbortController();
    try {
      const body = Readable.from(slicesOf(bytes), { objectMode: false, highWaterMark: slice });
      return await send(body, AbortSignal.any([signal, attempt.signal]));
    } catch (error) {
      // An answer that came early leaves a request behind that still reads from the bytes.
      attempt.abort();
      signal.throwIfAborted();
      const { kind } = faultOf(error);
      const again = isTransient(kind) || (kind === 'expired' && made === 1);
      const most = isSilent(error) ? timing.request.silences : attempts;
      if (!again || made >= most) throw error;
      await clock.sleep(backoff(kind === 'throttled', made, random), signal);
    }
  }
}

function* slicesOf(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += slice) yield bytes.subarray(from, from + slice);
}
