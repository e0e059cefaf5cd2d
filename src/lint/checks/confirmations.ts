import type { Finder } from '../../appspec/finder.ts';
import type { Called } from '../shell/commands.ts';

/** What asks `Is this ok?` of nobody: a hook has no terminal, and its input ends at once. */
export function checkConfirmations(commands: readonly Called[], finder: Finder): void {
  for (const called of commands) {
    const { name, args, line, redirects, isBehindPipe, isGuarded } = called;
    const isAnswered = isBehindPipe || redirects.some(({ operator }) => operator.startsWith('<'));
    if (isAnswered || isGuarded) continue;
    const program = name.value.replace(/^.*\//, '');
    const words = args.map(({ value }) => value);
    if (!asks(program, words)) continue;
    const message = `"${[program, ...words].join(' ').slice(0, 60)}" asks for a yes, and ends without one`;
    finder.add('script/asks', message, { line }, `say it beforehand: ${program} -y`);
  }
}

const CHANGES =
  /^(?:(?:re|local|group)?install|(?:dist-|full-)?upgrade|update|(?:auto)?remove|erase|purge)$/;
/** A yes beforehand, nothing but a look, or options that are not known here. */
const NEED_NO_YES =
  /^-\w*y|^-qq$|^--(?:yes|assume|dry-run|simulate|just-print|(?:download|print)-?\w*)|^-[sdo]$|^\$/;

function asks(program: string, words: readonly string[]): boolean {
  if (!/^(?:apt|apt-get|yum|dnf|amazon-linux-extras)$/.test(program)) return false;
  const [first = ''] = words.filter((word) => !word.startsWith('-'));
  // apt's `update` reads lists and installs nothing.
  if (!CHANGES.test(first) || (first === 'update' && program.startsWith('apt'))) return false;
  return !words.some((word) => NEED_NO_YES.test(word));
}
