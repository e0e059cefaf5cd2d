import type { CommandName } from '../commands.ts';

type OptionType =
  | 'text'
  | 'path'
  /** True or false. */
  | 'flag'
  /** May be given several times; in an environment variable one entry a line, as in the two below. */
  | 'list'
  /** NAME=VALUE */
  | 'pairs'
  /** Regular expressions. */
  | 'patterns'
  | 'duration'
  | 'number'
  | 'choice';

export type Option = {
  type: OptionType;
  commands: readonly CommandName[];
  /** One sentence, for help texts, action.yml and the like. */
  help: string;
  /** What stands for the value in help texts. */
  value?: string;
  /** The value if none is given. */
  default?: string | number;
  /** What holds if none is given, in words, where only the command can tell. */
  otherwise?: string;
  choices?: readonly string[];
  /** Bounds of a number. */
  least?: number;
  most?: number;
  whole?: boolean;
  /** Of a list: the commands for which it has one entry at most. */
  one?: readonly CommandName[];
  /** The flag and the input that give it, where they have another name: what it is for this command. */
  input?: string;
  /** An input of the CI wrappers too. */
  ci: boolean;
  /** To be masked before use. */
  secret?: boolean;
  /** Never a flag: every user of a machine can read its command lines. */
  fromEnvironment?: boolean;
  /** What GitHub gives it where the workflow does not. */
  github?: string;
  /** Part of what describes one destination without a configuration. */
  single?: boolean;
};

/** Whether an option may be given several times. */
export function isMany(type: OptionType): boolean {
  return type === 'list' || type === 'pairs' || type === 'patterns';
}
