import { commandNames } from '../../src/cli/commands.ts';
import { isMany, type Option } from '../../src/cli/options/option.ts';
import { optionNames, optionOf } from '../../src/cli/options.ts';

/** An input as the wrappers of all CI systems offer it. */
export type CiInput = {
  name: string;
  /** Where systems whose variables can have no hyphen set it. */
  variable: string;
  option: Option;
  /** What it does, in sentences, without its choices. */
  description: string;
};

/** For people at a terminal. The wrappers run `finish` by themselves; a step of it can have its page uploaded. */
const notOffered: readonly string[] = ['bootstrap', 'emulator', 'explain', 'init', 'page', 'serve'];

export const ciCommands = commandNames.filter((name) => !notOffered.includes(name));

export const defaultCommand = 'deploy';

export const hasFinish = (commandNames as readonly string[]).includes('finish');

export const ciInputs: readonly CiInput[] = optionNames
  .map((name) => ({ name, variable: variableOf(name), option: optionOf(name) }))
  .filter(({ option }) => option.ci)
  .map((input) => ({ ...input, description: describe(input.option) }));

/** `web-identity-token` is read from `INPUT_WEB_IDENTITY_TOKEN`. */
export function variableOf(name: string): string {
  return `INPUT_${name.toUpperCase().replaceAll('-', '_')}`;
}

function describe({ help, type, value, secret, otherwise, default: preset }: Option): string {
  const notes = [
    ...(type === 'pairs' ? [`As ${value}.`] : []),
    ...(isMany(type) ? ['One a line.'] : []),
    ...(secret ? ['A secret: never write it down in a pipeline file.'] : []),
    ...((otherwise ?? preset) !== undefined ? [`Default: ${otherwise ?? preset}.`] : []),
  ];
  return [help, ...notes].join(' ');
}
