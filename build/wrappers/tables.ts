import { commandNames, commandOf } from '../../src/cli/commands.ts';
import { isMany, optionOf } from '../../src/cli/options.ts';
import { outputs } from '../../src/report/outputs.ts';
import { ciCommands, ciInputs, defaultCommand } from './ci-inputs.ts';

/** What can be done, for the README. */
export function commandsTable(): string {
  const rows = commandNames.map((name) => {
    const { positional, rehearsable, summary } = commandOf(name);
    const which = rehearsable ? ` [${rehearsable.join('|')}]` : '';
    const argument = positional ? ` [${optionOf(positional).value ?? positional}]` : '';
    return [`\`fanout ${name}${which}${argument}\``, summary];
  });
  return table(['command', 'does'], rows);
}

/** What can be given in a CI, for the README. */
export function inputsTable(): string {
  const command = ['`command`', `One of ${ciCommands.join(', ')}.`, defaultCommand, ''];
  const rows = ciInputs.map(({ name, option }) => [
    `\`${name}\``,
    [
      option.help,
      ...(option.choices ? [`One of ${option.choices.join(', ')}.`] : []),
      ...(option.type === 'pairs' ? [`As ${option.value}.`] : []),
      ...(isMany(option.type) ? ['One a line.'] : []),
    ].join(' '),
    String(option.otherwise ?? option.default ?? (option.type === 'flag' ? 'false' : '')),
    option.commands.length === commandNames.length ? 'all' : option.commands.join(', '),
  ]);
  return table(['input', 'meaning', 'default', 'for'], [command, ...rows]);
}

/** What later steps are handed, by the names that one CI system gives them. */
export function outputsTable(heading: string, nameOf: (output: string) => string): string {
  const rows = Object.entries(outputs).map(([name, text]) => [`\`${nameOf(name)}\``, text]);
  return table([heading, 'meaning'], rows);
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
