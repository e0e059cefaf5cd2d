import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from '@jest/globals';
import { type CommandName, commandNames } from '../src/cli/commands.ts';
import { camel } from '../src/cli/inputs.ts';
import { optionNames, optionOf } from '../src/cli/options.ts';

const texts = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join('src', file))
    .map((file) => [file, withoutComments(readFileSync(file, 'utf8'))]),
);

/** They name every option without reading any. */
const tables =
  /src\/cli\/(?:options\/[\w-]+|options|commands|inputs|arguments|help|values|flags)\.ts$/;

/** Read before a command is chosen, for all of them. */
const shared = ['src/main.ts', 'src/cli/run-command.ts'];

test('every option is read by each command that takes it', () => {
  const rows = optionNames.flatMap((name) =>
    optionOf(name).commands.map((command) => ({ name: camel(name), command })),
  );
  expect(rows.filter((row) => !isRead(row))).toEqual([]);
});

test('an option that nobody reads is found, whatever it is called', () => {
  // Another command has an input of that name; the rest of the code, fields and variables.
  for (const [name, command] of [
    ['quiet', 'deploy'],
    ['port', 'status'],
    ['sarif', 'deploy'],
    ['probe', 'plan'],
    ['onFailure', 'lint'],
  ] as const)
    expect([name, isRead({ name, command })]).toEqual([name, false]);
});

test('every key of fanout.yml is read beside its definition', () => {
  const keys = keysOf(JSON.parse(readFileSync('schema/fanout.schema.json', 'utf8')));
  const readers = [...texts].filter(
    ([file]) => !/definition\.ts$/.test(file) && !/^src\/(?:emulator|appspec)\//.test(file),
  );
  expect(keys.size).toBeGreaterThan(60);
  expect([...keys].filter((key) => !readers.some(([, text]) => reads(text, key)))).toEqual([]);
});

test('every setting of a destination, a wave or an environment is read where it is put to use', () => {
  const fields = [...(texts.get('src/config/destination.ts') ?? '').matchAll(/^ {2}(\w+)\??:/gm)];
  const users = [...texts].filter(
    ([file]) => !/^src\/(?:config|emulator|appspec|rehearsal|page)\//.test(file),
  );
  const names = new Set(fields.map(([, name = '']) => name));
  expect(names.size).toBeGreaterThan(40);
  expect([...names].filter((name) => !users.some(([, text]) => reads(text, name)))).toEqual([]);
});

function isRead({ name, command }: { name: string; command: CommandName }): boolean {
  const files = [...shared, ...cliFilesOf(command)].filter((file) => !tables.test(file));
  return files.some((file) => reads(texts.get(file) ?? '', name));
}

/** `inputs.name`, `{ name }`, `{ name: other }`, `{ name = 1 }`, `'name' in inputs`; not `name: 1`, which sets it. */
function reads(text: string, name: string): boolean {
  const access = new RegExp(`\\.${name}\\b(?!\\s*=[^=>])`);
  const taken = new RegExp(`[{,]\\s*${name}\\s*(?:[,}]|=[^=>]|:\\s*\\w+\\s*[,}])`);
  return access.test(text) || taken.test(text) || text.includes(`'${name}'`);
}

/** Of a command and what it uses: the folders of the command line, and those that are handed its inputs whole. */
function cliFilesOf(command: CommandName): string[] {
  expect(commandNames).toContain(command);
  const found = new Set<string>();
  const left = [`src/cli/commands/${command}.ts`];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (found.has(next) || !takesInputs(next)) continue;
    found.add(next);
    left.push(...importsOf(next));
  }
  return [...found];
}

function takesInputs(file: string): boolean {
  return file.startsWith('src/cli/') || /^src\/config\/(?:single|select|overrides)\.ts$/.test(file);
}

function importsOf(file: string): string[] {
  const text = texts.get(file) ?? '';
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path = '']) =>
    normalize(join(dirname(file), path)),
  );
}

function keysOf(schema: unknown, keys = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return keys;
  const { properties } = schema as { properties?: Record<string, unknown> };
  for (const key of Object.keys(properties ?? {})) keys.add(key);
  for (const value of Object.values(schema)) keysOf(value, keys);
  return keys;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}
