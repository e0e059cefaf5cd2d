import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { commandNames, commandOf } from '../../src/cli/commands.ts';
import { helpText } from '../../src/cli/help.ts';
import { flagOf, optionNames, optionOf, optionsOf } from '../../src/cli/options.ts';

describe.each([undefined, ...commandNames])('help on %s', (topic) => {
  const text = helpText(topic);

  test('fits 80 columns, without trailing blanks', () => {
    for (const line of text.split('\n')) {
      expect(line.length).toBeLessThanOrEqual(80);
      expect(line).not.toMatch(/\s$/);
    }
    expect(text).toMatch(/[^\n]\n$/);
  });

  test('shows examples before options', () => {
    const example = text.search(/^ {2}fanout /m);
    const list = text.search(topic ? /^Options$/m : /^Usage/m);
    expect(example).toBeGreaterThanOrEqual(0);
    expect(example).toBeLessThan(list);
  });

  test('names no command that does not exist', () => {
    const named = [...text.matchAll(/^ *fanout ([a-z]+)/gm)].map(([, name]) => name);
    expect(named.filter((name) => !(commandNames as readonly unknown[]).includes(name))).toEqual(
      [],
    );
  });
});

test.each(commandNames)('%s: all its options and no others', (command) => {
  const text = helpText(command);
  const own = optionsOf(command).filter((name) => name !== commandOf(command).positional);
  for (const name of optionNames) {
    const shown = optionOf(name).fromEnvironment
      ? `INPUT_${name.toUpperCase().replaceAll('-', '_')}`
      : `--${flagOf(name)}`;
    const listed = new RegExp(`^  ${shown}( |$)`, 'm').test(text);
    expect({ name, listed }).toEqual({ name, listed: own.map(flagOf).includes(flagOf(name)) });
  }
});

test.each([
  ['promote', 'Usage: fanout promote ENV [OPTIONS]'],
  ['status', 'Usage: fanout status [ENV...] [OPTIONS]'],
  ['rehearse', 'Usage: fanout rehearse [deploy|promote|rollback] [ENV] [OPTIONS]'],
] as const)('usage of %s', (command, usage) => {
  expect(helpText(command).split('\n')[0]).toBe(usage);
});

test('the overview names every command', () => {
  for (const command of commandNames) expect(helpText()).toMatch(new RegExp(`^  ${command} `, 'm'));
});

test('reading arguments loads no package', () => {
  const seen = new Set<string>();
  const packages = new Set<string>();
  visit(new URL('../../src/cli/arguments.ts', import.meta.url));
  visit(new URL('../../src/cli/help.ts', import.meta.url));
  expect([...packages]).toEqual(['node:util']);
  expect(seen.size).toBeGreaterThan(8);

  function visit(file: URL): void {
    if (seen.has(file.href)) return;
    seen.add(file.href);
    const imports = readFileSync(file, 'utf8').matchAll(
      /^import (?!type )[^;]*? from '([^']+)';/gm,
    );
    for (const [, name = ''] of imports) {
      if (name.startsWith('.')) visit(new URL(name, file));
      else packages.add(name);
    }
  }
});
