import type { Finder } from '../../appspec/finder.ts';
import type { Called } from '../shell/called-commands.ts';

/** What asks something of nobody: a hook has no terminal, and its input ends at once. */
export function checkConfirmations(commands: readonly Called[], finder: Finder): void {
  for (const called of commands) {
    const { name, args, line, redirects, isBehindPipe, isGuarded } = called;
    const isAnswered = isBehindPipe || redirects.some(({ operator }) => operator.startsWith('<'));
    const program = name.value.replace(/^.*\//, '');
    const words = args.map(({ value }) => value);
    const asks = isGuarded ? undefined : ASKS.find((one) => one.asks(program, words));
    if (!asks || (isAnswered && !asks.isOfTerminal)) continue;
    const message = `"${[program, ...words].join(' ').slice(0, 60)}" ${asks.what}`;
    finder.add('script/asks', message, { line }, asks.hint(program, words));
  }
}

type Asking = {
  asks(program: string, words: readonly string[]): boolean;
  what: string;
  hint(program: string, words: readonly string[]): string;
  /** It reads no input but a terminal's. */
  isOfTerminal?: true;
};

const A_YES = 'asks for a yes, and ends without one';
const has = (words: readonly string[], pattern: RegExp) => words.some((word) => pattern.test(word));
const firstOf = (words: readonly string[]) => words.find((word) => !word.startsWith('-')) ?? '';

const CHANGES =
  /^(?:(?:re|local|group)?install|(?:dist-|full-)?upgrade|update|(?:auto)?remove|erase|purge)$/;
/** A yes beforehand, nothing but a look, or options that are not known here. */
const NEED_NO_YES =
  /^-\w*y|^-qq$|^--(?:yes|assume|dry-run|simulate|just-print|(?:download|print)-?\w*)|^-[sdo]$|^\$/;

/** A plan that was made before is carried out without a question. */
function hasPlan(words: readonly string[]): boolean {
  const valued = /^--?(?:var|var-file|target|replace|state|state-out|backup|parallelism)$/;
  const [, ...rest] = words.filter(
    (word, at) => !/^-/.test(word) && !valued.test(words[at - 1] ?? ''),
  );
  return rest.length > 0;
}

const ASKS: readonly Asking[] = [
  {
    what: A_YES,
    hint: (program) => `say it beforehand: ${program} -y`,
    asks(program, words) {
      if (!/^(?:apt|apt-get|yum|dnf|amazon-linux-extras)$/.test(program)) return false;
      // apt's `update` reads lists and installs nothing.
      if (firstOf(words) === 'update' && program.startsWith('apt')) return false;
      return CHANGES.test(firstOf(words)) && !has(words, NEED_NO_YES);
    },
  },
  {
    what: 'asks for a yes in production, and does nothing without one',
    hint: () => 'say it beforehand: --force',
    asks: (program, words) =>
      /^(?:php[\d.]*|artisan)$/.test(program) &&
      has(
        words,
        /^(?:migrate|migrate:(?!status$|install$)[\w:]+|db:(?:seed|wipe)|key:generate)$/,
      ) &&
      has([program, ...words], /(?:^|\/)artisan$/) &&
      !has(words, /^(?:--force|--pretend|--show|--no-interaction|-n|\$.*)$/),
  },
  {
    what: A_YES,
    hint: (program, words) => `say it beforehand: ${program} ${firstOf(words)} prune -f`,
    asks: (program, words) =>
      /^(?:docker|podman)$/.test(program) &&
      has(words, /^prune$/) &&
      !has(words, /^(?:-\w*f\w*|--force)$/),
  },
  {
    what: A_YES,
    hint: () => 'say it beforehand: -auto-approve',
    asks: (program, words) =>
      program === 'terraform' &&
      /^(?:apply|destroy)$/.test(firstOf(words)) &&
      !has(words, /^--?auto-approve/) &&
      !hasPlan(words),
  },
  {
    what: 'asks where the key goes and for its passphrase',
    hint: () => "name both: ssh-keygen -q -N '' -f FILE",
    asks: (program, words) =>
      program === 'ssh-keygen' &&
      has(words, /^-[tb]/) &&
      !(has(words, /^-f/) && has(words, /^-\w*N/)),
  },
  {
    what: 'asks for a password at a terminal, of which a hook has none',
    hint: () => 'keep it in a file that root alone may read: --defaults-extra-file=FILE',
    isOfTerminal: true,
    asks: (program, words) =>
      /^(?:mysql|mysqldump|mysqladmin|mariadb)$/.test(program) && has(words, /^(?:-p|--password)$/),
  },
  {
    what: 'needs a terminal, which a hook does not have',
    hint: (program) => (program === 'screen' ? 'screen -dmS NAME COMMAND' : 'tmux new-session -d'),
    isOfTerminal: true,
    asks(program, words) {
      if (program === 'screen') return !has(words, /^-(?:\w*d|\w*[dD]m|X|ls|list|wipe|v|Q)/);
      const starts = /^(?:new|new-session|attach|a|attach-session|)$/;
      return (
        program === 'tmux' && starts.test(firstOf(words)) && !has(words, /^-\w*d|^-V$|^-[LSf]$/)
      );
    },
  },
];
