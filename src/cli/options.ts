import type { CommandName } from './commands.ts';
import { bootstrapOptions } from './options/bootstrap-options.ts';
import { bundleOptions } from './options/bundle-options.ts';
import { destinationOptions } from './options/destination-options.ts';
import { initOptions } from './options/init-options.ts';
import type { Option } from './options/option.ts';
import { outputOptions } from './options/output-options.ts';
import { rehearsalOptions } from './options/rehearsal-options.ts';
import { releaseOptions } from './options/release-options.ts';
import { statusOptions } from './options/status-options.ts';

/**
 * Every input there is. Each can be given as a flag (`--role-via`), and as an environment variable, `INPUT_ROLE-VIA` or
 * `INPUT_ROLE_VIA`. Parsing, help and the wrappers of the CI systems are made from this table or compared to it.
 */
export const options = {
  ...releaseOptions,
  ...bundleOptions,
  ...destinationOptions,
  ...statusOptions,
  ...bootstrapOptions,
  ...rehearsalOptions,
  ...initOptions,
  ...outputOptions,
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof options;

export const optionNames = Object.keys(options) as OptionName[];

export function optionOf(name: OptionName): Option {
  return options[name];
}

/** The name of its flag and input. */
export function flagOf(name: OptionName): string {
  return optionOf(name).input ?? name;
}

/** The options that a command takes, in the order of the table. */
export function optionsOf(command: CommandName): OptionName[] {
  return optionNames.filter((name) => optionOf(name).commands.includes(command));
}
