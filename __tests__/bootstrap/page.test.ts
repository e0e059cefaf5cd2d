import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readIdentities } from '../../src/bootstrap/identities.ts';
import { readInputs } from '../../src/cli/arguments.ts';

const page = readFileSync(new URL('../../docs/bootstrap.md', import.meta.url), 'utf8');

test('every command of the page is one', () => {
  const commands = [...page.matchAll(/\bfanout (bootstrap(?: (?:--)?[\w/.@:-]+)*)/g)].map(
    ([, words = '']) => words.split(' '),
  );
  const asked = commands.filter((words) => words.length > 1);
  expect(asked.length).toBeGreaterThan(3);
  for (const words of asked) {
    const end = words.findIndex((_, index) => index > 0 && !isPart(words, index));
    const read = readInputs(end < 0 ? words : words.slice(0, end), {});
    expect([words, read.ok ? [] : read.problems]).toEqual([words, []]);
  }
});

/** A flag, or what comes after one. */
function isPart(words: readonly string[], index: number): boolean {
  return words[index]?.startsWith('--') || words[index - 1]?.startsWith('--') || false;
}

test('whoever the page lets in can be let in', () => {
  const rows = [...page.matchAll(/^\| `--(github|gitlab|principal) ([^`]+)`/gm)];
  expect(rows.length).toBeGreaterThan(6);
  for (const [, flag = '', value = ''] of rows) {
    const given = { github: [], gitlab: [], principal: [], [flag]: [value] };
    const { problems } = readIdentities(given, ['test', 'production']);
    expect([value, problems]).toEqual([value, []]);
  }
});
