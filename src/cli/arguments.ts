import { defined } from '../defined.ts';
import type { Problem } from '../problem.ts';
import { closest, enumerate } from '../words/closest.ts';
import { quoted } from '../words/quoted.ts';
import { type CommandName, commandNames, commandOf } from './commands.ts';
import { type Flags, readFlags } from './flags.ts';
import { camel, type Inputs } from './inputs.ts';
import { isMany } from './options/option.ts';
import { flagOf, type OptionName, optionNames, optionOf, optionsOf } from './options.ts';
import { readValue } from './values.ts';

export type Read =
  | { ok: true; inputs: Inputs }
  | {
      ok: false;
      problems: Problem[];
      /** What could be read nevertheless, where the command is known. */
      asked?: { command: CommandName; json: boolean };
    };
type Env = Readonly<Record<string, string | undefined>>;

/** Where the value of an option came from, in words. */
type Given = { texts: string[]; source: string };

/**
 * What is asked for, from the arguments after the program's name and from `INPUT_*` variables. A flag wins over a
 * variable, an empty value counts as not given, and every mistake is reported.
 */
export function readInputs(argv: readonly string[], env: Env): Read {
  const flags = readFlags(argv);
  const [first, ...others] = flags.positionals;
  const named = first || variable(env, 'command');
  if (argv.length === 1 && argv[0] === '--version')
    return { ok: true, inputs: { command: 'version' } };
  if (flags.help || first === 'help') return help(first === 'help' ? others[0] : named);
  if (named === undefined) return withoutCommand(argv, flags);
  const command = commandNames.find((name) => name === named);
  if (!command) return { ok: false, problems: [unknownCommand(named), ...flags.problems] };
  return readCommand(command, others, flags, env);
}

function readCommand(command: CommandName, positionals: string[], flags: Flags, env: Env): Read {
  const problems = [...flags.problems];
  const { positional, rehearsable = [] } = commandOf(command);
  const rest = [...positionals];
  const rehearsed = rehearsable.find((name) => name === rest[0]);
  if (rehearsed) rest.shift();
  const several = positional && isMany(optionOf(positional).type) ? rest.length : 1;
  const words = positional ? rest.splice(0, several) : [];
  // What follows an unknown option may be its value.
  if (flags.problems.length === 0) problems.push(...rest.map(surplus));

  const values: Record<string, unknown> = {};
  const given = new Map<OptionName, Given>();
  for (const name of optionsOf(command)) {
    const found = find(name, name === positional ? words : [], flags, env, problems);
    if (found) given.set(name, found);
    const value = found ? check(name, command, found, problems) : defaultOf(name);
    if (value !== undefined) values[camel(name)] = value;
  }
  problems.push(
    ...strays(command, flags),
    ...missing(command, given),
    ...destinationProblems(command, given),
  );
  if (problems.length > 0)
    return { ok: false, problems, asked: { command, json: values.json === true } };
  const inputs = {
    command,
    ...(rehearsable.length > 0 && { rehearsed: rehearsed ?? rehearsable[0] }),
  };
  // The table that gives the type gave the values.
  return { ok: true, inputs: { ...inputs, ...values } as Inputs };
}

function find(
  name: OptionName,
  words: readonly string[],
  flags: Flags,
  env: Env,
  problems: Problem[],
): Given | undefined {
  const texts = flagTexts(name, flags, problems);
  texts.unshift(...words.filter((word) => word && !texts.includes(word)));
  const many = isMany(optionOf(name).type);
  if (new Set(texts).size > 1 && !many) {
    const hint = `keep one of ${enumerate(texts.map(quoted), 5)}`;
    problems.push({
      code: 'option-repeated',
      message: `--${name} is given ${texts.length} times`,
      hint,
    });
  }
  if (texts.length > 0) return { texts, source: `--${flagOf(name)}` };
  const text = variable(env, flagOf(name));
  if (!text) return undefined;
  const lines = many ? text.split(/\r?\n/).map((line) => line.trim()) : [text];
  return { texts: lines.filter((line) => line !== ''), source: `input "${flagOf(name)}"` };
}

function flagTexts(name: OptionName, flags: Flags, problems: Problem[]): string[] {
  const { type, fromEnvironment } = optionOf(name);
  const values = flags.values.get(flagOf(name)) ?? [];
  if (values.length > 0 && fromEnvironment) {
    const hint = `every user of this machine can read a command line: set ${variableName(name)}`;
    problems.push({
      code: 'option-on-command-line',
      message: `--${name} is not accepted on the command line`,
      hint,
    });
    return [];
  }
  return values.flatMap((value) => {
    if (value === true && type === 'flag') return ['true'];
    if (value !== true) return value === '' ? [] : [value];
    problems.push({
      code: 'option-without-value',
      message: `--${name} needs a value`,
      hint: `write --${name}=VALUE`,
    });
    return [];
  });
}

