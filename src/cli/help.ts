import { paragraph } from '../report/columns.ts';
import { type CommandName, commandNames, commandOf } from './commands.ts';
import { isMany } from './options/option.ts';
import { flagOf, type OptionName, optionOf, optionsOf } from './options.ts';

const width = 80;

/** What `fanout --help` prints, or `fanout COMMAND --help`. */
export function helpText(topic?: CommandName): string {
  return `${(topic ? commandHelp(topic) : overview()).join('\n')}\n`;
}

function overview(): string[] {
  return [
    'fanout: one build to every account and region with AWS CodeDeploy, followed',
    'live, with one verdict.',
    '',
    ...examples([
      ['fanout rehearse', 'try it on this machine, without AWS'],
      ['fanout deploy production', 'build, ship and follow'],
    ]),
    '',
    'Usage: fanout COMMAND [OPTIONS]',
    '',
    ...columns(commandNames.map((name) => [name, commandOf(name).summary])),
    '',
    ...wrap(
      'fanout COMMAND --help says more. Every option can also be set with an environment variable: --role-via with INPUT_ROLE_VIA. A flag wins; an empty value counts as not given.',
    ),
    '',
    'Exit codes',
    ...columns([
      [
        '0',
        'all succeeded and every check held; or it is ready (onReady: leave), or left to a newer build (onOlder: skip)',
      ],
      ['1', 'something failed, was stopped, timed out, was rolled back or was not verified'],
      ['2', 'usage, configuration, AppSpec file or bundle is wrong'],
      ['3', 'refused before any deployment was created'],
      ['130, 143', 'cancelled'],
      ['70', 'a bug of this tool'],
    ]),
  ];
}

function commandHelp(name: CommandName): string[] {
  const command = commandOf(name);
  const names = optionsOf(name).filter((option) => option !== command.positional);
  const rows = (single: boolean) =>
    columns(
      names
        .filter((option) => Boolean(optionOf(option).single) === single)
        .map((option) => row(option, name)),
    );
  const destination = rows(true);
  return [
    `Usage: ${usage(name)}`,
    '',
    ...wrap(command.about),
    '',
    ...examples(command.examples),
    '',
    'Options',
    ...rows(false),
    ...(destination.length > 0
      ? ['', 'One destination, without a configuration', ...destination]
      : []),
  ];
}

function usage(name: CommandName): string {
  const { positional, required = [], rehearsable } = commandOf(name);
  const which = rehearsable ? ` [${rehearsable.join('|')}]` : '';
  const value = positional && (optionOf(positional).value ?? positional);
  const isRequired = required.some((option) => option === positional);
  const argument = value ? ` ${isRequired ? value : `[${value}]`}` : '';
  return `fanout ${name}${which}${argument} [OPTIONS]`;
}

function row(name: OptionName, command: CommandName): [string, string] {
  const {
    one,
    type,
    help,
    value,
    choices,
    otherwise,
    fromEnvironment,
    default: preset,
  } = optionOf(name);
  const shown = fromEnvironment
    ? `INPUT_${name.toUpperCase().replaceAll('-', '_')}`
    : `--${flagOf(name)}${type === 'flag' ? '' : ` ${value ?? 'WHICH'}`}`;
  const notes = [
    ...(choices ? [`One of ${choices.join(', ')}.`] : []),
    ...(isMany(type) && !one?.includes(command) ? ['May be repeated.'] : []),
    ...(fromEnvironment ? ['An environment variable only.'] : []),
    ...((otherwise ?? preset) ? [`Default: ${otherwise ?? preset}.`] : []),
  ];
  return [shown, [help, ...notes].join(' ')];
}

/** A command line as it is typed, and below it what it is for. */
function examples(rows: readonly (readonly [string, string])[]): string[] {
  return rows.flatMap(([line, purpose]) => [
    ...line.split('\n').map((each) => `  ${each}`),
    `      ${purpose}`,
  ]);
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const left = Math.min(32, Math.max(...rows.map(([name]) => name.length)) + 2);
  return rows.flatMap(([name, text]) => {
    const [first = '', ...rest] = wrap(text, width - left - 2);
    const indent = ' '.repeat(left + 2);
    return name.length + 2 > left
      ? [`  ${name}`, `${indent}${first}`, ...rest.map((line) => indent + line)]
      : [`  ${name.padEnd(left)}${first}`, ...rest.map((line) => indent + line)];
  });
}

function wrap(text: string, columns = width): string[] {
  return paragraph(text, 0, columns, 0);
}
