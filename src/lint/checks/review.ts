import type { Finder } from '../../appspec/finder.ts';
import { cleanLine } from '../../words/printable.ts';
import type { Remark } from '../shellcheck.ts';
import type { Unparsed } from './syntax.ts';

export type Reviewed = Unparsed & {
  /** Nobody gives it variables but the agent: it is a hook, and sources nothing. */
  isAlone: boolean;
};

/** A flag as a command; sudo and a redirection. */
const FLAG = 2215;
const ALWAYS = new Set([FLAG, 2024]);
const MAY_BE_EMPTY = 2115;
const UNSET = 2154;
const CD = 2164;
/** What sh does not have. */
const [FIRST_OF_SH, LAST_OF_SH] = [3000, 3061];
/** Its parser gave up; whether a shell does, `bash -n` tells. */
const UNPARSED = new Set([1072, 1073]);
/** An rm of what is in the folder to which a cd goes. */
const REMOVES_HERE = /(?:^|[\s;&|({])rm\s+(?:-\S+\s+)*(?![-/~$]|["'][/~$])\S/;

/** What shellcheck finds of the kinds that make hooks fail, where no rule has said something of the same line. */
export function checkReview(
  scripts: readonly Reviewed[],
  said: readonly (readonly Remark[])[],
): void {
  for (const [at, remarks] of said.entries()) {
    const script = scripts[at];
    if (script) addRemarks(script, remarks);
  }
}

function addRemarks(script: Reviewed, remarks: readonly Remark[]): void {
  const { finder, bytes } = script;
  const lines = new TextDecoder().decode(bytes).split('\n');
  const known = linesOf(finder);
  for (const remark of remarks) {
    const { line, column, code, message } = remark;
    if (known.has(line) || isSaid(remark, finder) || !concernsHosts(remark, script, lines))
      continue;
    const text = `shellcheck: SC${code}: ${cleanLine(message, 300)}`;
    finder.add('script/shellcheck', text, { line, column });
  }
}

function linesOf(finder: Finder): Set<number | undefined> {
  return new Set(finder.findings().map(({ line }) => line));
}

/** A rule has said the same of another line: of the rm behind a cd, of the line before the one that it cuts off. */
function isSaid({ code, line }: Remark, finder: Finder): boolean {
  const said = (name: string, at?: number) =>
    finder.findings().some((one) => one.rule === name && (at === undefined || one.line === at));
  if (code === CD) return said('script/cd-unchecked');
  return (
    code === FLAG &&
    (said('script/continued-line', line - 1) || said('script/foreground', line - 1))
  );
}

function concernsHosts(
  { code, level, line, message }: Remark,
  { isAlone }: Reviewed,
  lines: readonly string[],
): boolean {
  if (UNPARSED.has(code)) return false;
  if (code === UNSET) return isAlone && !/^\w+_proxy\b/i.test(message);
  if (code === CD) return removesHere(lines, line);
  if (code === MAY_BE_EMPTY) return !isSetBefore(lines, line);
  return level === 'error' || ALWAYS.has(code) || (code >= FIRST_OF_SH && code <= LAST_OF_SH);
}

/** Whether every variable of a line has been given a value that is written out: it is not empty, whatever shellcheck says. */
function isSetBefore(lines: readonly string[], line: number): boolean {
  const names = [...(lines[line - 1] ?? '').matchAll(/\$\{?(\w+)/g)].map(([, name]) => name);
  const before = lines.slice(0, line).join('\n');
  return names.every((name) => new RegExp(`(?:^|[\\s;&])${name}=["']?[\\w/.]`).test(before));
}

/** Whether something is removed by a relative path, before the next cd. */
function removesHere(lines: readonly string[], cd: number): boolean {
  const rest = lines.slice(cd);
  const next = rest.findIndex((line) => /^\s*cd\s/.test(line));
  return (next < 0 ? rest : rest.slice(0, next + 1)).some((line) => REMOVES_HERE.test(line));
}
