import { type Clock, wallTime } from '../clock.ts';
import { timing } from '../release/timing.ts';

/** Who AWS says the caller is. */
export type Identity = { account: string; arn: string };

export type Credentials = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
  /** Known where AWS has told it along with the credentials. */
  identity?: Identity;
  /** ARN of the role that they are of. */
  role?: string;
  /** What became of session tags that were offered; `transitive`: sessions that come of this one have them too. */
  tags?: SentTags;
};

export type SentTags = 'sent' | 'transitive' | 'not-allowed' | 'too-large';

/** Credentials for any number of SDK clients, renewed as they near their end. */
export type SharedCredentials = {
  (): Promise<Credentials>;
  /**
   * Tells the SDK not to keep a copy of its own, which would live by the machine's clock
   * (aws/aws-sdk-js-v3: packages/core/src/submodules/httpAuthSchemes/aws_sdk/resolveAwsSdkSigV4Config.ts).
   */
  readonly memoized: true;
  /** Drops these credentials if they are still the ones in use, since AWS has called them expired. */
  renew(used: Credentials): void;
  /** The credentials in use, without asking for any. */
  readonly current: Credentials | undefined;
};

/**
 * Lets every client of a role share one call, also while it is still on its way. Renews five minutes ahead of
 * the end, or half-way to it where less than ten are left; while that fails, what is held is used to its end.
 */
export function shared(obtain: () => Promise<Credentials>, clock: Clock): SharedCredentials {
  let held: Promise<Credentials> | undefined;
  let current: Credentials | undefined;
  let freshUntil = 0;

  async function renewed(): Promise<Credentials> {
    try {
      current = await obtain();
      const left = endOf(current) - wallTime(clock);
      // By a clock that is ahead they have ended as they come: once that is so, AWS says it.
      const fresh = left - Math.min(timing.request.renewAhead, left / 2);
      freshUntil = wallTime(clock) + (left > 0 ? fresh : timing.request.renewAgain);
      return current;
    } catch (error) {
      const left = current?.expiration ? endOf(current) - wallTime(clock) : 0;
      if (!current || left <= 0) {
        held = undefined;
        current = undefined;
        throw error;
      }
      freshUntil = wallTime(clock) + Math.min(timing.request.renewAgain, left);
      return current;
    }
  }

  const provide = () => {
    if (!held || wallTime(clock) >= freshUntil) {
      freshUntil = Number.POSITIVE_INFINITY;
      held = renewed();
    }
    return held;
  };
  return Object.defineProperty(
    Object.assign(provide, {
      memoized: true as const,
      renew(used: Credentials) {
        if (used.accessKeyId !== current?.accessKeyId) return;
        current = undefined;
        freshUntil = 0;
      },
    }),
    'current',
    { get: () => current },
  ) as SharedCredentials;
}

function endOf(credentials: Credentials): number {
  return credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
}
