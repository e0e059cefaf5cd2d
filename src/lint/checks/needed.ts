import { inBundle } from '../../appspec/paths.ts';
import type { InstallPlan } from '../install-plan.ts';
import type { NpmScripts } from '../npm-scripts.ts';
import type { Called } from '../shell/called-commands.ts';
import type { AndOr, Word } from '../shell/syntax.ts';
import type { Tree } from '../tree.ts';

/** What a script finds: its bundle, and what has been copied from it. */
export type World = {
  tree: Tree;
  plan: InstallPlan;
  modes: ReadonlyMap<string, string>;
  npm: NpmScripts;
};

/** Ways to say "the folder of this script". */
const OWN_FOLDER =
  /"?\$\((?:cd\s{1,8}(?:--\s)?"?\$\(dirname\s{1,8}[^)]{0,200}\)"?\s{0,8}(?:&&|;)\s{0,8}pwd(?:\s-P)?|dirname\s{1,8}[^)]{0,200})\)"?|\$\{(?:0|BASH_SOURCE(?:\[0\])?)%\/\*\}/g;
const VARIABLE = /\$(?:\{(\w+)\}|(\w+))/g;
/** More is not worth looking up. */
const MOST = 200;

/** A file of the bundle that a script needs: as a command, as a part of the script, or as what another program reads. */
export type Needed = { line: number; how: 'called' | 'sourced' | 'read' };

const SHELL = /^(?:.*\/)?(?:ba|da)?sh$/;
const READS_A_SCRIPT = /^(?:.*\/)?(?:(?:ba|da)?sh|python[\d.]*|node|ruby|perl|php)$/;

/** The file whose commands a command runs, if that is one; its name is that of the program otherwise. */
export function fileOf({ name, args }: Called): { word: Word; how: Needed['how'] } | undefined {
  if (name.value === '.' || name.value === 'source') {
    return args[0] && { word: args[0], how: 'sourced' };
  }
  if (!READS_A_SCRIPT.test(name.value)) return { word: name, how: 'called' };
  const at = args.findIndex(({ text }) => !text.startsWith('-'));
  const isCode = args
    .slice(0, Math.max(0, at))
    .some(({ text }) => /^-\w*[cemps]$|^--(?:eval|print)$/.test(text));
  const word = args[at];
  if (!word || isCode || /[<>]/.test(word.text)) return undefined;
  return { word, how: 'read' };
}

/** Files of the bundle that a script calls as commands, sources, or gives to a shell. */
export function neededFiles(
  path: string,
  commands: readonly Called[],
  world: World,
  folders: OwnFolders,
): Map<string, Needed> {
  const needed = new Map<string, Needed>();
  for (const called of commands) {
    const file = fileOf(called);
    if (!file || (file.how === 'read' && !SHELL.test(called.name.value))) continue;
    const found = resolve(pathOf(file.word, folders), path, world);
    if (needed.size >= MOST) return needed;
    if (found !== undefined && !needed.has(found)) {
      needed.set(found, { line: called.line, how: file.how });
    }
  }
  return needed;
}

/** Variables that hold the folder of the script, or one beside it, by their names. */
export type OwnFolders = ReadonlyMap<string, string>;

export function ownFolders(body: readonly AndOr[]): OwnFolders {
  const found = new Map<string, string>();
  const twice = new Set<string>();
  const words = body.flatMap(({ pipelines }) =>
    pipelines.flatMap(({ commands }) =>
      commands.flatMap((each) =>
        each.kind === 'simple' ? [...each.assignments, ...each.words] : [],
      ),
    ),
  );
  for (const { text } of words) {
    const [, name, value = ''] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text) ?? [];
    if (name === undefined) continue;
    const folder = ownFolder(value, found);
    if (folder === undefined || twice.has(name)) found.delete(name);
    else found.set(name, folder);
    twice.add(name);
  }
  return found;
}

function ownFolder(value: string, known: OwnFolders): string | undefined {
  const up = /^"?\$\(cd\s+"?\$\(dirname\s[^)]*\)"?\/\.\.\/?"?\s*(?:&&|;)\s*pwd(?:\s-P)?\)"?$/.test(
    value,
  );
  if (up) return '@/..';
  const path = withFolders(value, known);
  return /^@(?:\/\.\.)?$/.test(path) ? path : undefined;
}

/** A path as written, with `@` for the folder of the script. */
export function pathOf({ text, value }: Word, folders: OwnFolders): string {
  return /[$`]/.test(text) ? withFolders(text, folders) : value;
}

function withFolders(text: string, folders: OwnFolders): string {
  const own = /\$[({]/.test(text) ? text.replace(OWN_FOLDER, '@') : text;
  const known =
    folders.size === 0
      ? own
      : own.replace(VARIABLE, (all, braced, bare) => folders.get(braced ?? bare) ?? all);
  return known.replaceAll(/["']/g, '');
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
