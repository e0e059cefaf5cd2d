/** A line of a shell script with what is continued below it. */
export type ShellLine = { text: string; line: number };

const MARK = [0xef, 0xbb, 0xbf];

/** What the first bytes of a file tell. */
export type ScriptHead = {
  isBinary: boolean;
  hasByteOrderMark: boolean;
  /** What is behind `#!`, without a carriage return. */
  interpreter: string | undefined;
};

export function readHead(bytes: Uint8Array): ScriptHead {
  const hasByteOrderMark = MARK.every((byte, at) => bytes[at] === byte);
  const start = hasByteOrderMark ? MARK.length : 0;
  const first = new TextDecoder('latin1').decode(bytes.subarray(start, start + 256));
  const interpreter = /^#!\s*([^\r\n]*)/.exec(first)?.[1]?.trim();
  return { isBinary: bytes.subarray(0, 8192).includes(0), hasByteOrderMark, interpreter };
}

/** Which shell an interpreter is; `sh` where there is none. */
export function shellOf(interpreter: string | undefined): 'sh' | 'bash' | undefined {
  if (interpreter === undefined) return 'sh';
  const words = interpreter.split(/\s+/);
  const program = words[0]?.endsWith('/env')
    ? words.find((word, at) => at > 0 && !word.startsWith('-'))
    : words[0];
  const name = program?.slice(program.lastIndexOf('/') + 1);
  if (name === 'sh' || name === 'dash') return 'sh';
  return name === 'bash' ? 'bash' : undefined;
}

/** The lines of a shell script that are commands: no comments, no here-documents, continued lines in one. */
export function shellLines(text: string): ShellLine[] {
  const lines = text.split('\n');
  const found: ShellLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = at + 1;
    const parts = [lines[at] ?? ''];
    while (parts.at(-1)?.endsWith('\\') && at + 1 < lines.length) {
      parts[parts.length - 1] = parts.at(-1)?.slice(0, -1) ?? '';
      parts.push(lines[++at] ?? '');
    }
    const command = withoutComment(parts.join(' '));
    if (command.trim() !== '') found.push({ text: command, line });
    for (const end of hereDocuments(command)) {
      at++;
      while (at < lines.length && lines[at]?.trim() !== end) at++;
    }
  }
  return found;
}

/** Words that end here-documents which begin in a line. */
function hereDocuments(command: string): string[] {
  return [...command.matchAll(/<<-?\s*(?:'([^']+)'|"([^"]+)"|\\?([\w.-]+))/g)]
    .filter(({ index }) => command[index - 1] !== '<')
    .map(([, single, double, bare]) => single ?? double ?? bare ?? '');
}

/** A `#` begins a comment outside of quotes, where a word begins. */
function withoutComment(command: string): string {
  let quote = '';
  for (let at = 0; at < command.length; at++) {
    const character = command[at] as string;
    if (quote !== '') {
      if (character === quote) quote = '';
      else if (character === '\\' && quote === '"') at++;
    } else if (character === '\\') {
      at++;
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === '#' && (at === 0 || /[\s;&|(]/.test(command[at - 1] as string))) {
      return command.slice(0, at);
    }
  }
  return command;
}
