import type { Finder } from '../../appspec/finder.ts';
import type { Called } from '../shell/called-commands.ts';

/** What fails in ApplicationStop where nothing runs. */
export function checkStop(
  commands: readonly Called[],
  strict: ReadonlySet<Called>,
  finder: Finder,
): void {
  for (const called of commands) {
    const { name, args, line, isGuarded, isThen, isPiped, isConditional, isInBackground } = called;
    const { inFunction, isLast } = called;
    if (isGuarded || isPiped || isConditional || inFunction || isInBackground) continue;
    if (!isLast && (isThen || !strict.has(called))) continue;
    const words = args.map(({ value }) => value);
    if (!failsOnNothing(name.value.replace(/^.*\//, ''), words)) continue;
    const text = [name.value, ...args.map((word) => word.text)].join(' ');
    const message = `"${shortened(text)}" fails where nothing runs`;
    const hint = `say that it may fail: ${shortened(text)} || true`;
    finder.add('script/stop-fails', message, { line }, hint);
  }
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function failsOnNothing(program: string, words: readonly string[]): boolean {
  const [first = '', second = ''] = words;
  if (/^(?:pkill|killall|kill|fuser)$/.test(program)) return true;
  if (program === 'pm2') return /^(?:delete|del|stop)$/.test(first) && second !== 'all';
  if (program === 'docker') {
    // Since 20.10, `docker rm --force` does not mind what is not there.
    const isForced = words.some((word) => /^-\w*f\w*$|^--force$/.test(word));
    return /^(?:stop|kill)$/.test(first) || (first === 'rm' && !isForced);
  }
  if (program === 'systemctl') return first === 'stop';
  if (program === 'service') return second === 'stop';
  if (program === 'rm') {
    return (
      !words.some((word) => /^-\w*f|^--force$/.test(word)) && /\.pid$/.test(words.at(-1) ?? '')
    );
  }
  if (program === 'xargs') {
    const [each = ''] = words.filter((word) => !word.startsWith('-'));
    return /^(?:kill|docker)$/.test(each) && !words.some((word) => /^-\w*r$|^--no-run/.test(word));
  }
  return (
    /^(?:supervisorctl|forever|initctl|stop)$/.test(program) && /^stop$/.test(first || program)
  );
}
