import type { Finder } from '../../appspec/finder.ts';
import { inBundle } from '../../appspec/paths.ts';
import type { Called } from '../shell/called-commands.ts';
import type { Word } from '../shell/syntax.ts';
import { fileOf, type OwnFolders, pathOf, resolve, type World } from './needed.ts';

/** Programs that read the files they are given. */
const READS_FILES =
  /^(?:.*\/)?(?:cp|mv|cat|install|tar|unzip|gunzip|chmod|chown|rsync|envsubst|psql|mysql|sed|awk|e?grep|head|tail|jq|yq)$/;
/** Those whose last word is where to. */
const WRITES_LAST = /^(?:.*\/)?(?:cp|mv|install|rsync)$/;
/** Those whose first word is what they look for or do. */
const BEGINS_WITH_CODE = /^(?:.*\/)?(?:sed|awk|e?grep|jq|yq)$/;
/** Options whose value is a file to read: of whatever program, and of these. */
const NAMES_A_FILE = /^--(?:file|requirement|config|env-file|values|inventory)$/;
const SHORT: readonly [program: RegExp, option: string][] = [
  [/^pip[\d.]*$/, '-r'],
  [/^(?:docker|docker-compose|podman|kubectl|make|helm)$/, '-f'],
];
const ARCHIVE = /\.(?:tar|t?gz|tgz|t?bz2|t?xz|zst|zip)$/;
/** What is behind `run` or `exec` of them is read in a container. */
const OF_CONTAINERS = /^(?:docker|docker-compose|podman|nerdctl|kubectl)$/;
const ENTERS = /^(?:run|exec|create)$/;
/** They name the folder in which a program works. */
const GOES_TO = /^(?:-C|--(?:prefix|cwd|dir|chdir|directory|working-dir(?:ectory)?))(?:=|$)/;
/** A folder of the bundle by these names is not meant where a hook is in `/`. */
const OF_HOST =
  /^(?:bin|boot|dev|etc|home|lib|lib64|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)(?:\/|$)/;

/** Files of the bundle that a hook looks for in `/`, where it begins. What is behind a `cd` is not known. */
export function checkWorkingFolder(
  path: string,
  commands: readonly Called[],
  world: World,
  folders: OwnFolders,
  finder: Finder,
): void {
  const known = new Set<string>();
  for (const called of commands) {
    const { name, args, line, redirects, inFunction, isGuarded } = called;
    for (const { operator, target } of redirects) {
      if (operator.startsWith('>')) known.add(inBundle(target.value));
    }
    if (inFunction) continue;
    if (name.value === 'cd' || name.value === 'pushd') {
      checkCd(called, world, finder);
      return;
    }
    const file = fileOf(called);
    const text = file ? pathOf(file.word, folders) : '';
    if (
      isRelative(text, file?.how !== 'called') &&
      !known.has(inBundle(text)) &&
      !isGuarded &&
      !isInstalled(text, world)
    ) {
      checkFile(text, file?.how === 'sourced', { path, world, line }, finder);
    }
    if (!isGuarded) checkProject(called, world, finder);
    if (file?.how === 'called')
      for (const word of filesAmong(called)) checkArgument(word, world, known, line, finder);
    if (unpacksHere(called)) return;
    for (const one of broughtBy(called)) known.add(inBundle(one));
    if (!READS_FILES.test(name.value)) {
      for (const word of args) if (word !== file?.word) known.add(inBundle(word.value));
    }
  }
}

/** The words of a command that are files which it reads. */
function filesAmong({ name, args, isGuarded }: Called): Word[] {
  const program = name.value;
  if (READS_FILES.test(program)) {
    if (/(?:^|\/)(?:tar|unzip)$/.test(program))
      return args.filter(({ value }) => ARCHIVE.test(value));
    if (WRITES_LAST.test(program)) return args.slice(0, -1);
    const code = args.findIndex(({ value }) => !value.startsWith('-'));
    return BEGINS_WITH_CODE.test(program) ? args.slice(code + 1) : args;
  }
  if (isGuarded || !args.some(({ value }) => value.startsWith('-'))) return [];
  if (args.some(({ value }) => GOES_TO.test(value))) return [];
  const enters = args.findIndex(({ value }) => ENTERS.test(value));
  const isInside = OF_CONTAINERS.test(program) && enters >= 0;
  const short = SHORT.find(([of]) => of.test(program))?.[1];
  return args.slice(0, isInside ? enters : undefined).filter((_, at) => {
    const option = args[at - 1]?.value ?? '';
    return option === short || NAMES_A_FILE.test(option);
  });
}

/** Whether it leaves files in `/` that nobody here knows. */
function unpacksHere({ name, args }: Called): boolean {
  if (!/^(?:git|unzip|tar)$/.test(name.value)) return false;
  const words = args.map(({ value }) => value);
  const has = (pattern: RegExp) => words.some((word) => pattern.test(word));
  if (name.value === 'git') return has(/^(?:clone|checkout|pull)$/) && !has(/^-C/);
  if (name.value === 'unzip') return !has(/^-[a-z]*[dlptZ]/);
  const [first = ''] = words;
  const extracts = /^-?[a-z]*x[a-z]*$/.test(first) || has(/^(?:-[a-z]*x[a-z]*|--extract|--get)$/);
  return extracts && !has(/^(?:-C|--directory)/);
}

