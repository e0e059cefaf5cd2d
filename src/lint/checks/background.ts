import type { Finder } from '../../appspec/finder.ts';
import type { ShellLine } from '../script-text.ts';

/**
 * Commands that are left running with the script's own output. What a `wait` waits for is not, and after an
 * `exec >…` everything writes elsewhere.
 */
export function checkBackground(lines: readonly ShellLine[], finder: Finder): void {
  const texts = lines.map(({ text }) => text);
  if (texts.some((text) => /(?:^|[\s;&|])wait(?:\s|;|$)/.test(text))) return;
  let redirected = false;
  for (const { text, line } of lines) {
    redirected ||= /(?:^|[\s;])exec\s+(?:[12&]?>|>&)/.test(text);
    if (redirected) continue;
    for (const command of backgroundCommands(text)) {
      if (keepsNoOutput(command)) continue;
      const message = 'what this line leaves running keeps the script’s output open';
      finder.add('script/background', message, { line });
    }
  }
}

/** What stands before each `&` that is an operator of its own. */
function backgroundCommands(text: string): string[] {
  const commands: string[] = [];
  let quote = '';
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (quote !== '') {
      if (character === quote) quote = '';
      else if (character === '\\' && quote === '"') at++;
    } else if (character === '\\') {
      at++;
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === ';') {
      start = at + 1;
    } else if (character === '&') {
      const [before, after] = [text[at - 1], text[at + 1]];
      if (after === '&') {
        start = at + 2;
        at++;
      } else if (before !== '>' && before !== '<' && after !== '>') {
        commands.push(text.slice(start, at));
        start = at + 1;
      }
    }
  }
  return commands;
}

function keepsNoOutput(command: string): boolean {
  const both = /&>|>&(?!\s*\d|\s*-)/.test(command);
  const out = /(?:^|[^0-9<>&])1?>(?!&)/.test(command) || /(?:^|\s)1?>&-/.test(command);
  const error = /2>/.test(command);
  return both || (out && error);
}
