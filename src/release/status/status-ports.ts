import type { AwsSession } from '../../aws/session.ts';
import type { Clock } from '../../clock.ts';
import type { Check, Destination } from '../../config/destination.ts';
import type { Memory } from './status-memory.ts';

export type StatusPorts = {
  aws: AwsSession;
  clock: Clock;
  /** Records that never change, kept from one look to the next. */
  memory: Memory;
  /** Makes a check once; gives what is wrong. */
  probe?(
    check: Check,
    destination: Destination,
    release: { version: string; digest: string },
  ): Promise<string | undefined>;
};