function check(name: OptionName, command: CommandName, given: Given, problems: Problem[]): unknown {
  const option = optionOf(name);
  const { texts, source } = given;
  if (option.one?.includes(command) && texts.length > 1)
    problems.push({
      code: 'bad-option-value',
      message: `${source} takes one value for ${command}, not ${texts.length}`,
    });
  const result = readValue(option, texts);
  if ('value' in result) return result.value;
  const message = `${source} must be ${result.phrase}, not ${quoted(texts.join(' '))}`;
  problems.push({
    code: 'bad-option-value',
    message,
    ...defined({ hint: result.hint }),
  });
  return undefined;
}

function defaultOf(name: OptionName): unknown {
  const { type, default: value, otherwise } = optionOf(name);
  if (type === 'flag') return otherwise === undefined ? false : undefined;
  if (type === 'list' || type === 'patterns') return [];
  return type === 'pairs' ? {} : value;
}

/** Flags of other commands. Variables of other commands are left alone: jobs of one pipeline share them. */
function strays(command: CommandName, flags: Flags): Problem[] {
  const own = new Set(optionsOf(command).map(flagOf));
  return [...flags.values.keys()]
    .filter((flag) => !own.has(flag))
    .map((flag) => {
      const takers = optionNames.filter((name) => flagOf(name) === flag);
      return {
        code: 'option-of-another-command',
        message: `--${flag} is not an option of "${command}"`,
        hint: `it is one of: ${enumerate(takers.flatMap((name) => optionOf(name).commands))}`,
      };
    });
}

const named = (name: OptionName) =>
  name === 'environment' ? 'an environment' : name === 'code' ? 'a code' : `--${name}`;

function missing(command: CommandName, given: ReadonlyMap<OptionName, Given>): Problem[] {
  const { required = [], examples } = commandOf(command);
  const [example = ['']] = examples;
  return required
    .filter((name) => !given.has(name))
    .map((name) => ({
      code: 'missing-option',
      message: `"${command}" needs ${named(name)}`,
      hint: `such as: ${example[0]}`,
    }));
}

/** A deployment is to an environment of the configuration, or to the one destination that options describe. */
function destinationProblems(
  command: CommandName,
  given: ReadonlyMap<OptionName, Given>,
): Problem[] {
  if (command !== 'deploy') return [];
  const single = [...given].filter(([name]) => optionOf(name).single);
  const environment = given.get('environment')?.texts[0];
  if (environment !== undefined)
    return single.map(([, { source }]) => ({
      code: 'options-conflict',
      message: `${source} describes a destination without a configuration, but ${quoted(environment)} is an environment of one`,
      hint: 'give one or the other',
    }));
  if (single.length > 0) return [];
  return [
    {
      code: 'no-environment',
      message: 'no environment is given to deploy to',
      hint: 'name one from the configuration, such as: fanout deploy production',
    },
  ];
}

function withoutCommand(argv: readonly string[], flags: Flags): Read {
  if (argv.length === 0) return { ok: true, inputs: { command: 'help', exitCode: 2 } };
  const message = 'no command is given';
  const hint = `there are: ${enumerate(commandNames)}`;
  return { ok: false, problems: [{ code: 'no-command', message, hint }, ...flags.problems] };
}

function help(topic: string | undefined): Read {
  const command = commandNames.find((name) => name === topic);
  if (topic !== undefined && !command) return { ok: false, problems: [unknownCommand(topic)] };
  return { ok: true, inputs: { command: 'help', exitCode: 0, ...(command && { topic: command }) } };
}

function unknownCommand(name: string): Problem {
  const near = closest(name, commandNames);
  return {
    code: 'unknown-command',
    message: `unknown command ${quoted(name)}`,
    hint: near ? `did you mean "${near}"?` : `there are: ${enumerate(commandNames)}`,
  };
}

function surplus(argument: string): Problem {
  return { code: 'too-many-arguments', message: `${quoted(argument)} is one argument too many` };
}

/** GitHub keeps the hyphens of an input's name, other systems cannot have them in a variable. */
function variable(env: Env, name: string): string | undefined {
  const upper = `INPUT_${name.toUpperCase()}`;
  return env[upper]?.trim() || env[upper.replaceAll('-', '_')]?.trim() || undefined;
}

function variableName(name: string): string {
  return `INPUT_${name.toUpperCase().replaceAll('-', '_')}`;
}
