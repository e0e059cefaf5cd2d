import { isUtf8 } from 'node:buffer';

const LIMIT = 2048;

/**
 * What the scripts of one event wrote, as the agent keeps it for its report: entries are dropped from the
 * front, whole. The newest does not count unless it is too long by itself, which takes everything away; of
 * the others, one is kept while it fits twice beside those between it and the newest.
 * Source: `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/hook_executor.rb`, ScriptLog.
 */
export class ScriptLog {
  #entries: { bytes: Buffer; characters: number }[] = [];

  append(bytes: Buffer): void {
    this.#entries.push({ bytes, characters: count(bytes) });
    let first = this.#entries.length;
    let room = LIMIT;
    while (first > 0 && room - this.#length(first - 1) > 0) {
      first--;
      room -= this.#length(first - 1);
    }
    if (first > 0) this.#entries = this.#entries.slice(first);
  }

  /** Undefined where it is not UTF-8, of which the agent cannot make a report. */
  text(): string | undefined {
    const bytes = Buffer.concat(this.#entries.map((entry) => entry.bytes));
    return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
  }

  #length(index: number): number {
    return this.#entries.at(index)?.characters ?? 0;
  }
}

/** Ruby counts code points; a byte that belongs to none counts as one. */
function count(bytes: Buffer): number {
  let characters = 0;
  for (const _ of bytes.toString('utf8')) characters++;
  return characters;
}
