import type { Finder } from '../../appspec/finder.ts';
import { inBundle } from '../../appspec/paths.ts';
import { closest } from '../../words/closest.ts';
import type { Called } from '../shell/called-commands.ts';
import { fileOf, type Needed, type OwnFolders, pathOf, resolve, type World } from './needed.ts';

/** Called files without the executable bit, where the script does not set it. */
export function checkCalls(
  commands: readonly Called[],
  needed: ReadonlyMap<string, Needed>,
  { tree, plan, modes }: World,
  finder: Finder,
): void {
  const chmods = commands.filter(({ name }) => name.value === 'chmod');
  const texts = chmods.map(({ args }) => args.map(({ text }) => text).join(' '));
  for (const [path, { line, how }] of needed) {
    const mode = tree.entry(path)?.mode;
    if (how !== 'called' || mode === undefined || (mode & 0o111) !== 0) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (texts.some((text) => text.includes(name) || /(?:^|\s)-\w*R|\*/.test(text))) continue;
    const copies = [...plan.copies].filter(([, { source }]) => source === path);
    if (copies.some(([target]) => /[1357]/.test(modes.get(target)?.slice(-3) ?? ''))) continue;
    const message = `"${path}" is called here and is not executable`;
    finder.add('script/not-executable', message, { line });
  }
}

/** Files that are not in the bundle, beside the script or where Install puts it, and that it does not ask for first. */
export function checkMissing(
  path: string,
  commands: readonly Called[],
  world: World,
  folders: OwnFolders,
  finder: Finder,
): void {
  const asked = new Set<string>();
  for (const called of commands) {
    const { args, line, isGuarded, redirects, inFunction } = called;
    for (const { target } of redirects) asked.add(pathOf(target, folders));
    const file = fileOf(called);
    const text = file ? pathOf(file.word, folders) : '';
    if (!isGuarded && !inFunction && !asked.has(text) && !/[$*?]/.test(text)) {
      if (text.startsWith('@/')) checkBeside(text, path, world, finder, line);
      else if (text.startsWith('/')) checkInstalled(text, world, finder, line);
    }
    if (file?.how !== 'sourced') {
      for (const each of args) if (each !== file?.word) asked.add(pathOf(each, folders));
    }
  }
}

function checkBeside(text: string, path: string, world: World, finder: Finder, line: number): void {
  if (resolve(text, path, world) !== undefined) return;
  const lost = text.slice(2);
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const hint = world.tree.nearestWords(inBundle(`${folder}/${lost}`));
  const message = `"${lost}" is not in the bundle beside the script`;
  finder.add('script/missing-file', message, { line }, hint);
}

/** What is made on the host is not known: it is said only where something is there that is called nearly so. */
function checkInstalled(text: string, { plan }: World, finder: Finder, line: number): void {
  const folder = text.slice(0, text.lastIndexOf('/'));
  if (plan.copies.has(text) || plan.folders.has(text) || !plan.folders.has(folder)) return;
  const beside = [...plan.copies.keys()].filter(
    (target) => target.slice(0, target.lastIndexOf('/')) === folder,
  );
  const nearest = closest(text, beside);
  if (nearest === undefined) return;
  const message = `"${text}" is nothing that Install puts there`;
  finder.add('script/missing-file', message, { line }, `did you mean "${nearest}"?`);
}
