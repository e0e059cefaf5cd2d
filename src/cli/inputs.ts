import type { CommandName } from './commands.ts';
import { type OptionName, optionNames, optionOf, type options } from './options.ts';

type Table = typeof options;

/** `role-via` becomes `roleVia`. */
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;

type ValueOf<Row> = Row extends { type: 'flag' }
  ? boolean
  : Row extends { type: 'list' }
    ? string[]
    : Row extends { type: 'pairs' }
      ? Record<string, string>
      : Row extends { type: 'patterns' }
        ? RegExp[]
        : Row extends { type: 'number' | 'duration' }
          ? number
          : Row extends { type: 'choice'; choices: readonly (infer Choice)[] }
            ? Choice
            : string;

/** A flag that holds or not by what else is known is absent where it was not given. */
type IsCertain<Row> = Row extends { type: 'flag'; otherwise: string }
  ? false
  : Row extends { type: 'flag' | 'list' | 'pairs' | 'patterns' } | { default: unknown }
    ? true
    : false;

type NamesOf<Command extends CommandName> = {
  [Name in OptionName]: Command extends Table[Name]['commands'][number] ? Name : never;
}[OptionName];

/** The inputs of one command: flags are true or false, lists may be empty, durations are milliseconds, others may be absent. */
export type InputsOf<Command extends CommandName> = {
  [Name in NamesOf<Command> as IsCertain<Table[Name]> extends true ? Camel<Name> : never]: ValueOf<
    Table[Name]
  >;
} & {
  [Name in NamesOf<Command> as IsCertain<Table[Name]> extends true ? never : Camel<Name>]?: ValueOf<
    Table[Name]
  >;
};

/** What is asked for: help, the tool's own version, or a command with its inputs. */
export type Inputs =
  | { command: 'help'; topic?: CommandName; exitCode: 0 | 2 }
  | { command: 'version' }
  | { [C in Exclude<CommandName, 'rehearse'>]: { command: C } & InputsOf<C> }[Exclude<
      CommandName,
      'rehearse'
    >]
  | ({ command: 'rehearse'; rehearsed: 'deploy' | 'promote' | 'rollback' } & InputsOf<'rehearse'>);

export function camel(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Values to be masked before anything is printed. */
export function secretsIn(inputs: Inputs): string[] {
  const values = new Map<string, unknown>(Object.entries(inputs));
  return optionNames
    .filter((name) => optionOf(name).secret)
    .map((name) => values.get(camel(name)))
    .filter((value) => typeof value === 'string');
}
