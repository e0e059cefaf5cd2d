import { Readable } from 'node:stream';
import { withAny } from '../any-signal.ts';
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { timing } from '../release/timing.ts';
import { type Piece, sliceSize } from './byte-source.ts';
import { faultOf, isTransient } from './faults.ts';
import { backoff, isSilent } from './retry.ts';

const attempts = 6;

/**
 * Sends a piece as a stream of small slices, again as often as it takes: streams are something the SDK never sends again. What
 * gets no answer is sent as often as any request.
 */
export async function sendSliced<T>(
  piece: Pick<Piece, 'slices'>,
  send: (body: Readable, abortSignal: AbortSignal) => Promise<T>,
  { clock, random, signal }: { clock: Clock; random: Random; signal: AbortSignal },
): Promise<T> {
  for (let made = 1; ; made++) {
    const attempt = new AbortController();
    try {
      const body = Readable.from(piece.slices(), { objectMode: false, highWaterMark: sliceSize });
      // A request whose body fails would wait for the rest of it.
      const broken = new Promise<never>((_, reject) => body.once('error', reject));
      return await withAny([signal, attempt.signal], (either) =>
        // An answer that came early leaves a request behind that still reads from the bytes.
        Promise.race([send(body, either), broken]).catch((error) => {
          attempt.abort();
          throw error;
        }),
      );
    } catch (error) {
      signal.throwIfAborted();
      const { kind } = faultOf(error);
      const again = isTransient(kind) || (kind === 'expired' && made === 1);
      const most = isSilent(error) ? timing.request.silences : attempts;
      if (!again || made >= most) throw error;
      await clock.sleep(backoff(kind === 'throttled', made, random), signal);
    }
  }
}
