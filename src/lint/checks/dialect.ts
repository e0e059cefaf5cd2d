import type { Finder } from '../../appspec/finder.ts';
import type { Called } from '../shell/called-commands.ts';
import type { AndOr, Command, Script, Word } from '../shell/syntax.ts';

/** What sh, which is dash on Debian and Ubuntu, does not have, and what no shell takes as it was meant. */
export function checkDialect(
  script: Script,
  commands: readonly Called[],
  shell: 'sh' | 'bash',
  finder: Finder,
): void {
  for (const { word, line } of script.unended) {
    const message = `the here-document that ends in "${word}" has no end`;
    finder.add('script/here-document', message, { line });
  }
  for (const line of script.comments) {
    const message = 'this comment ends the command that the line before continues';
    finder.add('script/continued-line', message, { line });
  }
  for (const called of commands) checkWords(called, finder);
  if (shell === 'sh') {
    for (const called of commands) checkBuiltin(called, finder);
    checkLists(script.body, finder);
  }
}

function checkWords({ name, args, line }: Called, finder: Finder): void {
  if (/^\[{1,2}[^[\s]/.test(name.text) && name.isBare && !name.text.includes(']')) {
    const message = `"${name.text}" is read as the name of a command`;
    finder.add('script/test-blank', message, { line });
  }
  const last = args.at(-1)?.text ?? '';
  if (name.text === '[' && last !== ']' && last.endsWith(']')) {
    const message = `the [ has no ], which is part of "${last}"`;
    finder.add('script/test-blank', message, { line }, 'put a space before the ]');
  }
  if (/^\\[ \t]$/.test(last)) {
    const message = 'a space after the \\ keeps it from continuing the line';
    finder.add('script/continued-line', message, { line }, 'remove the space');
  }
}

const BUILTINS = /^(?:source|pushd|popd|declare|typeset|let|shopt|mapfile|readarray)$/;

function checkBuiltin({ name, args, line, isGuarded }: Called, finder: Finder): void {
  const words = args.map(({ value }) => value);
  if (BUILTINS.test(name.value) && name.isBare) bashOnly(name.value, line, finder);
  if (/^\[$|^test$/.test(name.value) && words.includes('==')) bashOnly('== in [ ]', line, finder);
  if (name.value === 'set' && words.includes('pipefail') && !isGuarded) {
    bashOnly('set -o pipefail', line, finder);
  }
}

function checkLists(body: readonly AndOr[], finder: Finder): void {
  for (const { commands, withErrors } of body.flatMap(({ pipelines }) => pipelines)) {
    for (const command of commands) checkCommand(command, finder);
    const [first] = commands;
    if (first && withErrors.includes(true)) bashOnly('|&', first.line, finder);
  }
}

function checkCommand(command: Command, finder: Finder): void {
  const { line } = command;
  if (command.kind !== 'function') {
    const only = command.redirects.find(({ operator }) => /^(?:&>>?|<<<)$/.test(operator));
    if (only) bashOnly(only.operator, line, finder);
  }
  if (command.kind === 'simple') {
    for (const word of [...command.assignments, ...command.words]) checkWord(word, line, finder);
    return;
  }
  if (command.kind === 'function' && command.hasKeyword)
    bashOnly('the word "function"', line, finder);
  if (command.kind === 'compound' && /^(?:\[\[|.*\(\()$/.test(command.keyword)) {
    bashOnly(command.keyword, line, finder);
  }
  checkLists(command.body, finder);
}

function checkWord({ text, isArray }: Word, line: number, finder: Finder): void {
  const expanded = text.replace(/'[^']*'/g, '');
  if (isArray) bashOnly('an array', line, finder);
  if (/^[<>]\(/.test(expanded)) bashOnly(`${expanded.slice(0, 2)} )`, line, finder);
  const [found] = /\$\{(?:!\w|\w+(?:\[|\/|\^|,|:\d))[^}]*\}/.exec(expanded) ?? [];
  if (found !== undefined) bashOnly(found, line, finder);
}

function bashOnly(what: string, line: number, finder: Finder): void {
  const message = `${what} is bash's, and the script is run by sh`;
  finder.add('script/bash-only', message, { line });
}
