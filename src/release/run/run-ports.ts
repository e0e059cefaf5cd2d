import type { AwsSession } from '../../aws/session.ts';
import type { Check, Destination } from '../../config/destination.ts';
import type { GuardPorts, GuardRequest } from '../guard/guard.ts';
import type { Cause, DestinationResult } from '../outcome.ts';
import type { CheckedRelease, Verify } from './verify-again.ts';

export type RunRequest = GuardRequest & {
  command: string;
  /** Goes into the deployments' descriptions and the run's record. */
  reason?: string | undefined;
  /** Where it is not for the outcomes alone to say: whether the run has done what it was for. */
  isDone?(results: readonly DestinationResult[]): boolean;
};

export type RunPorts = GuardPorts & {
  /** Who started the run, for its record. */
  by?: string;
  /** Fails a run of which anything was not rehearsed. */
  isStrict?: boolean | undefined;
  /** Hosts may be emulated ones, which say what they lack. */
  emulated?: boolean | undefined;
  /** A person waits at a terminal, and sees what a cancelled run has asked for to its end. */
  isAttended?: boolean | undefined;
  openAws(): AwsSession;
  verify: Verify;
  /** Makes one check once, as during a bake; gives what is wrong. */
  ask(
    check: Check,
    destination: Destination,
    release: CheckedRelease,
  ): Promise<({ problem: string } & Pick<Cause, 'log' | 'advice'>) | undefined>;
};

export type Attempted = {
  results: DestinationResult[];
  isRecorded: boolean;
  /** Nothing was begun, for a newer version runs everywhere, and that is to end well. */
  isSuperseded?: boolean;
};
