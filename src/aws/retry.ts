import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { type Clock, wallTime } from '../clock.ts';
import type { Random } from '../random.ts';
import { timing } from '../release/timing.ts';
import { faultOf, isTransient } from './faults.ts';
import type { Turns } from './turns.ts';

type RetryStrategy = Exclude<NonNullable<S3ClientConfig['retryStrategy']>, { retry: unknown }>;
type RetryToken = Awaited<ReturnType<RetryStrategy['acquireInitialRetryToken']>>;

export type Tries = {
  attempts: number;
  /** Goes on for as long as `timing.request.goesOn` where AWS answers that it cannot just now. */
  patient?: boolean;
  /** Goes before all others where calls wait for their turn. */
  urgent?: boolean;
};

/**
 * Retries as the SDK's standard mode does (full jitter, throttling with a longer base delay), but waits
 * by the run's clock. There is no shared quota: followers slow down by themselves when they are throttled.
 *
 * Where this machine's clock is off, the SDK learns by how much from the first answer. It then calls every error one that
 * passes, a 404 too; what is tried again, once and whatever `attempts` says, is only what AWS refused for its time.
 */
export function retries(
  clock: Clock,
  random: Random,
  { attempts, patient = false, urgent = false }: Tries,
  turns: () => Promise<Turns | undefined> = async () => undefined,
): RetryStrategy {
  let known: Turns | undefined;
  const enter = async () => {
    known = await turns();
    await known?.enter(urgent);
  };
  return {
    async acquireInitialRetryToken() {
      await enter();
      return token(0, { began: clock.now(), corrected: false });
    },
    async refreshRetryTokenForRetry(previous, { errorType, error, retryAfterHint }) {
      const made = previous.getRetryCount() + 1;
      if (errorType === 'THROTTLING') known?.throttled();
      const { began, corrected } = previous as Token;
      if (isOfClock(error, wallTime(clock))) {
        if (corrected) throw new Error('not to be retried');
        await clock.sleep(backoff(false, 1, random));
        return token(made, { began, corrected: true });
      }
      const isPassing =
        errorType === 'THROTTLING' || (errorType === 'TRANSIENT' && !isOnlyCorrected(error));
      const most = isSilent(error) ? Math.min(attempts, timing.request.silences) : attempts;
      const isLeft =
        made < most || (patient && clock.now() - began < timing.request.goesOn && answered(error));
      if (!isPassing || !isLeft) throw new Error('not to be retried');
      const asked = retryAfterHint ? retryAfterHint.getTime() - Date.now() : 0;
      const wait = backoff(errorType === 'THROTTLING', made, random);
      await clock.sleep(Math.max(wait, Math.min(asked, timing.request.pause.most)));
      await enter();
      return token(made, { began, corrected });
    },
    recordSuccess: () => known?.answered(),
  };
}

/** The SDK names a connection that was broken off a time-out as well (@smithy/node-http-handler). */
export function isSilent(error: unknown): boolean {
  const { name, code } = (error ?? {}) as Refusal;
  return name === 'TimeoutError' && code !== 'ECONNRESET' && code !== 'EPIPE';
}

/** Whether the service is there and says so itself: nobody waits that long for a region that does not exist. */
function answered(error: unknown): boolean {
  const { kind } = faultOf(error);
  return kind === 'throttled' || kind === 'server';
}

/** How long to wait, in ms, after so many attempts. */
export function backoff(throttled: boolean, made: number, random: Random): number {
  const { base, throttled: higher, most } = timing.request.pause;
  return random.next() * Math.min(most, (throttled ? higher : base) * 2 ** made);
}

/** Whether it is for the clock alone that the SDK would try again. */
function isOnlyCorrected(error: unknown): boolean {
  const { $metadata } = (error ?? {}) as Refusal;
  return $metadata?.clockSkewCorrected === true && !isTransient(faultOf(error).kind);
}

/** Such a request was not carried out. */
function isOfClock(error: unknown, now: number): boolean {
  const { name, $metadata, $response } = (error ?? {}) as Refusal;
  if (clockCodes.has(name ?? '')) return $metadata?.clockSkewCorrected === true;
  // To HEAD, S3 has no body to say it in.
  if ($metadata?.httpStatusCode !== 403 || faultOf(error).name !== 'HTTP 403') return false;
  const theirs = Date.parse($response?.headers?.date ?? '');
  return Math.abs(theirs - now) >= timing.request.clockOff;
}

/** @smithy/core: submodules/retry/service-error-classification */
const clockCodes = new Set([
  'AuthFailure',
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

type Refusal = {
  name?: string;
  code?: string;
  $metadata?: { httpStatusCode?: number; clockSkewCorrected?: true };
  $response?: { headers?: Record<string, string> };
};

type Token = RetryToken & Told;
type Told = { began: number; corrected: boolean };

function token(count: number, told: Told): Token {
  return {
    ...told,
    getRetryCount: () => count,
    getRetryDelay: () => 0,
    getRetryCost: () => undefined,
  } as Token;
}
