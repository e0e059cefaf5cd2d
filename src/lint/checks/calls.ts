import type { Finder } from '../../appspec/finder.ts';
import { inBundle } from '../../appspec/paths.ts';
import type { InstallPlan } from '../install-plan.ts';
import type { Called } from '../shell/commands.ts';
import type { Word } from '../shell/syntax.ts';
import type { Tree } from '../tree.ts';

/** What a script finds: its bundle, and what has been copied from it. */
export type World = { tree: Tree; plan: InstallPlan; modes: ReadonlyMap<string, string> };

/** Ways to say "the folder of this script". */
const OWN_FOLDER =
  /"?\$\((?:cd\s{1,8}(?:--\s)?"?\$\(dirname\s{1,8}[^)]{0,200}\)"?\s{0,8}(?:&&|;)\s{0,8}pwd(?:\s-P)?|dirname\s{1,8}[^)]{0,200})\)"?|\$\{(?:0|BASH_SOURCE(?:\[0\])?)%\/\*\}/g;
/** More is not worth looking up. */
const MOST = 200;

/** A file of the bundle that a script needs. */
export type Needed = { line: number; isSourced: boolean };

/** Files of the bundle that a script calls as commands, or sources. */
export function neededFiles(
  path: string,
  commands: readonly Called[],
  world: World,
): Map<string, Needed> {
  const needed = new Map<string, Needed>();
  for (const { name, args, line } of commands) {
    const isSourced = name.value === '.' || name.value === 'source';
    const word = isSourced ? args[0] : name;
    const found = word && resolve(pathOf(word), path, world);
    if (needed.size >= MOST) return needed;
    if (found !== undefined && !needed.has(found)) needed.set(found, { line, isSourced });
  }
  return needed;
}

/** Called files without the executable bit, where the script does not set it. */
export function checkCalls(
  commands: readonly Called[],
  needed: ReadonlyMap<string, Needed>,
  { tree, plan, modes }: World,
  finder: Finder,
): void {
  const chmods = commands.filter(({ name }) => name.value === 'chmod');
  const texts = chmods.map(({ args }) => args.map(({ text }) => text).join(' '));
  for (const [path, { line, isSourced }] of needed) {
    const mode = tree.entry(path)?.mode;
    if (isSourced || mode === undefined || (mode & 0o111) !== 0) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (texts.some((text) => text.includes(name) || /(?:^|\s)-\w*R|\*/.test(text))) continue;
    const copies = [...plan.copies].filter(([, { source }]) => source === path);
    if (copies.some(([target]) => /[1357]/.test(modes.get(target)?.slice(-3) ?? ''))) continue;
    const message = `"${path}" is called here and is not executable`;
    finder.add('script/not-executable', message, { line });
  }
}

/** Files beside the script that are not in the bundle and that it does not ask for first. */
export function checkMissing(
  path: string,
  commands: readonly Called[],
  world: World,
  finder: Finder,
): void {
  const asked = new Set<string>();
  for (const { name, args, line, isGuarded, redirects } of commands) {
    for (const { target } of redirects) asked.add(pathOf(target));
    const isSourced = name.value === '.' || name.value === 'source';
    const word = isSourced ? args[0] : name;
    const text = word ? pathOf(word) : '';
    if (text.startsWith('@/') && !isGuarded && !asked.has(text)) {
      const lost = text.slice(2);
      if (!lost.includes('$') && resolve(text, path, world) === undefined) {
        const message = `"${lost}" is not in the bundle beside the script`;
        const nearest = world.tree.nearest(lost);
        const hint = nearest === undefined ? undefined : `did you mean "${nearest}"?`;
        finder.add('script/missing-file', message, { line }, hint);
      }
    }
    if (!isSourced) for (const each of args) asked.add(pathOf(each));
  }
}

/** A path as written, with `@` for the folder of the script. */
export function pathOf({ text, value }: Word): string {
  if (!/[$`]/.test(text)) return value;
  return text.replace(OWN_FOLDER, '@').replaceAll(/["']/g, '');
}

export function resolve(word: string, script: string, { tree, plan }: World): string | undefined {
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
