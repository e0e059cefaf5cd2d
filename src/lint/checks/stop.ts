import type { Finder } from '../../appspec/finder.ts';
import type { Called } from '../shell/commands.ts';

/** What fails in ApplicationStop where nothing runs. */
export function checkStop(commands: readonly Called[], finder: Finder): void {
  let isStrict = false;
  for (const called of commands) {
    const { name, args, line, isGuarded, inFunction, isLast } = called;
    const words = args.map(({ value }) => value);
    if (name.value === 'set') isStrict ||= /^-\w*e/.test(words[0] ?? '');
    if (name.value === 'set' && words[0] === '+e') isStrict = false;
    if (isGuarded || inFunction || (!isStrict && !isLast)) continue;
    if (!failsOnNothing(name.value.replace(/^.*\//, ''), words)) continue;
    const text = [name.value, ...words].slice(0, 3).join(' ');
    const message = `"${text}" fails where nothing runs`;
    finder.add('script/stop-fails', message, { line });
  }
}

function failsOnNothing(program: string, [first = '', second = '']: readonly string[]): boolean {
  if (/^(?:pkill|killall|kill)$/.test(program)) return true;
  if (program === 'pm2') return /^(?:delete|del|stop)$/.test(first) && second !== 'all';
  if (program === 'docker') return /^(?:stop|rm|kill)$/.test(first);
  if (program === 'systemctl') return first === 'stop';
  if (program === 'service') return second === 'stop';
  return /^(?:supervisorctl|forever|initctl)$/.test(program) && first === 'stop';
}
