import type { Finder } from '../../appspec/finder.ts';
import type { Called } from '../shell/commands.ts';

const AGENT_FOLDER = /^\/opt\/codedeploy-agent(?:\/deployment-root)?(?:\/\*?)?$/;

/** What takes down the agent or the host that runs the hook, or removes more than is meant. */
export function checkDangers(commands: readonly Called[], finder: Finder): void {
  const isStrict = commands.some(
    ({ name, args }) => name.value === 'set' && args.some(({ value }) => /^-\w*e/.test(value)),
  );
  const assigned = new Set<string>();
  let unchecked: Called | undefined;
  for (const called of commands) {
    const { name, args, line, isGuarded, isInBackground } = called;
    const words = args.map(({ value }) => value);
    if (name.value === 'cd') unchecked = isGuarded || isStrict ? undefined : called;
    if (name.value === 'read') for (const word of words) assigned.add(word);
    if (!isInBackground && endsAgent(name.value, words)) {
      const text = [name.value, ...words].join(' ');
      finder.add('script/ends-agent', `"${text}" ends the agent that runs this hook`, { line });
    }
    if (name.value !== 'rm' || !words.some((word) => /^-\w*[rR]|^--recursive$/.test(word)))
      continue;
    for (const word of words) {
      if (AGENT_FOLDER.test(word)) {
        const message = `"${word}" holds the bundle that is being deployed`;
        finder.add('script/removes-bundle', message, { line });
      } else if (unchecked && /^(?:\.\/)?\*$|^\.$/.test(word)) {
        const message = `where the cd of line ${unchecked.line} fails, "rm ${words.join(' ')}" runs in /`;
        finder.add('script/cd-unchecked', message, { line });
      }
    }
  }
}

function endsAgent(program: string, words: readonly string[]): boolean {
  const [first = '', second = ''] = words.filter((word) => !word.startsWith('-'));
  if (program === 'reboot' || program === 'poweroff' || program === 'halt') return true;
  if (program === 'shutdown') return !words.includes('-c');
  if (program === 'init') return first === '0' || first === '6';
  const ends = /^(?:stop|restart|force-restart)$/;
  if (program === 'systemctl') {
    return first === 'reboot' || (ends.test(first) && /^codedeploy-agent/.test(second));
  }
  if (program === 'service') return first === 'codedeploy-agent' && ends.test(second);
  return program.endsWith('/codedeploy-agent') && ends.test(first);
}
