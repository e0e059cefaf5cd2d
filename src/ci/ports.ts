import type { Writable } from 'node:stream';
import type { Clock } from '../clock.ts';

/** A stream to print to; the size is known of terminals only. */
export type Output = Writable & { isTTY?: boolean; columns?: number; rows?: number };

export type HostPorts = {
  env: Readonly<Record<string, string | undefined>>;
  stdout: Output;
  stderr: Output;
  clock: Clock;
  /** stdout is for one JSON object: the log goes to stderr. */
  json: boolean;
  debug: boolean;
  /** What is hidden in text from instances. */
  redact: readonly RegExp[];
  /** Where to write the run as a JUnit file at its end, if anywhere; GitLab has a place of its own for it. */
  junit?: string | undefined;
};
