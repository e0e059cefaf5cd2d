import { parseArgs } from 'node:util';
import type { Problem } from '../problem.ts';
import { closest } from '../words/closest.ts';
import { flagOf, type OptionName, optionNames, optionOf } from './options.ts';

/** What stands on a command line. */
export type Flags = {
  positionals: string[];
  /** Of each flag the values in their order; `true` for one without a value. */
  values: Map<string, (string | true)[]>;
  help: boolean;
  /** Flags that do not exist. */
  problems: Problem[];
};

export function readFlags(argv: readonly string[]): Flags {
  const known = optionNames.map(
    (name) => [flagOf(name), { type: takesValue(name) ? 'string' : 'boolean' }] as const,
  );
  const { tokens } = parseArgs({
    args: [...argv],
    options: { ...Object.fromEntries(known), help: { type: 'boolean', short: 'h' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags: Flags = { positionals: [], values: new Map(), help: false, problems: [] };
  for (const [index, token] of tokens.entries()) {
    const isSaid = saidAfter(tokens[index - 1], token) !== undefined;
    if (token.kind === 'positional' && !isSaid) flags.positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const name = known.find(([each]) => each === token.name)?.[0];
    if (token.name === 'help') flags.help = true;
    else if (!name) flags.problems.push(unknownFlag(token.rawName));
    else {
      const value = saidAfter(token, tokens[index + 1]) ?? given(token);
      flags.values.set(name, [...(flags.values.get(name) ?? []), value]);
    }
  }
  return flags;
}

type Token = { kind: string; name?: string; value?: string | undefined };

/** The `false` of `--offline false`, after a flag that needs no value. */
function saidAfter(flag: Token | undefined, word: Token | undefined): string | undefined {
  if (word?.kind !== 'positional' || (word.value !== 'true' && word.value !== 'false'))
    return undefined;
  const name = optionNames.find((each) => flagOf(each) === flag?.name);
  const isAlone = name !== undefined && flag?.value === undefined && !takesValue(name);
  return isAlone ? word.value : undefined;
}

function takesValue(name: OptionName): boolean {
  return optionOf(name).type !== 'flag';
}

/** Where a value is forgotten, the next flag would be read as it. */
function given({
  value,
  inlineValue,
}: {
  value?: string | undefined;
  inlineValue?: boolean | undefined;
}): string | true {
  return value === undefined || (!inlineValue && value.startsWith('--')) ? true : value;
}

function unknownFlag(rawName: string): Problem {
  const near = closest(rawName.replace(/^-+/, ''), [...optionNames.map(flagOf), 'help']);
  return {
    code: 'unknown-option',
    message: `unknown option "${rawName}"`,
    hint: near ? `did you mean "--${near}"?` : 'fanout --help lists what there is',
  };
}
