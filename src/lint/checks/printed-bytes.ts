import type { Finder } from '../../appspec/finder.ts';
import { isUtf8 } from '../script-text.ts';
import type { Called } from '../shell/called-commands.ts';
import type { Word } from '../shell/syntax.ts';

/** Bytes that a script certainly prints and that are not UTF-8: written as numbers, or read from where chance is. */
export function checkPrintedBytes(
  commands: readonly Called[],
  shell: 'sh' | 'bash',
  finder: Finder,
): void {
  for (const called of commands) {
    const { name, args, line, redirects, isPiped, isCaptured, inFunction } = called;
    const isElsewhere = redirects.some(({ operator, fd }) => />/.test(operator) && fd !== 2);
    if (name.value === 'exec' && args.length === 0 && isElsewhere) return;
    if (isElsewhere || isPiped || isCaptured || inFunction) continue;
    const what = printedBytes(name.value.replace(/^.*\//, ''), args, shell);
    if (what === undefined) continue;
    const message = `"${what}" prints bytes that are not UTF-8`;
    finder.add('script/printed-bytes', message, { line });
  }
}

function printedBytes(
  program: string,
  args: readonly Word[],
  shell: 'sh' | 'bash',
): string | undefined {
  if (program === 'printf') {
    const [format] = args.filter(({ value }) => value !== '--');
    return format && isBroken(format, format.value) ? format.text : undefined;
  }
  if (program === 'echo') {
    const interprets = shell === 'sh' || /^-[neE]*e/.test(args[0]?.value ?? '');
    return args.find((word) => isBroken(word, interprets ? word.value : ''))?.text;
  }
  const isRandom = args.some(({ value }) => /^(?:if=)?\/dev\/u?random$/.test(value));
  const reads = /^(?:cat|head|dd)$/.test(program) && isRandom;
  return reads ? [program, ...args.map(({ text }) => text)].join(' ') : undefined;
}

/** @param text what the program itself reads escapes in */
function isBroken({ text, value }: Word, read: string): boolean {
  const written = /^\$'[\s\S]*'$/.test(text) ? text.slice(2, -1) : read;
  // What is expanded may be anything, also the rest of a character.
  if (!/\\(?:[0-3x])/.test(written) || (written === value && /[$`]/.test(text.replace(/^\$'/, ''))))
    return false;
  return !isUtf8(bytesOf(written));
}

const ESCAPE = /\\(?:x([0-9a-fA-F]{1,2})|(0?[0-7]{1,3})|[\s\S])|%[-+ #0]*[\d.]*[a-zA-Z%]/g;

function bytesOf(written: string): Buffer {
  const parts: Buffer[] = [];
  let end = 0;
  for (const match of written.matchAll(ESCAPE)) {
    parts.push(Buffer.from(written.slice(end, match.index)));
    const [all, hex, octal] = match;
    if (hex !== undefined) parts.push(Buffer.from([Number.parseInt(hex, 16)]));
    else if (octal !== undefined) parts.push(Buffer.from([Number.parseInt(octal, 8) & 255]));
    else parts.push(Buffer.from(' '));
    end = match.index + all.length;
  }
  parts.push(Buffer.from(written.slice(end)));
  return Buffer.concat(parts);
}
