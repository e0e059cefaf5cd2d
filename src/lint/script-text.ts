const MARK = [0xef, 0xbb, 0xbf];

/** What the first bytes of a file tell. */
export type ScriptHead = {
  isBinary: boolean;
  isUtf16: boolean;
  hasByteOrderMark: boolean;
  /** What is behind `#!`, without a carriage return. */
  interpreter: string | undefined;
};

export function readHead(bytes: Uint8Array): ScriptHead {
  const hasByteOrderMark = MARK.every((byte, at) => bytes[at] === byte);
  const start = hasByteOrderMark ? MARK.length : 0;
  const first = new TextDecoder('latin1').decode(bytes.subarray(start, start + 256));
  const interpreter = /^#!\s*([^\r\n]*)/.exec(first)?.[1]?.trim();
  const [one, two, three, four] = bytes;
  const isMarked = (one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff);
  // `#!` in two bytes each.
  const isBare = (one === 0x23 && two === 0 && three === 0x21) || (two === 0x23 && four === 0x21);
  const isUtf16 = (isMarked || isBare) && bytes.subarray(0, 64).includes(0);
  const isBinary = bytes.subarray(0, 8192).includes(0);
  return { isBinary, isUtf16, hasByteOrderMark, interpreter };
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

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
