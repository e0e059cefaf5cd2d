import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ciBuild } from '../../src/ci/systems.ts';
import { readInputs } from '../../src/cli/arguments.ts';

const page = readFileSync(new URL('../../docs/other-ci.md', import.meta.url), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| [A-Z]/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
const [, ...sections] = page.split(/^## /m);

describe.each(rows)('%s', (system, mark = '', ...variables) => {
  test('tells of the build what the page says', () => {
    const env: Record<string, string> = { [mark]: 'true' };
    for (const name of variables) if (name) env[name] = name === mark ? 'true' : `of ${name}`;
    const { number, commit, branch, actor, link } = ciBuild(env);
    expect([number, commit, branch, actor, ...(variables[4] ? [link] : [])]).toEqual(
      variables.filter(Boolean).map((name) => env[name]),
    );
  });

  test('has a section, whose commands are what they seem', () => {
    const section = sections.find((one) => one.startsWith(`${system}\n`)) ?? '';
    const [, language = '', body = ''] = /^```(\w+)\n([\s\S]*?)^```$/m.exec(section) ?? [];
    if (language === 'yaml') expect(parse(body)).toBeTruthy();
    expect(commandsIn(body)).not.toEqual([]);
    for (const command of commandsIn(body))
      expect([command, readInputs(command.split(' ').slice(1), { [mark]: 'true' })]).toEqual([
        command,
        expect.objectContaining({ ok: true }),
      ]);
  });
});

test('the commands of a shell are what they seem', () => {
  const commands = commandsIn(page.split('## A shell')[1] ?? '');
  expect(commands).toHaveLength(2);
  for (const command of commands)
    expect(readInputs(command.split(' ').slice(1), {})).toMatchObject({ ok: true });
});

/** Commands of fanout, each variable and substitution as a word. */
function commandsIn(text: string): string[] {
  return [...text.matchAll(/fanout (?:deploy|package|finish)[^'\n,]*/g)].map(([command]) =>
    command
      .replace(/"\$\([^)]*\)"/g, 'value')
      .replace(/"[^"]*"/g, 'value')
      .trim(),
  );
}
