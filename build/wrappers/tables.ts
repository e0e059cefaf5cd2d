import { type CommandName, commandNames, commandOf } from '../../src/cli/commands.ts';
import { helpText } from '../../src/cli/help.ts';
import { isMany, type Option } from '../../src/cli/options/option.ts';
import { optionNames, optionOf } from '../../src/cli/options.ts';
import { outputs } from '../../src/report/outputs.ts';
import { ciCommands, ciInputs, defaultCommand } from './ci-inputs.ts';

/** What can be done, for the README. */
export function commandsTable(): string {
  const rows = commandNames.map((name) => {
    const [usage = ''] = helpText(name).split('\n');
    const line = usage.replace('Usage: ', '').replace(' [OPTIONS]', '');
    return [`\`${line}\``, commandOf(name).summary];
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
    listed(commandsOf(name, option)),
  ]);
  return table(['input', 'meaning', 'default', 'for'], [command, ...rows]);
}

/** What later steps are handed, by the names that one CI system gives them. */
export function outputsTable(heading: string, nameOf: (output: string) => string): string {
  const rows = Object.entries(outputs).map(([name, text]) => [`\`${nameOf(name)}\``, text]);
  return table([heading, 'meaning'], rows);
}

/** Under the name of one input commands may take different options. */
function commandsOf(input: string, { commands }: Option): CommandName[] {
  const others = optionNames.map(optionOf).filter((option) => option.input === input);
  return [...commands, ...others.flatMap((option) => option.commands)];
}

function listed(commands: readonly CommandName[]): string {
  const others = commandNames.filter((name) => !commands.includes(name));
  if (others.length === 0) return 'all';
  if (others.length <= 3) return `all but ${others.join(', ')}`;
  return commandNames.filter((name) => commands.includes(name)).join(', ');
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
