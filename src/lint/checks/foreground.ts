import type { Finder } from '../../appspec/finder.ts';
import type { NpmScripts } from '../npm-scripts.ts';
import { type Called, calledCommands } from '../shell/called-commands.ts';
import type { AndOr, Compound, Script } from '../shell/syntax.ts';
import { isServer, mayServe } from './servers.ts';

/** Servers that a hook starts and waits for. */
export function checkForeground(
  { body }: Script,
  commands: readonly Called[],
  events: readonly string[],
  npm: NpmScripts,
  finder: Finder,
): void {
  for (const called of commands) {
    if (called.isInBackground || called.inFunction) continue;
    const [program, ...args] = programOf(called);
    if (program === undefined) continue;
    const isLastServer = called.isLast && events.includes('ApplicationStart');
    if (!staysThere(program, args, npm) && !(isLastServer && isPlainServer(program, args)))
      continue;
    const shown = [program, ...args].join(' ');
    const text = shown.length > 40 ? `${shown.slice(0, 39)}…` : shown;
    const message = `"${text}" does not end, and neither does the hook`;
    finder.add('script/foreground', message, { line: called.line });
  }
  checkLoops(body, finder);
}

/** `while true` that nothing leaves. */
function checkLoops(body: readonly AndOr[], finder: Finder): void {
  for (const { pipelines, background } of body) {
    if (background) continue;
    for (const { commands } of pipelines) {
      for (const command of commands) {
        if (command.kind !== 'compound' || !isEndless(command)) continue;
        if (calledCommands(command.body).some(({ name }) => LEAVES.test(name.value))) continue;
        const message = 'nothing leaves this loop, and the hook does not end';
        finder.add('script/foreground', message, { line: command.line });
      }
    }
  }
}

const LEAVES = /^(?:break|exit|return|exec|kill)$/;

function isEndless({ keyword, body: [first] }: Compound): boolean {
  if (keyword !== 'while' && keyword !== 'until') return false;
  const asked = first?.isCondition ? first.pipelines[0]?.commands[0] : undefined;
  const word = asked?.kind === 'simple' ? asked.words[0]?.value : undefined;
  return keyword === 'while' ? word === 'true' || word === ':' : word === 'false';
}

/** Words that run what stands behind them. */
const MAY_RUN_OTHERS = /^(?:bundle|npx|poetry|pipenv|uv|python)/;
const RUNNERS = /^(?:bundle exec|npx|poetry run|pipenv run|uv run|python[\d.]* -m)$/;

function programOf({ name, args }: Called): string[] {
  const program = name.value.replace(/^.*\//, '');
  const words = [program, ...args.map(({ value }) => value)];
  if (!MAY_RUN_OTHERS.test(program)) return words;
  const rest = RUNNERS.test(words.slice(0, 2).join(' ')) ? 2 : RUNNERS.test(program) ? 1 : 0;
  return words.slice(rest);
}

function has(args: readonly string[], pattern: RegExp): boolean {
  return args.some((arg) => pattern.test(arg));
}

const MAY_STAY = /^(?:npm|yarn|pnpm|docker|docker-compose)$/;
const DETACHED = /^(?:-\w*d\w*|--detach(?:=true)?)$/;

function staysThere(program: string, args: readonly string[], npm: NpmScripts): boolean {
  if (!MAY_STAY.test(program) && !mayServe(program)) return false;
  if (has(args, /^(?:--help|--version)$/)) return false;
  const [first = '', second = ''] = args.filter((arg) => !arg.startsWith('-'));
  if (/^(?:npm|yarn|pnpm)$/.test(program)) return staysNpm(first === 'run' ? second : first, npm);
  if (program === 'docker' && first === 'run') {
    const serves = has(args, /^(?:-p|--publish)(?:=|$)|^-p\d/);
    return !has(args, DETACHED) && (serves || !has(args, /^--rm/));
  }
  if (program === 'docker-compose' || (program === 'docker' && first === 'compose')) {
    const ends = /^(?:--wait|--no-start|--exit-code-from.*|--abort-on-container-exit)$/;
    if (args.includes('logs')) return has(args.slice(args.indexOf('logs')), /^(?:-\w*f|--follow)$/);
    return args.includes('up') && !has(args, DETACHED) && !has(args, ends);
  }
  return isServer(program, args);
}

/** A script that hands over to something else ends. */
function staysNpm(name: string, npm: NpmScripts): boolean {
  if (!/^(?:start|dev|serve)(?:$|:(?!pm2|daemon|bg|background))/.test(name)) return false;
  const ends =
    /\bpm2 (?!-|.*--no-daemon)|\bforever start\b|\bsystemctl\b|\bdaemon|\s-d\b|\s--detach\b|&\s*$/;
  return !(npm.get(name) ?? []).some((command) => ends.test(command));
}

const MAIN = /(?:^|\/)(?:server|app|index|main|www|bot|wsgi|worker)(?:\.(?:[cm]?js|py|dll))?$/i;

/** Programs that mostly serve where a hook of ApplicationStart ends with them. */
function isPlainServer(program: string, args: readonly string[]): boolean {
  if (/^(?:node|python[\d.]*)$/.test(program)) return MAIN.test(args[0] ?? '');
  if (program === 'dotnet') return /\.dll$/i.test(args[0] ?? '');
  return program === 'java' && args.includes('-jar');
}
