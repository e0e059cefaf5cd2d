import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';

type RetryStrategy = Exclude<NonNullable<S3ClientConfig['retryStrategy']>, { retry: unknown }>;
type RetryToken = Awaited<ReturnType<RetryStrategy['acquireInitialRetryToken']>>;

/**
 * Retries as the SDK's standard mode does (full jitter, throttling with a longer base delay), but waits
 * by the run's clock. There is no shared quota: followers slow down by themselves when they are throttled.
 */
export function retries(clock: Clock, random: Random, attempts: number): RetryStrategy {
  return {
    acquireInitialRetryToken: async () => token(0),
    async refreshRetryTokenForRetry(previous, { errorType, retryAfterHint }) {
      const made = previous.getRetryCount() + 1;
      const passing = errorType === 'THROTTLING' || errorType === 'TRANSIENT';
      if (!passing || made >= attempts) throw new Error('not to be retried');
      const asked = retryAfterHint ? retryAfterHint.getTime() - Date.now() : 0;
      const wait = backoff(errorType === 'THROTTLING', made, random);
      await clock.sleep(Math.max(wait, Math.min(asked, longest)));
      return token(made);
    },
    recordSuccess() {},
  };
}

/** How long to wait, in ms, after so many attempts. */
export function backoff(throttled: boolean, made: number, random: Random): number {
  const base = throttled ? 500 : 100;
  return random.next() * Math.min(longest, base * 2 ** made);
}

const longest = 20_000;

function token(count: number): RetryToken {
  return {
    getRetryCount: () => count,
    getRetryDelay: () => 0,
    getRetryCost: () => undefined,
  } as RetryToken;
}