/** Names of what a command leaves in `/` where it is told so. */
function broughtBy({ name, args }: Called): string[] {
  if (args.length === 0) return [];
  const words = args.map(({ value }) => value).filter((word) => !word.startsWith('-'));
  const names = (among: readonly string[]) => among.map((word) => word.replace(/^.*\//, ''));
  const loaded = names(words.filter((word) => word.includes('://')));
  if (!WRITES_LAST.test(name.value)) return loaded;
  const to = words.at(-1) ?? '';
  return [...loaded, ...(/^\.?\/?$/.test(to) ? names(words.slice(0, -1)) : [to])];
}

/** Whether it is in `/` by then: hooks may as well look there for what is installed there. */
function isInstalled(text: string, { plan }: World): boolean {
  const path = `/${text.replace(/^(?:\.\/)+/, '').replace(/\/$/, '')}`;
  if (plan.copies.has(path)) return true;
  for (const target of plan.copies.keys()) if (target.startsWith(`${path}/`)) return true;
  return false;
}

function checkCd({ args, line, isGuarded, isThen }: Called, world: World, finder: Finder): void {
  const target = args[0]?.value.replace(/^\.\//, '').replace(/\/$/, '') ?? '';
  if (!/^[\w-][\w./-]*$/.test(target) || target === '-' || OF_HOST.test(target)) return;
  if (world.tree.find(target)?.kind !== 'directory' || (isGuarded && !isThen)) return;
  if (isInstalled(target, world)) return;
  finder.add('script/working-folder', `"${target}" is looked for in /`, { line });
}

/** Programs that do nothing without a file in the folder where they are started, and how another folder is named. */
const PROJECTS: readonly { program: RegExp; needs: string; elsewhere: RegExp; does: RegExp }[] = [
  {
    program: /^(?:npm|yarn|pnpm)$/,
    needs: 'package.json',
    elsewhere: /^(?:--prefix|--cwd|--dir|-C|-g|--global)(?:=|$)/,
    does: /^(?:ci|run|run-script|start|test|restart)$/,
  },
  {
    program: /^composer$/,
    needs: 'composer.json',
    elsewhere: /^(?:-d|--working-dir)(?:=|$)|^global$/,
    does: /^(?:install|update|dump-autoload)$/,
  },
  {
    program: /^bundle$/,
    needs: 'Gemfile',
    elsewhere: /^--gemfile/,
    does: /^(?:install|exec|check)$/,
  },
];

/** A program that looks for its project where it is started, which is / here. */
function checkProject({ name, args, line, isSudo }: Called, { tree }: World, finder: Finder): void {
  // `sudo -i` begins in a home.
  if (isSudo) return;
  const project = PROJECTS.find(({ program }) => program.test(name.value));
  if (!project) return;
  const words = args.map(({ value }) => value);
  const [first = ''] = words.filter((word) => !word.startsWith('-'));
  if (!project.does.test(first) || words.some((word) => project.elsewhere.test(word))) return;
  const found = [...tree.paths()].find((path) => path.split('/').at(-1) === project.needs);
  if (found === undefined) return;
  const message = `"${name.value} ${first}" looks for ${project.needs} in /`;
  finder.add(
    'script/working-folder',
    message,
    { line },
    'go to where it is installed first: cd FOLDER || exit 1',
  );
}

function isRelative(text: string, reads: boolean): boolean {
  return !/^[/$~@`]/.test(text) && /^[\w.-]/.test(text) && (reads || text.includes('/'));
}

type Where = { path: string; world: World; line: number };

function checkFile(text: string, isSourced: boolean, where: Where, finder: Finder): void {
  const { path, world, line } = where;
  const relative = text.startsWith('.') && text.includes('/') ? text : `./${text}`;
  if (resolve(relative, path, world) !== undefined) {
    const message = `"${text}" is looked for in /, not in the bundle`;
    finder.add('script/working-folder', message, { line });
  } else if (isSourced || text.startsWith('./')) {
    const message = `"${text}" is looked for in /, and is not in the bundle`;
    const hint = world.tree.nearestWords(inBundle(text));
    finder.add('script/missing-file', message, { line }, hint);
  }
}

/** A file of the bundle, as seen from its root. */
function checkArgument(
  { value, isBare }: Word,
  world: World,
  known: Set<string>,
  line: number,
  finder: Finder,
): void {
  if (!isBare || known.has(inBundle(value)) || !/^[\w./-]+$/.test(value)) return;
  // A word without a folder or an extension may be anything.
  if (!/[\w-][./][\w.-]/.test(value) && value !== '.env') return;
  const path = inBundle(value);
  known.add(path);
  if (/^[/-]/.test(value) || OF_HOST.test(path)) return;
  if (world.tree.find(path)?.kind !== 'file' || isInstalled(path, world)) return;
  const message = `"${value}" is looked for in /, not in the bundle`;
  finder.add('script/working-folder', message, { line });
}
