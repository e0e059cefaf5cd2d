import type { Finder } from '../../appspec/finder.ts';
import type { Called } from '../shell/commands.ts';
import type { AndOr, Script } from '../shell/syntax.ts';

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
  for (const { name, line } of commands) {
    if (/^\[!?[^[\s]/.test(name.text) && name.isBare) {
      const message = `"${name.text}" is taken for the name of a command`;
      finder.add('script/test-blank', message, { line });
    }
    if (shell === 'sh' && name.value === 'source') bashOnly('source', line, finder);
  }
  if (shell === 'sh') checkLists(script.body, finder);
}

function checkLists(body: readonly AndOr[], finder: Finder): void {
  for (const command of body.flatMap(({ pipelines }) => pipelines.flatMap((one) => one.commands))) {
    if (command.kind === 'simple') {
      const words = [...command.assignments, ...command.words];
      if (words.some(({ isArray }) => isArray)) bashOnly('an array', command.line, finder);
    } else {
      if (command.kind === 'compound' && command.keyword === '[[') {
        bashOnly('[[', command.line, finder);
      }
      checkLists(command.body, finder);
    }
  }
}

function bashOnly(what: string, line: number, finder: Finder): void {
  const message = `${what} is bash's, and the script is run by sh`;
  finder.add('script/bash-only', message, { line });
}
