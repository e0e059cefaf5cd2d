import type { BundleFindings } from '../findings.ts';
import { isComplete } from '../install-plan.ts';
import type { World } from './needed.ts';

const FOLDER = String.raw`\/(?:etc|lib|usr\/lib|usr\/local\/lib)\/systemd\/system`;
const UNIT = new RegExp(`^${FOLDER}\\/[^/]+\\.(?:service|timer|socket|path)$`);
const COPIES_UNIT = new RegExp(
  `\\b(?:cp|mv|install|ln|tee|rsync)\\b.{0,500}?${FOLDER}|>\\s*${FOLDER}`,
);
/** What hooks make on hosts. */
const MADE = /\/(?:\.?v?env|node_modules|vendor|target|build|dist|current)(?:\/|$)/;

export type HookText = { path: string; text: string };

type Read = (path: string) => Promise<Uint8Array | undefined>;

/** systemd's units of a bundle. `scripts` are those that hooks run. */
export async function checkUnits(
  world: World,
  scripts: readonly HookText[],
  read: Read,
  findings: BundleFindings,
): Promise<void> {
  const hooks = scripts.map(({ text }) => text.replace(/^\s*#.*$/gm, '')).join('\n');
  checkReload(world, scripts, hooks, findings);
  for (const [target, { source }] of world.plan.copies) {
    if (!target.endsWith('.service') || !UNIT.test(target)) continue;
    const text = new TextDecoder().decode((await read(source)) ?? new Uint8Array());
    for (const [at, line] of text.split('\n').entries()) {
      const command = /^ExecStart(?:Pre|Post)?\s*=\s*[-@:+!]*(\S.*)/.exec(line)?.[1];
      if (command === undefined) continue;
      const where = { source, line: at + 1 };
      const program = /^"?([^\s"]+)/.exec(command)?.[1] ?? '';
      checkProgram(program, where, world, hooks, findings);
      const file = fileGivenTo(program, command);
      if (file !== undefined && hasKin(file, world))
        checkIsInstalled(file, where, world, hooks, findings);
    }
  }
  checkInstalled(world, hooks, findings);
}

function checkReload(
  { plan }: World,
  scripts: readonly HookText[],
  hooks: string,
  findings: BundleFindings,
): void {
  const reloads = /daemon-re(?:load|exec)|systemctl\s[^\n]{0,200}\b(?:re)?enable\b/.test(hooks);
  if (reloads || !/\b(?:systemctl|service)\s/.test(hooks)) return;
  for (const [target, { item }] of plan.copies) {
    if (!UNIT.test(target)) continue;
    const message = `"${target}" is replaced, but no hook makes systemd read it again`;
    findings.appspec.add('unit/no-reload', message, item.at);
  }
  for (const { path, text } of scripts) {
    const at = text.split('\n').findIndex((line) => COPIES_UNIT.test(line.replace(/^\s*#.*/, '')));
    if (at < 0) continue;
    const message = 'a unit is replaced here, but no hook makes systemd read it again';
    findings.inside(path).add('unit/no-reload', message, { line: at + 1 });
  }
}

function checkProgram(
  program: string,
  { source, line }: { source: string; line: number },
  { tree, plan, modes }: World,
  hooks: string,
  findings: BundleFindings,
): void {
  const finder = findings.inside(source);
  if (!program.startsWith('/')) {
    if (!program.includes('/') || program.startsWith('%') || program.startsWith('$')) return;
    const message = `"${program}" is not an absolute path, and systemd refuses the unit`;
    finder.add('unit/no-program', message, { line }, 'write an absolute path');
    return;
  }
  const from = plan.copies.get(program)?.source;
  const mode = from === undefined ? undefined : tree.entry(from)?.mode;
  if (from === undefined) {
    checkIsInstalled(program, { source, line }, { plan }, hooks, findings);
    return;
  }
  if (mode === undefined || (mode & 0o111) !== 0) return;
  if (/[1357]/.test(modes.get(program)?.slice(-3) ?? '')) return;
  if (/\bchmod\b/.test(hooks) && (hooks.includes(nameOf(program)) || /chmod\s+-\w*R/.test(hooks)))
    return;
  const message = `"${program}" is installed without the executable bit`;
  finder.add('unit/not-executable', message, { line });
}

/** The jar or script that an interpreter is to run, by its full path. */
function fileGivenTo(program: string, command: string): string | undefined {
  const name = nameOf(program);
  const [, ...words] = command.split(/\s+/);
  const given =
    name === 'java'
      ? words[words.indexOf('-jar') + 1]
      : /^(?:node|python[\d.]*|ruby|perl|php|(?:ba)?sh|dotnet)$/.test(name)
        ? words[0]
        : undefined;
  if (name === 'java' && !words.includes('-jar')) return undefined;
  return given !== undefined && /^\/[\w./-]+$/.test(given) ? given : undefined;
}

/** Whether files of this kind are installed beside it: what is not there is then hardly made on the host. */
function hasKin(path: string, { plan }: World): boolean {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const kind = /\.\w+$/.exec(path)?.[0];
  return [...plan.copies.keys()].some(
    (target) => target.startsWith(folder) && kind !== undefined && target.endsWith(kind),
  );
}

function checkIsInstalled(
  path: string,
  { source, line }: { source: string; line: number },
  { plan }: Pick<World, 'plan'>,
  hooks: string,
  findings: BundleFindings,
): void {
  const folder = path.slice(0, path.lastIndexOf('/'));
  if (plan.copies.has(path) || !isComplete(plan) || MADE.test(path)) return;
  if (!isBelow(folder, plan.folders) || hooks.includes(nameOf(path))) return;
  findings.inside(source).add('unit/no-program', `nothing installs "${path}"`, { line });
}

/** In a folder that something is copied to, or below one; those above are the host's. */
function isBelow(folder: string, folders: ReadonlySet<string>): boolean {
  for (let at = folder; at.lastIndexOf('/') > 0; at = at.slice(0, at.lastIndexOf('/'))) {
    if (folders.has(at))
      return !/^\/(?:usr|opt|etc|var|srv|home|bin|sbin)$|^\/usr\/(?:local(?:\/s?bin)?|s?bin)$/.test(
        at,
      );
  }
  return false;
}

/** Units that hooks start, that are in the bundle, and that nothing puts where systemd looks. */
function checkInstalled({ tree, plan }: World, hooks: string, findings: BundleFindings): void {
  const units = [...tree.paths()].filter((path) => path.endsWith('.service'));
  if (units.length === 0 || /systemd\/(?:system|user)/.test(hooks)) return;
  const installed = new Set(
    [...plan.copies.keys()].filter((target) => UNIT.test(target)).map(nameOf),
  );
  for (const path of units) {
    const name = nameOf(path);
    if (installed.has(name)) continue;
    const short = name.slice(0, -'.service'.length).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const starts = new RegExp(
      `\\bsystemctl\\s[^\\n]{0,200}\\s${short}(?:\\.service)?(?=[\\s;&|]|$)`,
      'm',
    );
    if (!starts.test(hooks) || new RegExp(`/${short}\\.service`).test(hooks)) continue;
    const message = 'hooks start this unit, and nothing installs it';
    findings.inside(path).add('unit/not-installed', message);
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
