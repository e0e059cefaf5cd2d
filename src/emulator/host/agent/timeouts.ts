import type { HostCommand } from '../../service.ts';
import { ScriptError } from './event-report.ts';

/** Exit codes of the agent for a script that did not end, or left its output open, within its time-out. */
const LATE: ReadonlySet<number> = new Set([3, 6]);

/** Scripts that have run out of their time-out, of all hosts: the same bundle's is not waited for as long again. */
export class Timeouts {
  readonly #known = new Set<string>();

  has(command: HostCommand, location: string): boolean {
    return this.#known.has(keyOf(command, location));
  }

  /** Notes a script that fails for its time-out. */
  async noting(command: HostCommand, location: string, work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (error instanceof ScriptError && LATE.has(error.code))
        this.#known.add(keyOf(command, location));
      throw error;
    }
  }
}

/** A bundle is the same under another name: a rehearsal deploys it twice. */
function keyOf({ revision, event }: HostCommand, location: string): string {
  return JSON.stringify([revision.eTag ?? revision.key, event, location]);
}
