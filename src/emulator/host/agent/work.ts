import type { Clock } from '../../../clock.ts';
import type { HostCommand } from '../../service.ts';
import type { Machine } from '../machine.ts';
import type { Revisions } from './stored-revisions.ts';
import type { Timeouts } from './timeouts.ts';

/** One lifecycle event of one host, with what an agent needs for it. */
export type Work = {
  machine: Machine;
  command: HostCommand;
  revisions: Revisions;
  /** Where the host sees a file of the revisions. */
  inside(file: string): string;
  clock: Clock;
  /** Told what cannot be done here, in words. */
  say(words: string): void;
  /** Scripts that have run out of their time-out before. */
  timeouts: Timeouts;
  /** Told what scripts write, and as which user they run: root, unless one is named. */
  hear(text: string, runas?: string): void;
  /** Environment variables of hooks, in addition to those that the agent sets. */
  environment: Readonly<Record<string, string>>;
};

export const BUNDLE_TYPES: ReadonlySet<string> = new Set(['tar', 'tgz', 'zip']);
