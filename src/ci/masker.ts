/** Shorter ones would hide half of an ordinary log. */
const MIN_LENGTH = 4;

/** Knows secrets and hides them. A secret of several lines is hidden line by line, for it may be printed so. */
export class Masker {
  readonly #secrets = new Set<string>();
  #pattern: RegExp | undefined;

  /** The lines of the secret that are hidden from now on, and were not before. */
  add(secret: string): string[] {
    const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
    const added = lines.filter((line) => line.length >= MIN_LENGTH && !this.#secrets.has(line));
    for (const line of added) {
      for (const form of [
        line,
        JSON.stringify(line).slice(1, -1),
        encodeURIComponent(line.replace(/\p{Cs}/gu, '')),
      ]) {
        this.#secrets.add(form);
      }
    }
    // Longest first, so that no secret is left half hidden by a shorter one within it.
    const longestFirst = [...this.#secrets].sort((a, b) => b.length - a.length);
    this.#pattern =
      longestFirst.length > 0
        ? new RegExp(longestFirst.map(escapePattern).join('|'), 'g')
        : undefined;
    return added;
  }

  hide(text: string): string {
    return this.#pattern ? text.replace(this.#pattern, '***') : text;
  }
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
