const ESC = String.fromCharCode(0x1b);
const BEL = String.fromCharCode(0x07);
const C1_CSI = String.fromCharCode(0x9b);

/** Colours and cursor movements: `ESC [ parameters intermediates final` (ECMA-48, 5.4). */
const controlSequences = new RegExp(`(?:${ESC}\\[|${C1_CSI})[0-?]*[ -/]*[@-~]`, 'g');
/** Titles, hyperlinks and the like: `ESC ] … BEL` or `ESC ] … ESC \`, and its siblings DCS, SOS, PM, APC. */
const controlStrings = new RegExp(
  `${ESC}[\\]PX^_][^${BEL}${ESC}\\n\\r]{0,4096}(?:${BEL}|${ESC}\\\\)`,
  'g',
);
const introducers = new RegExp(`${ESC}|${C1_CSI}`, 'g');
const MAX_ROUNDS = 5;
const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
/** Control characters, format characters such as bidi overrides, lone surrogates, and letters that draw nothing. */
const invisible =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
/** Choose between the text and the picture form of a sign; harmless and common. */
const variationSelectors = /[\ufe0e\ufe0f]/;

/** Beyond this, only the end of a text is looked at. */
const MAX_TEXT = 256 * 1024;

/**
 * Text from outside as lines that are safe to print: escape sequences removed, what cannot be seen
 * written as `\x07` or `\u{202e}`, nothing that a CI system would take for a command, long lines cut.
 */
export function clean(text: string, maxLength = 500): string[] {
  const end = text.length > MAX_TEXT ? text.slice(-MAX_TEXT) : text;
  const lines = withoutSequences(end).split(lineBreaks);
  while (lines.length > 1 && lines.at(-1)?.trim() === '') lines.pop();
  return lines.map((line) => cut(inert(visible(line)).trimEnd(), maxLength));
}

/** Without colours, cursor movements, titles and the like, also those that removing another one has put together. */
export function withoutSequences(text: string): string {
  let before = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const after = before.replace(controlStrings, '').replace(controlSequences, '');
    if (after === before) return after;
    before = after;
  }
  return before.replace(introducers, '');
}

/** The same as one line. */
export function cleanLine(text: string, maxLength = 2000): string {
  const lines = clean(text, maxLength);
  const joined = lines.length === 1 ? (lines[0] ?? '') : lines.join(' ').trimEnd();
  return cut(inert(joined), maxLength);
}

/**
 * Breaks what CI systems take for commands: `##[…]`, `##teamcity[…]` and `##vso[…]` anywhere in a line, `::…` at its start
 * (actions/runner: src/Runner.Common/ActionCommand.cs).
 */
export function inert(line: string): string {
  return line.replace(/##(?=\w*\[)/g, '# #').replace(/^(\s*):(?=:)/, '$1: ');
}

export type TailLimits = { lines: number; characters: number };

/** The end of a log, cleaned; says how much came before. */
export function tail(text: string, limits: TailLimits): string[] {
  const all = clean(text);
  const kept: string[] = [];
  let characters = 0;
  for (const line of all.toReversed()) {
    characters += line.length;
    if (kept.length === limits.lines || (kept.length > 0 && characters > limits.characters)) break;
    kept.unshift(line);
  }
  const left = all.length - kept.length;
  return left > 0 ? [`… ${left} earlier line${left === 1 ? '' : 's'} left out`, ...kept] : kept;
}

/** Beyond this, text is left out rather than searched. CodeDeploy keeps 4 KB of a script's output. */
const MAX_REDACTED = 64 * 1024;

/**
 * Replaces what the patterns match by `***`. Only the last 64 KiB of the text are searched and returned. JavaScript's
 * expressions can backtrack for ever, whatever the length: callers that take patterns from users bound the time too.
 */
export function redact(text: string, patterns: readonly RegExp[]): string {
  if (patterns.length === 0) return text;
  const left = text.length - MAX_REDACTED;
  const kept = left > 0 ? `… ${left} characters left out\n${text.slice(left)}` : text;
  return patterns.reduce((result, pattern) => {
    const all = pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
    return result.replace(all, (match) => (match === '' ? '' : '***'));
  }, kept);
}

function visible(line: string): string {
  return line.replaceAll('\t', '    ').replace(invisible, (character) => {
    if (variationSelectors.test(character)) return character;
    const code = character.codePointAt(0) ?? 0;
    return code <= 0xff ? `\\x${hex(code, 2)}` : `\\u{${hex(code, 4)}}`;
  });
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

function cut(line: string, maxLength: number): string {
  if (line.length <= maxLength) return line;
  const start = startOf(line, maxLength);
  return `${start}… [${line.length - start.length} more characters]`;
}

/** At most so many UTF-16 units, not ending between the two halves of a character. */
export function startOf(text: string, units: number): string {
  const end = /[\ud800-\udbff]/.test(text.charAt(units - 1)) ? units - 1 : units;
  return text.slice(0, end);
}
