import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { repository } from './fanout.ts';

type Rule = { number: number; holders: { file: string; title: string }[] };

const rules = readRules(readFileSync(join(repository, 'docs/threat-model.md'), 'utf8'));

test('the rules are numbered in order', () => {
  expect(rules.length).toBeGreaterThan(0);
  expect(rules.map(({ number }) => number)).toEqual(rules.map((_, index) => index + 1));
});

describe.each(rules)('rule $number', ({ holders }) => {
  test('names a test that holds it', () => expect(holders).not.toEqual([]));

  test.each(holders)('is held by $file: $title', ({ file, title }) => {
    const path = join(repository, file);
    expect(file).toMatch(/^__tests__\/.*\.test\.ts$/);
    expect(existsSync(path) && titlesIn(readFileSync(path, 'utf8'))).toContain(title);
  });
});

function readRules(text: string): Rule[] {
  const section = /^## Rules\n([\s\S]*?)^## /m.exec(text)?.[1] ?? '';
  return section
    .split(/^(?=\d+\. )/m)
    .filter((part) => /^\d/.test(part))
    .map((part) => ({
      number: Number.parseInt(part, 10),
      holders: [...part.matchAll(/^ +- `(\S+)`: "(.*)"$/gm)].map(([, file = '', title = '']) => ({
        file,
        title,
      })),
    }));
}

/** The literal titles of tests: in the call itself, or in the one that `test.each` or a condition gives. */
function titlesIn(source: string): string[] {
  const calls = source.matchAll(
    /(?:\b(?:test|describe|run|apart|sandboxed|asRoot|manyUsers|filtered)|\))\(\s*(['"])((?:(?!\1).)+)\1,\s*(?:async\s*)?\(/g,
  );
  const fuzzed = source.matchAll(/\bfuzz\(\s*(['"])((?:(?!\1).)+)\1,/g);
  return [...calls, ...fuzzed].map(([, , title = '']) => title);
}
