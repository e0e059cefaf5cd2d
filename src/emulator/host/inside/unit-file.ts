/*
 * Reads unit files and their command lines as systemd.syntax(7) and systemd.service(5) have it. Runs inside hosts.
 */

/** What systemd's unit files say: values by `Section.Key`, in the order given, an empty one starting afresh. */
export type Unit = { [key: string]: string[] };

export function read(texts: readonly string[]): Unit {
  const unit: Unit = {};
  for (const text of texts) {
    let section = '';
    for (const line of joinLines(text)) {
      const header = /^\[(.+)\]$/.exec(line);
      const at = line.indexOf('=');
      if (header) section = header[1] ?? '';
      else if (at > 0) {
        const key = `${section}.${line.slice(0, at).trim()}`;
        const value = line.slice(at + 1).trim();
        const values = unit[key] ?? [];
        unit[key] = value === '' ? [] : [...values, value];
      }
    }
  }
  return unit;
}

/** Lines without comments, those that end with a backslash joined with the next. */
function joinLines(text: string): string[] {
  const lines: string[] = [];
  let open = '';
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (/^[#;]/.test(line)) continue;
    if (line.endsWith('\\')) open += `${line.slice(0, -1)} `;
    else {
      lines.push(open + line);
      open = '';
    }
  }
  if (open) lines.push(open);
  return lines.map((line) => line.trim()).filter(Boolean);
}

/** A command line or a list of assignments as words; variables of `environment` are put in. */
export function words(line: string, environment: Readonly<Record<string, string>>): string[] {
  const found: string[] = [];
  for (const { text, quoted } of split(line)) {
    const whole = /^\$([A-Za-z_]\w*)$/.exec(text);
    if (whole && !quoted) {
      // A variable that is a word of its own becomes as many words as it holds.
      found.push(...split(environment[whole[1] ?? ''] ?? '').map((word) => word.text));
      continue;
    }
    found.push(
      text.replace(/\$\$|\$\{([A-Za-z_]\w*)\}/g, (all, name: string | undefined) =>
        all === '$$' ? '$' : (environment[name ?? ''] ?? ''),
      ),
    );
  }
  return found;
}

function split(line: string): { text: string; quoted: boolean }[] {
  const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', s: ' ' };
  const found: { text: string; quoted: boolean }[] = [];
  let word: { text: string; quoted: boolean } | undefined;
  let quote = '';
  for (let index = 0; index < line.length; index++) {
    const character = line.charAt(index);
    if (!quote && /\s/.test(character)) {
      if (word) found.push(word);
      word = undefined;
      continue;
    }
    word ??= { text: '', quoted: false };
    if (character === quote) quote = '';
    else if (!quote && (character === '"' || character === "'")) {
      quote = character;
      word.quoted = true;
    } else if (character === '\\' && index + 1 < line.length) {
      const next = line.charAt(++index);
      word.text += escapes[next] ?? next;
    } else word.text += character;
  }
  if (word) found.push(word);
  return found;
}
