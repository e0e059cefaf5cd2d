import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { faultOf } from './faults.ts';

type RetryStrategy = Exclude<NonNullable<S3ClientConfig['retryStrategy']>, { retry: unknown }>;
type RetryToken = Awaited<ReturnType<RetryStrategy['acquireInitialRetryToken']>>;

/** How long what AWS itself calls passing is borne before a run has deployed anything: throttling, and faults of the service. */
export const patience = 75_000;

export type Tries = {
  attempts: number;
  /** Goes on for as long as {@link patience} where AWS answers that it cannot just now. */
  patient?: boolean;
  /** Once more, whatever `attempts` says, after the SDK has learnt how far this machine's clock is off. */
  correctsClock?: boolean;
};

/**
 * Retries as the SDK's standard mode does (full jitter, throttling with a longer base delay), but waits
 * by the run's clock. There is no shared quota: followers slow down by themselves when they are throttled.
 */
export function retries(
  clock: Clock,
  random: Random,
  { attempts, patient = false, correctsClock = false }: Tries,
): RetryStrategy {
  return {
    acquireInitialRetryToken: async () => token(0, clock.now()),
    async refreshRetryTokenForRetry(previous, { errorType, error, retryAfterHint }) {
      const made = previous.getRetryCount() + 1;
      const began = (previous as Token).began;
      const passing = errorType === 'THROTTLING' || errorType === 'TRANSIENT';
      const isLeft =
        made < attempts || (patient && clock.now() - began < patience && answered(error));
      const isCorrected = correctsClock && made === 1 && hasCorrectedClock(error);
      if (!passing || !(isLeft || isCorrected)) throw new Error('not to be retried');
      const asked = retryAfterHint ? retryAfterHint.getTime() - Date.now() : 0;
      const wait = backoff(errorType === 'THROTTLING', made, random);
      await clock.sleep(Math.max(wait, Math.min(asked, longest)));
      return token(made, began);
    },
    recordSuccess() {},
  };
}

/** Whether the service is there and says so itself: nobody waits that long for a region that does not exist. */
function answered(error: unknown): boolean {
  const { kind } = faultOf(error);
  return kind === 'throttled' || kind === 'server';
}

/** How long to wait, in ms, after so many attempts. */
export function backoff(throttled: boolean, made: number, random: Random): number {
  const base = throttled ? 500 : 100;
  return random.next() * Math.min(longest, base * 2 ** made);
}

const longest = 20_000;

function hasCorrectedClock(error: unknown): boolean {
  const { $metadata } = (error ?? {}) as { $metadata?: { clockSkewCorrected?: true } };
  return $metadata?.clockSkewCorrected === true;
}

type Token = RetryToken & { began: number };

function token(count: number, began: number): Token {
  return {
    began,
    getRetryCount: () => count,
    getRetryDelay: () => 0,
    getRetryCost: () => undefined,
  } as Token;
}
