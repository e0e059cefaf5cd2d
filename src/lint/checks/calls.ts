import type { Finder } from '../../appspec/finder.ts';
import { inBundle } from '../../appspec/paths.ts';
import type { InstallPlan } from '../install-plan.ts';
import type { ShellLine } from '../script-text.ts';
import type { Tree } from '../tree.ts';

/** What a script finds: its bundle, and what has been copied from it. */
export type World = { tree: Tree; plan: InstallPlan; modes: ReadonlyMap<string, string> };

/** Words that stand before a command. */
const BEFORE = new Set(
  '! { ( if then elif else while until do exec command time nohup setsid env sudo nice'.split(' '),
);
/** Ways to say "the folder of this script". */
const OWN_FOLDER =
  /"?\$\((?:cd\s{1,8}"?\$\(dirname\s{1,8}[^)]{0,200}\)"?\s{0,8}(?:&&|;)\s{0,8}pwd|dirname\s{1,8}[^)]{0,200})\)"?|\$\{(?:0|BASH_SOURCE(?:\[0\])?)%\/\*\}/g;
/** More is not worth looking up. */
const MOST = 200;

/** Files of the bundle that a script calls as commands. */
export function calledFiles(
  path: string,
  lines: readonly ShellLine[],
  world: World,
): Map<string, number> {
  const called = new Map<string, number>();
  for (const { text, line } of lines) {
    for (const word of commandWords(text)) {
      const found = resolve(word, path, world);
      if (called.size >= MOST) return called;
      if (found !== undefined && !called.has(found)) called.set(found, line);
    }
  }
  return called;
}

/** Called files without the executable bit, where the script does not set it. */
export function checkCalls(
  lines: readonly ShellLine[],
  called: ReadonlyMap<string, number>,
  { tree, plan, modes }: World,
  finder: Finder,
): void {
  const chmods = lines.map(({ text }) => text).filter((text) => /\bchmod\b/.test(text));
  for (const [path, line] of called) {
    const mode = tree.entry(path)?.mode;
    if (mode === undefined || (mode & 0o111) !== 0) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (chmods.some((text) => text.includes(name) || /\s-\w*R|\*/.test(text))) continue;
    const copies = [...plan.copies].filter(([, { source }]) => source === path);
    if (copies.some(([target]) => /[1357]/.test(modes.get(target)?.slice(-3) ?? ''))) continue;
    const message = `"${path}" is called here and is not executable`;
    finder.add('script/not-executable', message, { line });
  }
}

function commandWords(text: string): string[] {
  const plain = text.replace(OWN_FOLDER, '@');
  return plain.split(/&&|\|\||[;|&()`]|\$\(/).flatMap((command) => {
    const words = command.trim().split(/\s+/);
    let at = 0;
    while (isBefore(words[at], words[at - 1])) at++;
    const word = words[at]?.replaceAll(/["']/g, '') ?? '';
    return word.includes('/') ? [word] : [];
  });
}

/** Assignments, options, and the user of `sudo -u`. */
function isBefore(word: string | undefined, previous: string | undefined): boolean {
  if (word === undefined) return false;
  return (
    BEFORE.has(word) ||
    /^[A-Za-z_]\w*=/.test(word) ||
    /^-/.test(word) ||
    previous === '-u' ||
    previous === '--user'
  );
}

function resolve(word: string, script: string, { tree, plan }: World): string | undefined {
  const copy = word.startsWith('/') ? plan.copies.get(word)?.source : undefined;
  const rest = /^(?:@|\.{1,2}|\$\{?\w+\}?)\/([^$]+)$/.exec(word)?.[1];
  const folder = script.slice(0, Math.max(0, script.lastIndexOf('/')));
  const up = word.startsWith('../') ? `${folder}/..` : folder;
  const candidates = rest === undefined ? [] : [inBundle(`${up}/${rest}`), inBundle(rest)];
  for (const candidate of [copy, ...candidates]) {
    const found = candidate === undefined ? undefined : tree.find(candidate);
    if (found?.kind === 'file') return found.path;
  }
  return undefined;
}
