import type { Finder } from '../../appspec/finder.ts';
import { cleanLine } from '../../words/printable.ts';
import { readHead, type ScriptHead, shellLines, shellOf } from '../script-text.ts';
import type { ShellCheck } from '../shell-check.ts';
import { checkBackground } from './background.ts';
import { calledFiles, checkCalls, type World } from './calls.ts';

export type ScriptContext = {
  path: string;
  bytes: Uint8Array;
  world: World;
  shellCheck: ShellCheck | undefined;
};

/** A script that a hook runs on Linux. The files of the bundle that it calls. */
export async function checkHookScript(
  { path, bytes, world, shellCheck }: ScriptContext,
  finder: Finder,
): Promise<string[]> {
  const head = readHead(bytes);
  if (head.isBinary) return [];
  const isBroken = checkHead(head, bytes, true, finder);
  if (head.interpreter === undefined) {
    const message = 'the script does not begin with #! and is run by whatever sh is';
    finder.add('script/no-interpreter', message, { line: 1, column: 1 });
  }
  const text = new TextDecoder().decode(bytes);
  if (!isUtf8(bytes)) {
    const at = text.slice(0, text.indexOf('\ufffd')).split('\n').length;
    const message = 'the script is not UTF-8';
    finder.add('script/encoding', message, { line: at });
  }
  const shell = shellOf(head.interpreter);
  if (!shell) return [];
  const lines = shellLines(text);
  checkBackground(lines, finder);
  const called = calledFiles(path, lines, world);
  checkCalls(lines, called, world, finder);
  if (!isBroken) await checkSyntax(bytes, shell, shellCheck, finder);
  return [...called.keys()];
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Any other file that begins with `#!`. */
export function checkOtherScript(bytes: Uint8Array, finder: Finder): void {
  const head = readHead(bytes);
  if (head.isBinary || head.interpreter === undefined) return;
  checkHead(head, bytes, shellOf(head.interpreter) !== undefined, finder);
}

/** Byte order mark and carriage returns. Other languages than the shell's mind those in the first line only. */
function checkHead(
  head: ScriptHead,
  bytes: Uint8Array,
  everywhere: boolean,
  finder: Finder,
): boolean {
  if (head.hasByteOrderMark) {
    const message = 'the script begins with a byte order mark';
    finder.add('script/byte-order-mark', message, { line: 1, column: 1 });
  }
  const at = carriageReturn(bytes);
  if (at === undefined) return head.hasByteOrderMark;
  const line = lineOf(bytes, at);
  if (!everywhere && line > 1) return head.hasByteOrderMark;
  finder.add('script/crlf', 'the script has lines that end in CRLF', { line });
  return true;
}

/** The first that a line feed follows. */
function carriageReturn(bytes: Uint8Array): number | undefined {
  for (let at = bytes.indexOf(0x0d); at >= 0; at = bytes.indexOf(0x0d, at + 1)) {
    if (bytes[at + 1] === 0x0a) return at;
  }
  return undefined;
}

function lineOf(bytes: Uint8Array, end: number): number {
  let line = 1;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < end; at = bytes.indexOf(0x0a, at + 1)) line++;
  return line;
}

async function checkSyntax(
  bytes: Uint8Array,
  shell: 'sh' | 'bash',
  shellCheck: ShellCheck | undefined,
  finder: Finder,
): Promise<void> {
  const complaint = await shellCheck?.(bytes, shell);
  if (!complaint) return;
  const { line, message } = complaint;
  const text = `${shell} -n: ${cleanLine(message, 300)}`;
  finder.add('script/syntax', text, line === undefined ? undefined : { line });
}
