/** The agent reports whole entries as long as they are fewer characters than this together. */
const LIMIT = 2048;

/**
 * What the scripts of one event wrote, as the agent keeps it for its report: entries are dropped from the
 * front, whole. One that is too long by itself takes everything before it with it.
 * Source: `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/hook_executor.rb`, ScriptLog.
 */
export class ScriptLog {
  readonly #entries: { bytes: Buffer; characters: number }[] = [];
  #total = 0;

  append(bytes: Buffer): void {
    const characters = count(bytes);
    this.#entries.push({ bytes, characters });
    this.#total += characters;
    while (this.#total >= LIMIT) this.#total -= this.#entries.shift()?.characters ?? 0;
  }

  /** Undefined where it is not UTF-8, of which the agent cannot make a report. */
  text(): string | undefined {
    const bytes = Buffer.concat(this.#entries.map((entry) => entry.bytes));
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return undefined;
    }
  }
}

/** Ruby counts code points; a byte that belongs to none counts as one. */
function count(bytes: Buffer): number {
  let characters = 0;
  for (const _ of bytes.toString('utf8')) characters++;
  return characters;
}
