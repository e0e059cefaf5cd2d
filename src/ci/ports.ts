import type { Agent } from 'node:http';
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
  /** Paths of files that are written at the end; absent ones are not written, but for those GitLab takes by default. */
  files?: { junit?: string; dotenv?: string; annotations?: string };
  /** The proxy to reach an address through, if any. */
  agentFor?: (url: URL) => Agent | undefined;
};
