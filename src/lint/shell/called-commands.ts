import { parseShell } from './parse.ts';
import type { AndOr, Command, Redirect, Simple, Word } from './syntax.ts';

/** A command as it is run: without what stands before it, such as `sudo -u app` or `nohup`. */
export type Called = {
  /** The program, as written without quotes. */
  name: Word;
  args: Word[];
  redirects: Redirect[];
  line: number;
  isSudo: boolean;
  /** Its failure is asked about: in a condition, or with `||` behind it. */
  isGuarded: boolean;
  /** `&&` is behind it: what follows there is not run where it fails. */
  isThen: boolean;
  /** The command is not the last of its pipeline, so its exit code is lost. */
  isPiped: boolean;
  /** It reads what a command before it in the pipeline writes. */
  isBehindPipe: boolean;
  /** Its output is what `$( )` or a redirection of the commands around it takes. */
  isCaptured: boolean;
  /** In the body of an `if`, a loop or a `case`. */
  isConditional: boolean;
  /** Not waited for, or in a command of its own. */
  isInBackground: boolean;
  /** It stands alone at the top: what fails here is forgotten by the next line. */
  isLast: boolean;
  inFunction: boolean;
};

/** Words that stand before a command. */
const BEFORE = new Set('exec command nohup setsid env sudo nice ionice stdbuf'.split(' '));
/** Options of those that take a value. */
const WITH_VALUE = new Set(['-u', '--user', '-g', '--group', '-n', '-c', '-C', '-h']);

export type Place = Omit<Called, 'name' | 'args' | 'redirects' | 'line' | 'isSudo'>;

export const topPlace: Place = {
  isGuarded: false,
  isThen: false,
  isPiped: false,
  isBehindPipe: false,
  isCaptured: false,
  isConditional: false,
  isInBackground: false,
  isLast: true,
  inFunction: false,
};

/** Every command of a script, in its order. */
export function calledCommands(body: readonly AndOr[]): Called[] {
  const found: Called[] = [];
  collect(body, topPlace, found);
  return found;
}

/** The list that `bash -c "…"` or `su app -c "…"` runs. */
export function commandText({ name, args, line }: Called): AndOr[] | undefined {
  if (!/^(?:.*\/)?(?:ba|da|k|z)?sh$|^(?:.*\/)?(?:su|runuser)$/.test(name.value)) return undefined;
  const at = args.findIndex(({ text }) => /^(?:-[a-z]*c|--command)$/.test(text));
  const text = at < 0 ? undefined : args[at + 1]?.value;
  return text === undefined ? undefined : parseShell(text, line)?.body;
}

function collect(body: readonly AndOr[], place: Place, found: Called[]): void {
  for (const [index, item] of body.entries()) {
    const { joins, pipelines } = item;
    const isEnd = place.isLast && index === body.length - 1;
    const lastOr = joins.lastIndexOf('||');
    for (const [at, { commands }] of pipelines.entries()) {
      for (const [step, command] of commands.entries()) {
        const within = {
          isGuarded: place.isGuarded || item.isCondition || at <= lastOr,
          isThen: place.isThen || joins[at] === '&&',
          isPiped: place.isPiped || step < commands.length - 1,
          isBehindPipe: place.isBehindPipe || step > 0,
          isCaptured: place.isCaptured,
          isConditional: place.isConditional,
          isInBackground: place.isInBackground || item.background,
          isLast: isEnd && at > lastOr,
          inFunction: place.inFunction,
        };
        collectCommand(command, within, found);
      }
    }
  }
}

function collectCommand(command: Command, place: Place, found: Called[]): void {
  if (command.kind === 'simple') {
    const called = calledBy(command, place);
    collectSubstituted(command.assignments, place, found);
    collectSubstituted(command.words, place, found);
    if (called) found.push(called);
  } else if (command.kind === 'function') {
    collect(command.body, { ...place, inFunction: true, isLast: false }, found);
  } else {
    const asks = command.keyword !== '{' && command.keyword !== '(';
    const isConditional = place.isConditional || asks;
    const isCaptured =
      place.isCaptured ||
      command.redirects.some(({ operator, fd }) => operator.includes('>') && fd !== 2);
    collect(command.body, { ...place, isConditional, isCaptured }, found);
  }
}

function collectSubstituted(words: readonly Word[], place: Place, found: Called[]): void {
  for (const { substitutions } of words) {
    for (const list of substitutions)
      collect(list, { ...place, isGuarded: true, isCaptured: true, isLast: false }, found);
  }
}

export function calledBy({ words, redirects, line }: Simple, place: Place): Called | undefined {
  let at = 0;
  let isSudo = false;
  while (at < words.length && BEFORE.has(words[at]?.value ?? '')) {
    isSudo ||= words[at]?.value === 'sudo';
    at++;
    while (/^-|^[A-Za-z_]\w*=/.test(words[at]?.text ?? '')) {
      at += WITH_VALUE.has(words[at]?.text ?? '') ? 2 : 1;
    }
  }
  const name = words[at];
  return name && { name, args: words.slice(at + 1), redirects, line, isSudo, ...place };
}
