import type { Finder } from '../../appspec/finder.ts';
import type { Called } from '../shell/commands.ts';

/** Servers that a hook starts and waits for. */
export function checkForeground(
  commands: readonly Called[],
  events: readonly string[],
  finder: Finder,
): void {
  for (const called of commands) {
    if (called.isInBackground || called.inFunction) continue;
    const program = programOf(called);
    const args = called.args.map(({ value }) => value);
    const isServer = staysThere(program, args);
    const isLastServer = called.isLast && events.includes('ApplicationStart');
    if (!isServer && !(isLastServer && isPlainServer(program, args))) continue;
    const message = `"${[program, ...args].slice(0, 3).join(' ')}" does not end, and neither does the hook`;
    finder.add('script/foreground', message, { line: called.line });
  }
}

function programOf({ name }: Called): string {
  return name.value.slice(name.value.lastIndexOf('/') + 1);
}

function has(args: readonly string[], pattern: RegExp): boolean {
  return args.some((arg) => pattern.test(arg));
}

function staysThere(program: string, args: readonly string[]): boolean {
  if (has(args, /^(?:--help|--version)$/)) return false;
  const [first = '', second = ''] = args.filter((arg) => !arg.startsWith('-'));
  if (/^(?:npm|yarn|pnpm)$/.test(program)) {
    return /^(?:start|dev|serve)$/.test(first === 'run' ? second : first);
  }
  const detached = /^(?:-\w*d\w*|--detach(?:=true)?)$/;
  if (program === 'docker' && first === 'run') return !has(args, detached) && !has(args, /^--rm/);
  if (program === 'docker-compose' || (program === 'docker' && first === 'compose')) {
    const ends = /^(?:--wait|--no-start|--exit-code-from.*|--abort-on-container-exit)$/;
    return args.includes('up') && !has(args, detached) && !has(args, ends);
  }
  if (program === 'gunicorn') return !has(args, /^(?:-D|--daemon|--check-config)$/);
  if (/^(?:uvicorn|hypercorn|daphne|waitress-serve)$/.test(program)) return true;
  if (program === 'flask') return first === 'run';
  if (program === 'rails') return /^s(?:erver)?$/.test(first) && !has(args, /^(?:-d|--daemon)$/);
  if (/^python[\d.]*$/.test(program)) return second === 'runserver';
  if (program === 'php') return second === 'serve';
  return program === 'tail' && has(args, /^(?:-\w*[fF]|--follow.*)$/);
}

/** Programs that mostly serve where a hook of ApplicationStart ends with them. */
function isPlainServer(program: string, args: readonly string[]): boolean {
  if (program === 'node')
    return /(?:^|\/)(?:server|app|index|main|www)(?:\.[cm]?js)?$/.test(args[0] ?? '');
  return program === 'java' && args.includes('-jar');
}
