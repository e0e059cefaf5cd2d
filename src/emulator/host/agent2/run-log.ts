import type { Clock } from '../../../clock.ts';
import { timestamp } from '../agent/job-log.ts';

/** Of a report's log, in bytes with their times. */
const LIMIT = 2048;
/** Longer lines are cut. */
const LONGEST = 64 * 1024;

/**
 * The log of one event as agent 2 keeps it for its report: whole lines from the end, each with its time. A line that is too
 * long for the report takes with it all that came before.
 * Source: `aws/aws-codedeploy-agent: src/lifecycle_event/script_run_log.rs`, bounded_fifo_vec.rs.
 */
export class RunLog {
  readonly #clock: Clock;
  #lines: string[] = [];
  #bytes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  append(entry: string): void {
    const line = `${timestamp(this.#clock.now())} ${entry}\n`;
    this.#lines.push(line);
    this.#bytes += Buffer.byteLength(line);
    while (this.#bytes > LIMIT) this.#bytes -= Buffer.byteLength(this.#lines.shift() ?? '');
  }

  text(): string {
    return this.#lines.join('');
  }
}

/** Sequences of a terminal, as `vt100` and ECMA-48 have them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it takes out
const SEQUENCES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])/g;

/** What the agent keeps of a line of output; undefined where nothing is left of it. */
export function keptOf(line: Buffer): string | undefined {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(line.subarray(0, LONGEST));
  const kept = text.replace(SEQUENCES, '').replace(/\p{Cc}/gu, '');
  return kept === '' ? undefined : kept;
}
